import type { DataSource } from 'typeorm';
import { readEnds } from './read-feed.js';

/** How soon readers hear of what another process of this service has appended. */
const pollMs = 400;

/** Tells all readers of one process where the feed ends: one statement a wake-up, however many they are, and none without them. */
export class FeedTail {
  private readonly waiting = new Set<() => void>();
  private following = 0;
  private end = 0;
  private wanted = false;
  private interrupt: () => void = () => undefined;
  private watching: Promise<void> | undefined;

  constructor(private readonly database: DataSource) {}

  get readers(): number {
    return this.following;
  }

  /** Called after a commit that appended. */
  wake(): void {
    this.wanted = true;
    this.interrupt();
  }

  /** Takes part until the returned function is called. */
  follow(): () => void {
    this.following += 1;
    this.watching ??= this.watch();
    return () => {
      this.following -= 1;
      this.interrupt();
    };
  }

  /** The end of the feed once it is beyond a place; undefined when the signal ends the wait. */
  async beyond(place: number, signal: AbortSignal): Promise<number | undefined> {
    while (!signal.aborted && this.end <= place) {
      await this.change(signal);
    }
    return signal.aborted ? undefined : this.end;
  }

  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  private async watch(): Promise<void> {
    while (this.following > 0) {
      this.wanted = false;
      // Where the database is away, readers wait: their connection is kept, and they go on where they were.
      const end = await readEnds(this.database).then(
        ({ last }) => last,
        () => this.end,
      );
      if (end !== this.end) {
        this.end = end;
        [...this.waiting].forEach((tell) => tell());
      }
      if (!this.wanted && this.following > 0) {
        await this.pause();
      }
    }
    this.watching = undefined;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const tails = new WeakMap<DataSource, FeedTail>();

/** The one tail of a process's database. */
export function feedTail(database: DataSource): FeedTail {
  const tail = tails.get(database) ?? new FeedTail(database);
  tails.set(database, tail);
  return tail;
}
