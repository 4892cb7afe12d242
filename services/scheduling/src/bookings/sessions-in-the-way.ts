import type { EntityManager } from 'typeorm';
import type { ConflictingThing } from '@maarad/shared/errors';
import type { Texts } from '@maarad/shared/graphql';
import type { Session } from '../sessions/session.entity.js';
import type { Resource, ResourceKind } from './resource.js';

interface Row {
  kind: ResourceKind;
  resource_id: string;
  session_id: string;
  title: Texts;
}

/** The sessions that hold any of the resources in the session's time, and the first resource that is held. */
export async function sessionsInTheWay(
  manager: EntityManager,
  session: Session,
  resources: readonly Resource[],
): Promise<{ resource: Resource; sessions: ConflictingThing[] }> {
  const rows: Row[] = await manager.query(
    `SELECT wanted.kind, wanted.id AS resource_id, sessions.id AS session_id, sessions.title
     FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS wanted (kind, id, place)
     JOIN bookings ON bookings.resource_kind = wanted.kind AND bookings.resource_id = wanted.id
     JOIN sessions ON sessions.id = bookings.session_id
     WHERE bookings.during && tstzrange($3, $4) AND sessions.id <> $5
     ORDER BY wanted.place, sessions.starts_at, sessions.id`,
    [
      resources.map(({ kind }) => kind),
      resources.map(({ id }) => id),
      session.startsAt.toISOString(),
      session.endsAt.toISOString(),
      session.id,
    ],
  );
  const [first] = rows;
  if (!first) {
    throw new Error(`No session is in the way of session ${session.id}, though the database says so.`);
  }
  const each = new Map(rows.map(({ session_id: id, title }) => [id, { type: 'Session', id, name: title }]));
  return { resource: { kind: first.kind, id: first.resource_id }, sessions: [...each.values()] };
}
