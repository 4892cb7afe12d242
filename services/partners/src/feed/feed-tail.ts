import type { DataSource } from 'typeorm';
import { WakeUp } from '@maarad/shared/messaging';
import { Waiters } from '@maarad/shared/runtime/waiters';
import { wholeSight } from '@maarad/shared/contracts';
import type { FeedEntry } from './feed-entry.entity.js';
import { readEnds, readFeed } from './read-feed.js';

/** How soon readers hear of what another process of this service has appended. */
const pollMs = 400;

/** So many of the latest events are at hand for all readers; who is further behind reads for itself. */
const mostAtHand = 200;

/** One reader of the end. */
export interface TailReader {
  /** The end of the feed once it is beyond a place; undefined when the reader's signal ends the wait. */
  beyond(place: number): Promise<number | undefined>;
  leave(): void;
}

/**
 * Tells all readers of one process where the feed ends, and has what came last at hand: no statement for what this process
 * appends, two for what others do, however many readers there are, and none without them.
 */
export class FeedTail {
  private readonly waiters = new Waiters();
  private following = 0;
  private end = 0;
  /** The latest events, up to the end, without a gap. */
  private atHand: FeedEntry[] = [];
  private readonly wakeUp = new WakeUp();
  private watching: Promise<void> | undefined;

  constructor(private readonly database: DataSource) {}

  get readers(): number {
    return this.following;
  }

  /** Called after a commit that appended. What follows the end directly is told at once; else what is between is looked up. */
  appended(entry: FeedEntry): void {
    if (entry.position === this.end + 1) {
      this.goOn([entry], entry.position);
    } else {
      this.wakeUp.ring();
    }
  }

  /** Takes part until it leaves. */
  follow(signal: AbortSignal): TailReader {
    this.following += 1;
    this.watching ??= this.watch();
    const waiter = this.waiters.join(signal);
    return {
      beyond: async (place) => {
        while (!signal.aborted && this.end <= place) {
          await waiter.next();
        }
        return signal.aborted ? undefined : this.end;
      },
      leave: () => {
        waiter.leave();
        this.following -= 1;
        this.wakeUp.ring();
      },
    };
  }

  /** The events from a place up to the end, if they are at hand. */
  after(place: number): FeedEntry[] | undefined {
    const missing = this.end - place;
    return missing <= this.atHand.length ? this.atHand.slice(this.atHand.length - missing) : undefined;
  }

  private async watch(): Promise<void> {
    while (this.following > 0) {
      // Where the database is away, readers wait: their connection is kept, and they go on where they were.
      await this.look().catch(() => undefined);
      if (this.following > 0) {
        await this.wakeUp.wait(pollMs);
      }
    }
    this.watching = undefined;
  }

  private async look(): Promise<void> {
    const { first, last } = await readEnds(this.database);
    if (last <= this.end) {
      return;
    }
    const from = Math.max(this.end, last - mostAtHand, first - 1);
    const entries = await readFeed(
      this.database,
      { filter: {}, sight: wholeSight },
      { after: from, upTo: last, first: mostAtHand },
    );
    // What was appended here meanwhile has been told.
    const fresh = entries.filter(({ position }) => position > this.end);
    if (from > this.end) {
      this.atHand = [];
    }
    if (last > this.end) {
      this.goOn(fresh, last);
    }
  }

  private goOn(entries: FeedEntry[], end: number): void {
    this.atHand = [...this.atHand, ...entries].slice(-mostAtHand);
    this.end = end;
    this.waiters.tell();
  }
}

const tails = new WeakMap<DataSource, FeedTail>();

/** The one tail of a process's database. */
export function feedTail(database: DataSource): FeedTail {
  const tail = tails.get(database) ?? new FeedTail(database);
  tails.set(database, tail);
  return tail;
}
