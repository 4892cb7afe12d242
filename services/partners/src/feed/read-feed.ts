import type { DataSource, SelectQueryBuilder } from 'typeorm';
import type { Sight } from '@maarad/shared/contracts';
import { BadUserInput } from '@maarad/shared/errors';
import { CursorPassed, cursorsOf, type Cursors } from './cursor.js';
import { FeedEntry } from './feed-entry.entity.js';
import type { EventFilter } from './event-filter.js';
import { narrowToSight } from './sight.js';

export interface FeedEnds {
  /** The place of the oldest event that is kept; of the next one where none is. */
  first: number;
  /** The place of the last event; 0 where none has come yet. */
  last: number;
}

export async function readEnds(database: Pick<DataSource, 'query'>): Promise<FeedEnds> {
  const [ends]: { first: string; last: string }[] = await database.query('SELECT first, last FROM feed_ends');
  return { first: Number(ends?.first ?? 1), last: Number(ends?.last ?? 0) };
}

/** The place before everything that is kept stands for wherever that begins. */
export const placeToReadFrom = (after: number, { first }: FeedEnds): number => (after === 0 ? first - 1 : after);

/** @throws BadUserInput for a place that the feed has not come to: its reader would wait, and miss what comes until then. */
export function requireReached(place: number, { last }: FeedEnds, cursors: Cursors): void {
  if (place > last) {
    const rule = `must not be beyond the end of the feed, which is ${cursors.at(last)}`;
    throw new BadUserInput([{ path: 'after', rule }]);
  }
}

/** What somebody wants of the feed, and may see of it. */
export interface Wanted {
  filter: EventFilter;
  sight: Sight;
}

/** What a filter and the reader's rights leave of the feed. */
export function feedQuery(database: DataSource, { filter, sight }: Wanted): SelectQueryBuilder<FeedEntry> {
  const query = database.getRepository(FeedEntry).createQueryBuilder('entry');
  if (filter.types) {
    query.andWhere('entry.type = ANY(:types)', { types: filter.types });
  }
  if (filter.regions) {
    query.andWhere('entry.region = ANY(:regions)', { regions: filter.regions });
  }
  if (filter.kinds) {
    query.andWhere('entry.kind = ANY(:kinds)', { kinds: filter.kinds });
  }
  if (filter.exhibitorId) {
    query.andWhere('entry.exhibitors @> ARRAY[:exhibitorId::uuid]', { exhibitorId: filter.exhibitorId });
  }
  if (filter.editionId) {
    query.andWhere('entry.edition = :editionId', { editionId: filter.editionId });
  }
  if (filter.subject) {
    query.andWhere('entry.subject = :subject', { subject: filter.subject });
  }
  narrowToSight(query, sight);
  return query;
}

/**
 * The next events after a place, in order, in one statement.
 *
 * @throws CursorPassed when what comes next after the place is no longer kept, even if it was a moment ago.
 */
export async function readFeed(
  database: DataSource,
  wanted: Wanted,
  { after, upTo, first }: { after: number; upTo?: number; first: number },
): Promise<FeedEntry[]> {
  const query = feedQuery(database, wanted)
    .andWhere('entry.position > :after', { after })
    .andWhere('(SELECT first FROM feed_ends) <= :after + 1');
  if (upTo !== undefined) {
    query.andWhere('entry.position <= :upTo', { upTo });
  }
  const entries = await query.orderBy('entry.position', 'ASC').limit(first).getMany();
  if (entries.length === 0) {
    await requireKept(database, after);
  }
  return entries;
}

/** @throws CursorPassed */
export async function requireKept(database: DataSource, after: number): Promise<void> {
  const ends = await readEnds(database);
  if (after < ends.first - 1) {
    throw new CursorPassed('after', (await cursorsOf(database)).at(ends.first - 1));
  }
}

/**
 * Where somebody begins who stays: after a place, or with what comes next.
 *
 * @throws BadUserInput for a place that the feed has not come to.
 * @throws CursorPassed for one that the feed no longer keeps.
 */
export async function startingPlace(
  database: DataSource,
  after: number | undefined,
  cursors: Cursors,
): Promise<number> {
  const ends = await readEnds(database);
  const place = placeToReadFrom(after ?? ends.last, ends);
  requireReached(place, ends, cursors);
  await requireKept(database, place);
  return place;
}
