import { In, type FindOptionsWhere } from 'typeorm';
import { enrolmentCancelled } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { Participant } from '@maarad/shared/projections';
import type { Workshop } from '../workshops/workshop.entity.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';

/**
 * Cancels the confirmed enrolments of these workshops that fit, tells of each, and gives them back. The caller has the workshops
 * locked and counts their places.
 */
export async function cancelEnrolmentsOf(
  work: Work,
  workshops: Workshop[],
  which: Pick<FindOptionsWhere<Enrolment>, 'id' | 'registrationId'>,
  { reason, at }: { reason: string | null; at: Date },
): Promise<Enrolment[]> {
  const enrolments = await work.manager.find(Enrolment, {
    where: { ...which, workshopId: In(workshops.map(({ id }) => id)), status: EnrolmentStatus.CONFIRMED },
    order: { id: 'ASC' },
  });
  if (enrolments.length === 0) {
    return [];
  }
  enrolments.forEach((enrolment) => enrolment.cancel(reason));
  await work.manager.update(
    Enrolment,
    { id: In(enrolments.map(({ id }) => id)) },
    { status: EnrolmentStatus.CANCELLED, cancellationReason: reason },
  );
  const participations = await work.manager.findBy(Participant, {
    id: In(enrolments.map(({ registrationId }) => registrationId)),
  });
  const regions = new Map(participations.map(({ id, region }) => [id, region]));
  const editions = new Map(workshops.map(({ id, editionId }) => [id, editionId]));
  work.record(
    ...enrolments.map(({ id, workshopId, exhibitorId, registrationId }) => {
      const editionId = editions.get(workshopId) ?? '';
      const about = { edition: editionId, region: regions.get(registrationId), at };
      return enrolmentCancelled(id, { workshopId, editionId, exhibitorId, reason }, about);
    }),
  );
  return enrolments;
}
