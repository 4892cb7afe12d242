import { sessionScheduled } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { Workshop } from './workshop.entity.js';

/** Where the workshop was cancelled meanwhile, nothing happens: scheduling hears of that too, and takes the session out again. */
export const scheduleWorkshopWhenSessionScheduled = when(sessionScheduled, async (work, { subject, data }) => {
  if (data.workshopId === null) {
    return;
  }
  const workshop = await work.lock(Workshop, data.workshopId);
  if (!workshop.isOver) {
    const { venueId, startsAt, endsAt } = data;
    workshop.schedule(subject, { venueId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
    await work.save(workshop);
  }
});
