import { sessionRefused } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { Workshop } from './workshop.entity.js';

export const refuseWorkshopWhenSessionRefused = when(
  sessionRefused,
  async (work, { data: { workshopId, reason, conflictsWith, meeting } }) => {
    const workshop = await work.lock(Workshop, workshopId);
    if (!workshop.isOver) {
      workshop.refuse({ reason, conflictsWith, meeting: meeting ?? null });
      await work.save(workshop);
    }
  },
);
