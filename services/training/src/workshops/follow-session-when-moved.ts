import { sessionMoved } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { shortenOffers } from '../enrolments/shorten-offers.js';
import { tellRescheduled } from './tell-rescheduled.js';
import { Workshop } from './workshop.entity.js';

/** The workshop is where and when its session is, and those enrolled are told. */
export const followSessionWhenMoved = when(sessionMoved, async (work, { subject: sessionId, data, time }) => {
  if (data.workshopId === null) {
    return;
  }
  const workshop = await work.lock(Workshop, data.workshopId);
  const to = { venueId: data.venueId, startsAt: new Date(data.startsAt), endsAt: new Date(data.endsAt) };
  const from = workshop.isOver ? null : workshop.moveMeeting(sessionId, to);
  if (from) {
    await work.save(workshop);
    await shortenOffers(work, workshop);
    await tellRescheduled(work, workshop, { sessionId, from, to, at: time });
  }
});
