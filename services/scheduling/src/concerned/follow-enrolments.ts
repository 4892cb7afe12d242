import { enrolmentCancelled, enrolmentConfirmed, enrolmentPromoted } from '@maarad/shared/contracts';
import { when, whenAny } from '@maarad/shared/messaging';
import { WorkshopEnrolment } from './workshop-enrolment.entity.js';

export const rememberEnrolmentWhenConfirmed = whenAny(
  [enrolmentConfirmed, enrolmentPromoted] as const,
  async (work, { subject: id, data: { workshopId, exhibitorId } }) => {
    await work.manager.upsert(WorkshopEnrolment, { id, workshopId, exhibitorId, cancelledAt: null }, ['id']);
  },
);

/** It is kept with its end: whoever was enrolled when a session was called off is concerned by that. */
export const endEnrolmentWhenCancelled = when(enrolmentCancelled, async (work, { subject: id, time }) => {
  await work.manager.update(WorkshopEnrolment, { id }, { cancelledAt: time });
});
