import type { EntityManager } from 'typeorm';
import type { ConflictingThing } from '@maarad/shared/errors';
import type { Texts } from '@maarad/shared/graphql';
import type { Session } from '../sessions/session.entity.js';
import type { Booking } from './booking.entity.js';
import type { Resource, ResourceKind } from './resource.js';

interface Row {
  kind: ResourceKind;
  resource_id: string;
  session_id: string;
  title: Texts;
  at_once: boolean;
}

interface InTheWay {
  /** The first resource that is held. */
  resource: Resource;
  /** False when it is held only for the change-over after a session. */
  atOnce: boolean;
  sessions: ConflictingThing[];
}

/** The sessions that hold what the bookings of a session are for, in their time. */
export async function sessionsInTheWay(
  manager: EntityManager,
  session: Session,
  bookings: readonly Booking[],
): Promise<InTheWay> {
  const rows: Row[] = await manager.query(
    `SELECT wanted.kind, wanted.id AS resource_id, sessions.id AS session_id, sessions.title,
       tstzrange(sessions.starts_at, sessions.ends_at) && tstzrange($5, $6) AS at_once
     FROM unnest($1::text[], $2::uuid[], $3::tstzrange[]) WITH ORDINALITY AS wanted (kind, id, during, place)
     JOIN bookings ON bookings.resource_kind = wanted.kind AND bookings.resource_id = wanted.id
     JOIN sessions ON sessions.id = bookings.session_id
     WHERE bookings.during && wanted.during AND sessions.id <> $4
     ORDER BY wanted.place, sessions.starts_at, sessions.id`,
    [
      bookings.map(({ resourceKind }) => resourceKind),
      bookings.map(({ resourceId }) => resourceId),
      bookings.map(({ during }) => during),
      session.id,
      session.startsAt.toISOString(),
      session.endsAt.toISOString(),
    ],
  );
  const [first] = rows;
  if (!first) {
    throw new Error(`No session is in the way of session ${session.id}, though the database says so.`);
  }
  const each = new Map(rows.map(({ session_id: id, title }) => [id, { type: 'Session', id, name: title }]));
  const resource = { kind: first.kind, id: first.resource_id };
  const atOnce = rows.some((row) => row.at_once && row.resource_id === resource.id);
  return { resource, atOnce, sessions: [...each.values()] };
}
