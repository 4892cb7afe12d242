import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { FeedEntry } from './feed-entry.entity.js';
import type { EventFilter } from './event-filter.js';

/** The place of the last event; 0 where none has come yet. */
export async function readEnd(database: DataSource): Promise<number> {
  const [end]: { last: string }[] = await database.query('SELECT last FROM feed_ends');
  return Number(end?.last ?? 0);
}

/** What a filter leaves of the feed. */
export function feedQuery(database: DataSource, filter: EventFilter): SelectQueryBuilder<FeedEntry> {
  const query = database.getRepository(FeedEntry).createQueryBuilder('entry');
  if (filter.types) {
    query.andWhere('entry.type = ANY(:types)', { types: filter.types });
  }
  if (filter.regions) {
    query.andWhere('entry.region = ANY(:regions)', { regions: filter.regions });
  }
  if (filter.editionId) {
    query.andWhere('entry.edition = :editionId', { editionId: filter.editionId });
  }
  if (filter.subject) {
    query.andWhere('entry.subject = :subject', { subject: filter.subject });
  }
  return query;
}

/** The next events after a place, in order, in one statement. */
export function readFeed(
  database: DataSource,
  filter: EventFilter,
  { after, upTo, first }: { after: number; upTo?: number; first: number },
): Promise<FeedEntry[]> {
  const query = feedQuery(database, filter).andWhere('entry.position > :after', { after });
  if (upTo !== undefined) {
    query.andWhere('entry.position <= :upTo', { upTo });
  }
  return query.orderBy('entry.position', 'ASC').limit(first).getMany();
}
