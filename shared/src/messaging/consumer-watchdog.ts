import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../telemetry/index.js';
import type { Consumption, EventLog, Place } from './event-log.js';
import { within } from './within.js';

export interface WatchdogOptions {
  group: string;
  topics: string[];
  log: Pick<EventLog, 'places'>;
  logger: Logger;
  /** Builds the consumer. */
  consume: () => Promise<Consumption>;
  onRebuild?: () => void;
  /** The consumer does not come back: the process is to end, for its supervisor to start another. */
  giveUp: (reason: string) => void;
  everyMs?: number;
  /** Longer than a rebalance and than the longest pause between two attempts. */
  stuckMs?: number;
  /** How long a consumer that is stuck may take to let go. */
  patienceMs?: number;
  /** How many in a row without progress before the process gives up. */
  mostRebuilds?: number;
}

interface Stuck {
  name: string;
  committed: number;
  since: Date;
  rebuilds: number;
  rebuiltAt: number;
}

/**
 * Keeps a consumer at work. One that is stuck (its group is behind in a partition, has not moved there for a while, and nothing
 * stirs there in this process either) is built anew; where that does not help, the process gives up.
 */
export class ConsumerWatchdog {
  private readonly stirrings = new Map<string, number>();
  private seen = new Map<string, { committed: number; at: number }>();
  private stuck?: Stuck;
  private consumption?: Consumption;

  constructor(private readonly options: WatchdogOptions) {}

  /** Notes that work on a partition began or ended here. */
  stirred(topic: string, partition: number): void {
    this.stirrings.set(nameOf({ topic, partition }), Date.now());
  }

  get isStuck(): boolean {
    return this.stuck !== undefined;
  }

  /** Rejects while the consumer is stuck. */
  check(): Promise<void> {
    return this.stuck
      ? Promise.reject(new Error(`The consumer has been stuck since ${this.stuck.since.toISOString()}.`))
      : Promise.resolve();
  }

  /** Starts the consumer and watches it until it is stopped. */
  async consume(): Promise<Consumption> {
    const stopping = new AbortController();
    this.consumption = await this.options.consume();
    const watching = this.watch(stopping.signal);
    return {
      stop: async () => {
        stopping.abort();
        await watching;
        this.stuck = undefined;
        await this.consumption?.stop();
      },
    };
  }

  private async watch(stopping: AbortSignal): Promise<void> {
    const { log, group, topics, everyMs = 5_000 } = this.options;
    this.seen.clear();
    while (!stopping.aborted) {
      await pause(everyMs, undefined, { signal: stopping }).catch(() => undefined);
      const places = stopping.aborted
        ? undefined
        : await within(longestAnswerMs, 'The event log did not answer', log.places(group, topics)).catch(
            () => undefined,
          );
      if (places && !stopping.aborted) {
        await this.look(places);
      } else {
        // Nothing is known of the time in between.
        this.seen.clear();
      }
    }
  }

  private async look(places: Place[]): Promise<void> {
    const { stuckMs = 60_000 } = this.options;
    const now = Date.now();
    if (this.stuck && !places.some((place) => this.isStillAt(place, this.stuck as Stuck))) {
      this.options.logger.info({ group: this.options.group }, 'the consumer gets on again');
      this.stuck = undefined;
    }
    this.seen = new Map(places.map((place) => [nameOf(place), this.lastMove(place, now)]));
    const silent = places.find((place) => now - (this.seen.get(nameOf(place))?.at ?? now) > stuckMs);
    if (silent) {
      await this.rebuild(silent);
    }
  }

  private isStillAt(place: Place, { name, committed, rebuiltAt }: Stuck): boolean {
    const untouched = place.behind > 0 && place.committed === committed && (this.stirrings.get(name) ?? 0) <= rebuiltAt;
    return nameOf(place) === name && untouched;
  }

  private lastMove(place: Place, now: number): { committed: number; at: number } {
    const before = this.seen.get(nameOf(place));
    const still = before?.committed === place.committed && place.behind > 0;
    const at = still ? Math.max(before.at, this.stirrings.get(nameOf(place)) ?? 0) : now;
    return { committed: place.committed, at };
  }

  private async rebuild(place: Place): Promise<void> {
    const { group, logger, onRebuild, giveUp, consume, patienceMs = 15_000, mostRebuilds = 3 } = this.options;
    const { since = new Date(), rebuilds = 0 } = this.stuck ?? {};
    const { topic, partition, committed, behind } = place;
    this.stuck = { name: nameOf(place), committed, since, rebuilds: rebuilds + 1, rebuiltAt: Date.now() };
    this.seen.clear();
    if (rebuilds >= mostRebuilds) {
      return giveUp(`The consumer is stuck, and ${rebuilds} new ones did not get on either.`);
    }
    logger.error({ group, topic, partition, behind, since }, 'the consumer is stuck and is built anew');
    try {
      await within(patienceMs, 'The consumer did not let go', this.consumption?.stop() ?? Promise.resolve());
      this.consumption = await consume();
    } catch (error) {
      logger.error({ err: error, group }, 'the consumer could not be built anew');
      return giveUp('The consumer is stuck and cannot be built anew.');
    }
    onRebuild?.();
  }
}

const longestAnswerMs = 5_000;

const nameOf = ({ topic, partition }: Pick<Place, 'topic' | 'partition'>): string => `${topic}/${partition}`;
