import { sessionMoved } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { requireEdition } from '@maarad/shared/projections';
import { bookResources } from '../bookings/book-resources.js';
import { obeyRules } from '../conflicts/obey-rules.js';
import { promoteWaitlist } from '../seats/promote-waitlist.js';
import { Venue } from '../venues/venue.entity.js';
import { sessionFacts } from './session-facts.js';
import { Session } from './session.entity.js';
import type { MoveSessionInput } from './session.inputs.js';
import { slotIn } from './slot-rules.js';

/** Gives a session another time or venue, under the rules that it was scheduled by. A move to where it is changes nothing. */
export const moveSession = useCase(async (work, input: MoveSessionInput, surroundings) => {
  if (!input.venueId && !input.startsAt && !input.endsAt && !input.capacity) {
    throw new BadUserInput([{ path: 'venueId', rule: 'or startsAt, endsAt or capacity must be given' }]);
  }
  const session = await work.lock(Session, input.sessionId);
  const edition = await requireEdition(work, session.editionId);
  const venue = await work.find(Venue, input.venueId ?? session.venueId);
  const { venueId, startsAt, endsAt } = session;
  const from = { venueId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  const slot = slotIn(edition, venue, {
    startsAt: input.startsAt ?? startsAt,
    endsAt: input.endsAt ?? endsAt,
    capacity: input.capacity ?? session.capacity,
  });
  const [moved, resized] = [session.move(slot), session.resize(input.capacity ?? session.capacity)];
  if (resized) {
    await work.save(session);
    await promoteWaitlist(work, session, surroundings.clock.now());
  }
  if (moved) {
    await work.save(session);
    await obeyRules(work, edition, session, input.override, surroundings);
    await bookResources(work, session);
    const about = { edition: edition.id, at: surroundings.clock.now() };
    work.record(sessionMoved(session.id, { ...sessionFacts(session), from }, about));
  }
  return session;
});
