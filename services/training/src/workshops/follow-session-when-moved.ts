import { sessionMoved } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { Workshop } from './workshop.entity.js';

export const followSessionWhenMoved = when(sessionMoved, async (work, { data }) => {
  if (data.workshopId === null) {
    return;
  }
  const workshop = await work.lock(Workshop, data.workshopId);
  if (!workshop.isOver) {
    const { venueId, startsAt, endsAt } = data;
    workshop.moveTo({ venueId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
    await work.save(workshop);
  }
});
