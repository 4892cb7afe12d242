import { violatedConstraint, type Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import type { Session } from '../sessions/session.entity.js';
import { Booking } from './booking.entity.js';
import { sessionsInTheWay } from './sessions-in-the-way.js';
import { sortedResources, type Resource } from './resource.js';

/**
 * Books for a session all that it takes, in place of what it had booked before.
 * @throws Conflict naming the sessions that hold a resource at that time, and the first such resource. The transaction goes on as if
 * nothing had been tried.
 */
export async function bookResources(work: Work, session: Session): Promise<void> {
  const resources = sortedResources(session.resources);
  await queueFor(work, session, resources);
  try {
    await work.manager.transaction(async (manager) => {
      await manager.delete(Booking, { sessionId: session.id });
      await manager.insert(
        Booking,
        resources.map(({ kind, id }) => ({
          sessionId: session.id,
          resourceKind: kind,
          resourceId: id,
          during: `[${session.startsAt.toISOString()},${session.endsAt.toISOString()})`,
        })),
      );
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'bookings_one_at_once') {
      throw error;
    }
    const { resource, sessions } = await sessionsInTheWay(work.manager, session, resources);
    throw new Conflict(`The ${resource.kind.toLowerCase()} is in another session at that time.`, sessions, {
      resource,
    });
  }
}

/** Frees all that a session had booked. */
export async function freeResources(work: Work, session: Session): Promise<void> {
  await work.manager.delete(Booking, { sessionId: session.id });
}

/**
 * Waits for those who are booking the same resources, those that the session is about to leave among them. The constraint alone
 * keeps the rule, but two who have both written before either checks wait for each other until PostgreSQL calls it a deadlock, a
 * second later.
 */
async function queueFor(work: Work, session: Session, resources: readonly Resource[]): Promise<void> {
  await work.manager.query(
    `SELECT pg_advisory_xact_lock(place)
     FROM (
       SELECT hashtextextended(resource, 0) AS place FROM unnest($1::text[]) AS resource
       UNION
       SELECT hashtextextended(resource_kind || ' ' || resource_id, 0) FROM bookings WHERE session_id = $2
       ORDER BY place
     ) AS queue`,
    [resources.map(({ kind, id }) => `${kind} ${id}`), session.id],
  );
}
