import type { DataSource } from 'typeorm';
import { letsThrough, maySee, type Sight } from '@maarad/shared/contracts';
import type { EventFilter } from './event-filter.js';
import type { FeedEntry } from './feed-entry.entity.js';
import { feedTail } from './feed-tail.js';
import { readFeed } from './read-feed.js';

/** What a reader holds at most: the next page is read when this one has been taken. */
const pageSize = 100;

/** What a reader that stays wants of the feed, and how to learn what it may see of it: that may change while it reads. */
export interface LastingWish {
  filter: EventFilter;
  sight: () => Promise<Sight>;
}

/**
 * The feed after a place, page by page, history first and then what comes, until the signal.
 *
 * @throws CursorPassed when the reader is so slow that what it would read next is no longer kept.
 */
export async function* followFeed(
  database: DataSource,
  { filter, sight }: LastingWish,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<FeedEntry[]> {
  const tail = feedTail(database);
  const reader = tail.follow(signal);
  try {
    let place = after;
    for (;;) {
      const end = await reader.beyond(place);
      if (end === undefined) {
        return;
      }
      const wanted = tail.after(place)?.filter((entry) => entry.position <= end && letsThrough(filter, entry));
      const entries = wanted
        ? (await seenOf(wanted, sight)).slice(0, pageSize)
        : await readFeed(database, { filter, sight: await sight() }, { after: place, upTo: end, first: pageSize });
      // A full page may leave more behind it; any other has passed everything up to the end, filtered out or not.
      place = entries.length === pageSize ? (entries.at(-1)?.position ?? end) : end;
      if (entries.length > 0) {
        yield entries;
      }
    }
  } finally {
    reader.leave();
  }
}

/** With the rights of this moment; they are not asked for where all of it is public. */
async function seenOf(entries: FeedEntry[], sight: () => Promise<Sight>): Promise<FeedEntry[]> {
  if (entries.every(({ audience }) => audience === 'public')) {
    return entries;
  }
  const current = await sight();
  return entries.filter((entry) => maySee(current, entry));
}
