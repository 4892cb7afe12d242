import { sessionCancelled } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { callOffWorkshop } from './call-off-workshop.js';
import { tellRescheduled } from './tell-rescheduled.js';
import { Workshop } from './workshop.entity.js';

/**
 * A workshop goes on with the sessions that it has left, and those enrolled are told; without any it does not take place. What
 * was cancelled here first comes back as its session's cancellation: then there is nothing left to do, and nothing to tell.
 */
export const cancelWorkshopWhenSessionCancelled = when(sessionCancelled, async (work, { subject, data, time }) => {
  if (data.workshopId === null) {
    return;
  }
  const workshop = await work.lock(Workshop, data.workshopId);
  const meeting = workshop.meetings.find(({ sessionId }) => sessionId === subject);
  if (workshop.isOver || !meeting) {
    return;
  }
  if (workshop.meetings.length === 1) {
    await callOffWorkshop(work, workshop, { reason: data.reason, at: time });
    return;
  }
  workshop.dropMeeting(meeting);
  await work.save(workshop);
  await tellRescheduled(work, workshop, { sessionId: subject, from: meeting, to: null, at: time });
});
