import { In, type FindOptionsWhere } from 'typeorm';
import { enrolmentCancelled } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import type { Workshop } from '../workshops/workshop.entity.js';
import { returnToTopicLine } from '../topic-waits/settle-topic-waits.js';
import { cancellable, EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import { tellEnrolments } from './tell-enrolments.js';

/**
 * Cancels the enrolments of these workshops that fit, tells of each, frees their places and gives them back. The caller has the
 * workshops locked, and saves them.
 */
export async function cancelEnrolmentsOf(
  work: Work,
  workshops: Workshop[],
  which: Pick<FindOptionsWhere<Enrolment>, 'id' | 'registrationId' | 'status' | 'offerExpiresAt' | 'partyId'>,
  { reason, at }: { reason: string | null; at: Date },
): Promise<Enrolment[]> {
  const enrolments = await work.manager.find(Enrolment, {
    where: { status: In(cancellable), ...which, workshopId: In(workshops.map(({ id }) => id)) },
    order: { id: 'ASC' },
  });
  if (enrolments.length === 0) {
    return [];
  }
  const byId = new Map(workshops.map((workshop) => [workshop.id, workshop]));
  for (const enrolment of enrolments) {
    byId.get(enrolment.workshopId)?.freeSeats(enrolment.holdsSeat ? 1 : 0);
    enrolment.cancel(reason);
  }
  await work.manager.update(
    Enrolment,
    { id: In(enrolments.map(({ id }) => id)) },
    { status: EnrolmentStatus.CANCELLED, cancellationReason: reason, offerExpiresAt: null },
  );
  await returnToTopicLine(work, enrolments);
  await tellEnrolments(work, workshops, enrolments, at, ({ id }, facts, about) =>
    enrolmentCancelled(id, { ...facts, reason }, about),
  );
  return enrolments;
}
