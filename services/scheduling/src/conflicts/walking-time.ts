import type { EntityManager } from 'typeorm';
import type { Texts } from '@maarad/shared/graphql';
import type { Resource } from '../bookings/resource.js';
import type { BrokenRule } from './broken-rules.js';
import { ConflictRule } from './conflict-rule.js';
import { overlap, prolonged, rangeOf, type Span } from './span.js';

/** A session that somebody is in. */
export interface Elsewhere extends Span {
  id: string;
  title: Texts;
  venueId: string;
}

/** A time with the minutes of a walk before and after it. */
export function withWalks({ startsAt, endsAt }: Span, minutes: number): Span {
  const before = prolonged({ startsAt, endsAt: startsAt }, -minutes).endsAt;
  return { startsAt: before, endsAt: prolonged({ startsAt, endsAt }, minutes).endsAt };
}

/** Whether somebody of a session has too little time to walk to it from another one of theirs, or from it. */
export function walkingTime(
  minutes: number,
  judged: Span & { venueId: string },
  others: readonly Elsewhere[],
): BrokenRule[] {
  const walked = withWalks(judged, minutes);
  const near =
    minutes === 0 ? [] : others.filter((other) => other.venueId !== judged.venueId && overlap(walked, other));
  if (near.length === 0) {
    return [];
  }
  return [
    {
      rule: ConflictRule.WALKING_TIME,
      detail: `Somebody in it is less than ${minutes} minutes before or after it in another venue.`,
      things: near.map(({ id, title }) => ({ type: 'Session', id, name: title })),
    },
  ];
}

/** The other sessions that these people are in around a session. */
export async function sessionsAround(
  manager: EntityManager,
  { id, startsAt, endsAt }: Span & { id: string },
  people: readonly Resource[],
  minutes: number,
): Promise<Elsewhere[]> {
  if (minutes === 0 || people.length === 0) {
    return [];
  }
  const rows: { id: string; title: Texts; venue_id: string; starts_at: Date; ends_at: Date }[] = await manager.query(
    `SELECT DISTINCT sessions.id, sessions.title, sessions.venue_id, sessions.starts_at, sessions.ends_at
     FROM unnest($1::text[], $2::uuid[]) AS person (kind, id)
     JOIN bookings ON bookings.resource_kind = person.kind AND bookings.resource_id = person.id
     JOIN sessions ON sessions.id = bookings.session_id
     WHERE bookings.during && $3::tstzrange AND sessions.id <> $4
     ORDER BY sessions.starts_at, sessions.id`,
    [
      people.map(({ kind }) => kind),
      people.map((person) => person.id),
      rangeOf(withWalks({ startsAt, endsAt }, minutes)),
      id,
    ],
  );
  return rows.map((row) => ({
    ...{ id: row.id, title: row.title, venueId: row.venue_id },
    ...{ startsAt: row.starts_at, endsAt: row.ends_at },
  }));
}
