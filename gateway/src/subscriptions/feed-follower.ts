import { setTimeout as pause } from 'node:timers/promises';
import { BadUserInput, CodedError } from '@maarad/shared/errors';
import { Waiters } from '@maarad/shared/runtime/waiters';
import type { Logger } from '@maarad/shared/telemetry';
import { cursorOf, type FeedEvent, type Place } from './feed-event.js';
import type { FeedFilter, FeedSource } from './feed-source.js';

/** What stays at hand for readers that are a little behind; whoever is further back reads the feed's history. */
const eventsAtHand = 2_000;

const usual = {
  /** How long a subscriber waits for a feed that does not answer, or for the place that it names. */
  patienceMs: 5_000,
  /** How long the stream stays open for nobody: whoever comes back soon finds it. */
  lingerMs: 5_000,
};
const backoffMs = { first: 100, most: 5_000 };

export interface Reading {
  /** From where on; undefined for what comes next. */
  after: Place | undefined;
  /** What interests the reader, among what is at hand. */
  wants(event: FeedEvent): boolean;
  /** The same, or a little more, in the words of the feed. */
  filter: FeedFilter;
  signal: AbortSignal;
  /** Called once the reader has its place: from here on nothing passes it by. */
  onBegin?(place: number): void;
}

const anotherFeed = (feed: string) =>
  new BadUserInput([{ path: 'after', rule: `must be a cursor of this feed, which is ${feed}` }]);

/**
 * One stream of the feed for all subscribers of this process. It is opened with the first of them, closed a while after the last, and
 * resumed by its cursor when it breaks off, so nothing is missed and nothing comes twice. Readers have no queues: each is a place, and
 * takes what is after it.
 */
export class FeedFollower {
  private readonly atHand: FeedEvent[] = [];
  private feed: string | undefined;
  private end = 0;
  private readonly waiters = new Waiters();
  private readers = 0;
  private leaving: NodeJS.Timeout | undefined;
  private closed = false;
  private following: { end: AbortController; ended: Promise<void> } | undefined;
  private readonly times: typeof usual;

  constructor(
    private readonly source: Pick<FeedSource, 'away' | 'stream' | 'page'>,
    private readonly logger: Logger,
    times: Partial<typeof usual> = {},
  ) {
    this.times = { ...usual, ...times };
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.leaving);
    this.following?.end.abort();
    await this.following?.ended;
  }

  /**
   * The events after a place, history first, in order, each once, until the signal.
   *
   * @throws CodedError SERVICE_UNAVAILABLE when the feed does not answer; BAD_USER_INPUT for a place that it never gave or no longer keeps.
   */
  async *events({ after, wants, filter, signal, onBegin }: Reading): AsyncGenerator<FeedEvent, void> {
    this.enter();
    const waiter = this.waiters.join(signal);
    try {
      let place = await this.startingPlace(after, signal);
      const { feed } = this;
      if (!signal.aborted) {
        onBegin?.(place);
      }
      while (!signal.aborted) {
        if (this.feed === undefined) {
          await waiter.next();
          continue;
        }
        if (this.feed !== feed) {
          throw anotherFeed(this.feed);
        }
        if (place < this.end - this.atHand.length) {
          const end = this.end;
          const { events, more } = await this.source.page(this.cursorAt(place), filter);
          for (const event of events) {
            place = event.position;
            if (wants(event)) {
              yield event;
            }
          }
          // Everything up to where the feed ended before it was asked has been looked at.
          place = more ? place : Math.max(place, end);
          continue;
        }
        const next = this.nextAfter(place, wants);
        if (next) {
          place = next.position;
          yield next;
        } else {
          place = Math.max(place, this.end);
          await waiter.next();
        }
      }
    } finally {
      waiter.leave();
      this.leave();
    }
  }

  private enter(): void {
    clearTimeout(this.leaving);
    this.readers += 1;
    if (!this.following && !this.closed) {
      const end = new AbortController();
      this.following = { end, ended: this.follow(end.signal) };
    }
  }

  private leave(): void {
    this.readers -= 1;
    if (this.readers === 0) {
      this.leaving = setTimeout(() => this.rest(), this.times.lingerMs).unref();
    }
  }

  /** Who comes after that begins with what comes next, as the first did. */
  private rest(): void {
    this.following?.end.abort();
    this.following = undefined;
    this.forget();
  }

  private forget(): void {
    this.feed = undefined;
    this.atHand.length = 0;
  }

  private async startingPlace(after: Place | undefined, signal: AbortSignal): Promise<number> {
    const late = AbortSignal.any([signal, AbortSignal.timeout(this.times.patienceMs)]);
    const until = (there: () => boolean) => this.until(there, late);
    await until(() => this.feed !== undefined);
    if (this.feed === undefined) {
      throw this.source.away();
    }
    if (!after) {
      return this.end;
    }
    if (after.position > 0 && after.feed !== this.feed) {
      throw anotherFeed(this.feed);
    }
    await until(() => after.position <= this.end);
    if (after.position > this.end) {
      const rule = `must not be beyond the end of the feed, which is ${this.cursorAt(this.end)}`;
      throw new BadUserInput([{ path: 'after', rule }]);
    }
    return after.position;
  }

  private async until(there: () => boolean, late: AbortSignal): Promise<void> {
    const waiter = this.waiters.join(late);
    while (!there() && !late.aborted) {
      await waiter.next();
    }
    waiter.leave();
  }

  private nextAfter(place: number, wants: (event: FeedEvent) => boolean): FeedEvent | undefined {
    const [oldest] = this.atHand;
    for (let index = oldest ? place + 1 - oldest.position : 0; index < this.atHand.length; index += 1) {
      const event = this.atHand[index];
      if (event && wants(event)) {
        return event;
      }
    }
    return undefined;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    for (let backoff = backoffMs.first; !signal.aborted; backoff = Math.min(backoff * 2, backoffMs.most)) {
      try {
        const after = this.feed === undefined ? undefined : this.cursorAt(this.end);
        await this.source.stream(after, signal, (arrived) => {
          if (!signal.aborted) {
            this.take(arrived);
          }
          backoff = backoffMs.first;
        });
      } catch (error) {
        if (error instanceof CodedError && error.code === 'BAD_USER_INPUT') {
          this.startAnew(error);
        } else if (!signal.aborted) {
          this.logger.warn({ err: error }, 'the feed broke off and is resumed');
        }
      }
      await pause(backoff, undefined, { signal }).catch(() => undefined);
    }
  }

  private take(arrived: string | FeedEvent): void {
    if (typeof arrived === 'string') {
      const [feed = '', position] = arrived.split('-');
      this.feed = feed;
      this.end = Number(position);
    } else {
      this.atHand.push(arrived);
      this.end = arrived.position;
      if (this.atHand.length > eventsAtHand) {
        this.atHand.splice(0, this.atHand.length - eventsAtHand);
      }
    }
    this.waiters.tell();
  }

  /** The feed no longer keeps what came next here, or is another one: subscribers learn it when they read on from their places. */
  private startAnew(error: CodedError): void {
    this.logger.error({ err: error }, 'the feed cannot be resumed where it broke off');
    this.forget();
  }

  private cursorAt(position: number): string {
    return position === 0 ? '0' : cursorOf({ feed: this.feed ?? '', position, parts: 0 });
  }
}
