import type { z } from 'zod';
import { sessionRefused, sessionScheduled, workshopAnnounced } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { CodedError, Conflict } from '@maarad/shared/errors';
import { when } from '@maarad/shared/messaging';
import { requireEdition, type EditionFacts } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { bookResources } from '../bookings/book-resources.js';
import { queueFor } from '../bookings/queue-for.js';
import { sortedResources, type Resource } from '../bookings/resource.js';
import { obeyRules } from '../conflicts/obey-rules.js';
import { sessionFacts } from '../sessions/session-facts.js';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { slotIn } from '../sessions/slot-rules.js';
import { Venue } from '../venues/venue.entity.js';
import { CancelledWorkshop } from './cancelled-workshop.entity.js';

type Announcement = z.output<typeof workshopAnnounced.data>;
type Refusal = z.input<typeof sessionRefused.data>['conflictsWith'];

/**
 * Books a workshop's sessions, all of them, or tells why there can be none. An edition that this service has not heard of yet is no
 * reason: its event is on its way in another topic, so the announcement is handled again.
 */
export const bookSessionWhenWorkshopAnnounced = when(workshopAnnounced, async (work, { subject: workshopId, data }) => {
  const edition = await requireEdition(work, data.editionId);
  if (await isDecided(work, workshopId)) {
    return;
  }
  const meetings = data.meetings ?? [data];
  const sessions: Session[] = [];
  try {
    await work.manager.transaction(async () => {
      await queueFor(work, sortedResources(resourcesOf(data)));
      for (const meeting of meetings) {
        const session = sessionOf(edition, workshopId, data);
        sessions.push(session);
        await bookSession(work, edition, session, meeting);
      }
    });
    work.record(
      ...sessions.map((session) => sessionScheduled(session.id, sessionFacts(session), { edition: edition.id })),
    );
  } catch (error) {
    if (!(error instanceof CodedError)) {
      throw error;
    }
    const conflictsWith = error instanceof Conflict ? (error.details.conflictsWith as Refusal) : [];
    const refusal = {
      ...{ editionId: edition.id, workshopId, reason: error.message },
      // A workshop whose sessions are in each other's way conflicts with what was never booked.
      conflictsWith: conflictsWith.filter(({ id }) => !sessions.some((session) => session.id === id)),
      ...(meetings.length > 1 && { meeting: sessions.length }),
    };
    work.record(sessionRefused(workshopId, refusal, { edition: edition.id }));
  }
});

/** What all its sessions take: waited for at once, so that two workshops never wait for each other. */
function resourcesOf({ trainerIds, venueId, meetings = [] }: Announcement): Resource[] {
  return [
    ...[venueId, ...meetings.map((meeting) => meeting.venueId)].map((id) => ({ kind: 'VENUE' as const, id })),
    ...trainerIds.map((id) => ({ kind: 'TRAINER' as const, id })),
  ];
}

async function isDecided(work: Work, workshopId: string): Promise<boolean> {
  return (
    (await work.manager.existsBy(CancelledWorkshop, { id: workshopId })) ||
    (await work.manager.existsBy(Session, { workshopId, status: SessionStatus.SCHEDULED }))
  );
}

function sessionOf(
  edition: EditionFacts,
  workshopId: string,
  { title, language, capacity, trainerIds }: Announcement,
): Session {
  return Object.assign(new Session(), {
    ...{ id: newId(), editionId: edition.id, kind: 'WORKSHOP' as const, title, abstract: null, language },
    ...{ performerIds: [], exhibitorIds: [], trainerIds, workshopId, capacity, status: SessionStatus.SCHEDULED },
  });
}

async function bookSession(
  work: Work,
  edition: EditionFacts,
  session: Session,
  { venueId, ...wish }: { venueId: string; startsAt: string; endsAt: string },
): Promise<void> {
  const venue = await work.find(Venue, venueId);
  const [startsAt, endsAt] = [new Date(wish.startsAt), new Date(wish.endsAt)];
  Object.assign(session, slotIn(edition, venue, { startsAt, endsAt, capacity: session.capacity }));
  await work.insert(session);
  await obeyRules(work, edition, session);
  await bookResources(work, session);
}
