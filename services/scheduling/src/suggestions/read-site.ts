import { In, type EntityManager } from 'typeorm';
import { NotFound } from '@maarad/shared/errors';
import type { EditionFacts } from '@maarad/shared/projections';
import { isId } from '@maarad/shared/runtime';
import type { ResourceKind } from '../bookings/resource.js';
import { readGround, type Involved } from '../conflicts/obey-rules.js';
import { wholeOf } from '../conflicts/opening-hours.js';
import { prolonged, rangeOf } from '../conflicts/span.js';
import { Venue } from '../venues/venue.entity.js';
import { Calendar } from './calendar.js';
import { siteOf, type Site } from './site.js';

interface Row {
  kind: ResourceKind;
  id: string;
  session_id: string;
  venue_id: string;
  starts_at: Date;
  ends_at: Date;
}

/** Longer than any change-over that a booking may have after its session. */
const beyond = 480;

/** Reads what placing depends on: as many statements for one session as for many, the bookings in one. */
export async function readSite(
  manager: EntityManager,
  edition: EditionFacts,
  venues: Venue[],
  people: Pick<Involved, 'exhibitorIds' | 'performerIds' | 'trainerIds'>,
  now: Date,
): Promise<Site> {
  const ground = await readGround(manager, edition, { ...people, venueIds: venues.map(({ id }) => id) });
  const rows: Row[] = await manager.query(
    `SELECT resource_kind AS kind, resource_id AS id, session_id, venue_id, lower(during) AS starts_at,
       upper(during) AS ends_at
     FROM bookings JOIN sessions ON sessions.id = session_id
     WHERE during && $1::tstzrange ORDER BY during, session_id`,
    [rangeOf(prolonged(wholeOf(edition), beyond))],
  );
  const taken = rows.map(
    ({ kind, id, session_id: sessionId, venue_id: venueId, starts_at: startsAt, ends_at: endsAt }) => ({
      resource: { kind, id },
      ...{ sessionId, venueId, startsAt, endsAt },
    }),
  );
  return siteOf(ground, venues, new Calendar(taken), now);
}

/** The named venues, or all. @throws NotFound for the first that is not there. */
export async function wishedVenues(manager: EntityManager, venueIds: readonly string[] | null): Promise<Venue[]> {
  const venues = await manager.find(Venue, {
    where: venueIds ? { id: In(venueIds.filter(isId)) } : {},
    order: { id: 'ASC' },
  });
  const missing = venueIds?.find((id) => !venues.some((venue) => venue.id === id));
  if (missing !== undefined) {
    throw new NotFound('Venue', missing);
  }
  return venues;
}
