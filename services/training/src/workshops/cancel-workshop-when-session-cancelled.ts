import { sessionCancelled } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { callOffWorkshop } from './call-off-workshop.js';
import { Workshop } from './workshop.entity.js';

/** What was cancelled here first comes back as its session's cancellation: then there is nothing left to do, and nothing to tell. */
export const cancelWorkshopWhenSessionCancelled = when(sessionCancelled, async (work, { data, time }) => {
  if (data.workshopId === null) {
    return;
  }
  const workshop = await work.lock(Workshop, data.workshopId);
  if (!workshop.isOver) {
    await callOffWorkshop(work, workshop, { reason: data.reason, at: time });
  }
});
