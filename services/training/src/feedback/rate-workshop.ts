import { requireActsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { EnrolmentStatus } from '../enrolments/enrolment-status.js';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { Feedback } from './feedback.entity.js';
import type { RateWorkshopInput } from './feedback.inputs.js';

const daysToAnswer = 14;

/**
 * Somebody who was at a workshop says how it was; once each, and what is said again replaces what was said before, until the
 * answers are closed.
 */
export const rateWorkshop = useCase(
  async (work, { enrolmentId, rating, comment }: RateWorkshopInput, { principal, clock }) => {
    requireActsFor(principal, (await work.find(Enrolment, enrolmentId)).exhibitorId);
    const enrolment = await work.lock(Enrolment, enrolmentId);
    const { id: workshopId, attendanceClosedAt } = await work.find(Workshop, enrolment.workshopId);
    requireAnswerable(enrolment, attendanceClosedAt, clock.now());
    await work.manager
      .createQueryBuilder()
      .insert()
      .into(Feedback)
      .values({ id: newId(), enrolmentId, workshopId, rating, comment: comment?.trim() ?? null })
      .orUpdate(['rating', 'comment'], ['enrolment_id'])
      .execute();
    return enrolment;
  },
);

function requireAnswerable({ status }: Enrolment, attendanceClosedAt: Date | null, now: Date): void {
  if (status !== EnrolmentStatus.ATTENDED || attendanceClosedAt === null) {
    throw new CodedError('ILLEGAL_TRANSITION', 'Only somebody who was at a workshop says how it was.', {
      type: 'Enrolment',
      from: status,
    });
  }
  const until = new Date(attendanceClosedAt.getTime() + daysToAnswer * 86_400_000);
  if (until <= now) {
    throw new CodedError('ILLEGAL_TRANSITION', `Answers are taken for ${daysToAnswer} days.`, {
      type: 'Workshop',
      closedAt: until.toISOString(),
    });
  }
}
