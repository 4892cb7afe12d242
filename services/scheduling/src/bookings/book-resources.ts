import { In, type EntityManager } from 'typeorm';
import { violatedConstraint, type Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { ConflictRule } from '../conflicts/conflict-rule.js';
import { prolonged, rangeOf } from '../conflicts/span.js';
import type { Session } from '../sessions/session.entity.js';
import { Venue } from '../venues/venue.entity.js';
import { Booking } from './booking.entity.js';
import { queueFor } from './queue-for.js';
import { sessionsInTheWay } from './sessions-in-the-way.js';
import { sortedResources } from './resource.js';

/**
 * Books for a session all that it takes, in place of what it had booked before.
 * @throws Conflict naming the sessions that hold a resource at that time, the first such resource and its rule. The transaction goes
 * on as if nothing had been tried.
 */
export async function bookResources(work: Work, session: Session): Promise<void> {
  await queueFor(work, sortedResources(session.resources), [session.id]);
  const bookings = await bookingsOf(work.manager, [session]);
  try {
    await work.manager.transaction(async (manager) => {
      await manager.delete(Booking, { sessionId: session.id });
      await manager.insert(Booking, bookings);
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'bookings_one_at_once') {
      throw error;
    }
    const { resource, atOnce, sessions } = await sessionsInTheWay(work.manager, session, bookings);
    throw new Conflict(
      atOnce
        ? `The ${resource.kind.toLowerCase()} is in another session at that time.`
        : 'The venue is being made ready for another session at that time.',
      sessions,
      { resource, rule: atOnce ? ConflictRule[resource.kind] : ConflictRule.CHANGE_OVER },
    );
  }
}

/**
 * What the sessions book: each its time, its venue the change-over after it too. Read it in the queue for the venues, where the
 * change-over stands still.
 */
export async function bookingsOf(manager: EntityManager, sessions: readonly Session[]): Promise<Booking[]> {
  const venues = await manager.findBy(Venue, { id: In(sessions.map(({ venueId }) => venueId)) });
  return sessions.flatMap((session) =>
    sortedResources(session.resources).map(({ kind, id }): Booking => {
      const changeOver = kind === 'VENUE' ? (venues.find((venue) => venue.id === id)?.changeOverMinutes ?? 0) : 0;
      return {
        sessionId: session.id,
        resourceKind: kind,
        resourceId: id,
        during: rangeOf(prolonged(session, changeOver)),
      };
    }),
  );
}

/** Frees all that a session had booked. */
export async function freeResources(work: Work, session: Session): Promise<void> {
  await work.manager.delete(Booking, { sessionId: session.id });
}
