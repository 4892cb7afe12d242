import { In } from 'typeorm';
import { certificateIssued } from '@maarad/shared/contracts';
import { useCase, type Work } from '@maarad/shared/database';
import { CodedError, Conflict } from '@maarad/shared/errors';
import { EditionFacts, Participant } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { minutesOfWorkshop, minutesRequired, sessionsOf } from '../attendance/workshop-sessions.js';
import { countedAtTheEnd, EnrolmentStatus } from '../enrolments/enrolment-status.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { tellEnrolments } from '../enrolments/tell-enrolments.js';
import { Trainer } from '../trainers/trainer.entity.js';
import { requireLeads } from '../workshops/who-leads.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { newCertificateCode } from './certificate-code.js';
import type { CertificateSnapshot } from './certificate-snapshot.js';
import { CertificateStatus } from './certificate-status.js';
import { Certificate } from './certificate.entity.js';
import { WithheldReason, type IssueCertificatesInput, type IssuedCertificates } from './certificate.inputs.js';

/**
 * Gives a certificate to each who has completed a workshop, and says of all others why they have none. Asked again it gives the
 * same, and certificates to those who have completed it meanwhile.
 */
export const issueCertificates = useCase(
  async (work, { workshopId }: IssueCertificatesInput, { principal, clock }): Promise<IssuedCertificates> => {
    const workshop = await work.lock(Workshop, workshopId);
    requireLeads(principal, workshop.trainerIds);
    if (workshop.attendanceClosedAt === null) {
      throw new CodedError('ILLEGAL_TRANSITION', 'Certificates are issued once the attendance is closed.', {
        type: 'Workshop',
        from: workshop.status,
      });
    }
    const enrolments = await work.manager.find(Enrolment, {
      where: { workshopId, status: In(countedAtTheEnd) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const before = await work.manager.findBy(Certificate, { workshopId });
    const have = new Set(before.map(({ enrolmentId }) => enrolmentId));
    const due = enrolments.filter(
      (enrolment) => !have.has(enrolment.id) && enrolment.completes(minutesRequired(workshop)),
    );
    const issued = await issueTo(work, workshop, due, clock.now());
    const certificates = [...before.filter(({ status }) => status === CertificateStatus.VALID), ...issued];
    const holders = new Set(certificates.map(({ enrolmentId }) => enrolmentId));
    return {
      certificates,
      withheld: enrolments
        .filter(({ id }) => !holders.has(id))
        .map((enrolment) => ({
          enrolment,
          reason: have.has(enrolment.id)
            ? WithheldReason.REVOKED
            : enrolment.status === EnrolmentStatus.ABSENT
              ? WithheldReason.ABSENT
              : WithheldReason.TOO_SHORT,
        })),
    };
  },
  {
    violations: {
      certificates_one_an_enrolment: ({ workshopId }) =>
        new Conflict('Somebody has a certificate of this workshop already.', [{ type: 'Workshop', id: workshopId }]),
    },
  },
);

async function issueTo(work: Work, workshop: Workshop, enrolments: Enrolment[], at: Date): Promise<Certificate[]> {
  if (enrolments.length === 0) {
    return [];
  }
  const snapshotOf = await snapshots(work, workshop, enrolments);
  const certificates = enrolments.map((enrolment) =>
    Object.assign(new Certificate(), {
      ...{ id: newId(), enrolmentId: enrolment.id, workshopId: workshop.id, exhibitorId: enrolment.exhibitorId },
      ...{ code: newCertificateCode(), status: CertificateStatus.VALID, issuedAt: at, snapshot: snapshotOf(enrolment) },
      ...{ revokedAt: null, revocationReason: null },
    }),
  );
  await work.manager.insert(Certificate, certificates);
  const idOf = new Map(certificates.map(({ id, enrolmentId }) => [enrolmentId, id]));
  await tellEnrolments(work, [workshop], enrolments, at, ({ id: enrolmentId }, facts, about) =>
    certificateIssued(idOf.get(enrolmentId) ?? '', { ...facts, enrolmentId }, about),
  );
  return certificates;
}

async function snapshots(work: Work, workshop: Workshop, enrolments: Enrolment[]) {
  const { id, title, topic, level, language, editionId, trainerIds } = workshop;
  const edition = await work.find(EditionFacts, editionId);
  const trainers = await work.manager.findBy(Trainer, { id: In(trainerIds) });
  const registrationIds = enrolments.map(({ registrationId }) => registrationId);
  const names = new Map(
    (await work.manager.findBy(Participant, { id: In(registrationIds) })).map(({ id, name }) => [id, name]),
  );
  return ({ exhibitorId, registrationId, participant, minutesPresent }: Enrolment): CertificateSnapshot => ({
    workshop: { id, title, topic, level, language },
    sessions: sessionsOf(workshop)
      .sort((a, b) => a.from.getTime() - b.from.getTime())
      .map(({ sessionId, from, to }) => ({
        ...{ id: sessionId, startsAt: from.toISOString(), endsAt: to.toISOString() },
      })),
    trainers: trainerIds.flatMap((trainerId) =>
      trainers.filter((trainer) => trainer.id === trainerId).map(({ name }) => ({ id: trainerId, name })),
    ),
    edition: { id: editionId, name: edition.name, timeZone: edition.timeZone },
    exhibitor: { id: exhibitorId, name: names.get(registrationId) ?? {} },
    participant: { name: participant.name },
    minutes: {
      present: minutesPresent ?? 0,
      required: minutesRequired(workshop),
      whole: minutesOfWorkshop(workshop),
    },
  });
}
