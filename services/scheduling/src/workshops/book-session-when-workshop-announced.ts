import type { z } from 'zod';
import { sessionRefused, sessionScheduled, workshopAnnounced } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { CodedError, Conflict } from '@maarad/shared/errors';
import { when } from '@maarad/shared/messaging';
import { requireEdition, type EditionFacts } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { bookResources } from '../bookings/book-resources.js';
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
 * Books a session for a workshop, or tells why there can be none. An edition that this service has not heard of yet is no reason: its
 * event is on its way in another topic, so the announcement is handled again.
 */
export const bookSessionWhenWorkshopAnnounced = when(workshopAnnounced, async (work, { subject: workshopId, data }) => {
  const edition = await requireEdition(work, data.editionId);
  if (await isDecided(work, workshopId)) {
    return;
  }
  try {
    const session = await work.manager.transaction(() => bookSession(work, edition, workshopId, data));
    work.record(sessionScheduled(session.id, sessionFacts(session), { edition: edition.id }));
  } catch (error) {
    if (!(error instanceof CodedError)) {
      throw error;
    }
    const conflictsWith = error instanceof Conflict ? (error.details.conflictsWith as Refusal) : [];
    work.record(
      sessionRefused(
        workshopId,
        { editionId: edition.id, workshopId, reason: error.message, conflictsWith },
        { edition: edition.id },
      ),
    );
  }
});

async function isDecided(work: Work, workshopId: string): Promise<boolean> {
  return (
    (await work.manager.existsBy(CancelledWorkshop, { id: workshopId })) ||
    (await work.manager.existsBy(Session, { workshopId, status: SessionStatus.SCHEDULED }))
  );
}

async function bookSession(
  work: Work,
  edition: EditionFacts,
  workshopId: string,
  { title, language, capacity, trainerIds, ...wish }: Announcement,
): Promise<Session> {
  const venue = await work.find(Venue, wish.venueId);
  const [startsAt, endsAt] = [new Date(wish.startsAt), new Date(wish.endsAt)];
  const session = await work.insert(
    Object.assign(new Session(), {
      ...slotIn(edition, venue, { startsAt, endsAt, capacity }),
      id: newId(),
      editionId: edition.id,
      kind: 'WORKSHOP',
      title,
      abstract: null,
      language,
      performerIds: [],
      exhibitorIds: [],
      trainerIds,
      workshopId,
      capacity,
      status: SessionStatus.SCHEDULED,
    }),
  );
  await obeyRules(work, edition, session);
  await bookResources(work, session);
  return session;
}
