import { setTimeout as pause } from 'node:timers/promises';
import type { EventType, ExhibitorKind, FairEvent, Region } from './event-types.js';
import { ConnectionLost, refusalIn } from './feed-refused.js';
import { openStream } from './open-stream.js';
import { readStream } from './read-stream.js';
import { retryWait } from './retry-wait.js';

/** Every given field narrows what comes. */
export interface FeedFilter {
  types?: readonly EventType[];
  regions?: readonly Region[];
  kinds?: readonly ExhibitorKind[];
  /** Events that tell of this exhibitor. */
  exhibitorId?: string;
  editionId?: string;
  /** Everything that happened to one thing. */
  subject?: string;
}

export interface FollowFeedOptions {
  /** The address of the stream, such as `https://fair.example/events`. */
  url: string | URL;
  /** Asked anew for each connection where it is a function, so that it may be renewed. */
  token?: string | (() => string | Promise<string>);
  filter?: FeedFilter;
  /** A cursor, from any channel of the fair: what came after it is read first. `0` for all that is kept; without one, what comes next. */
  after?: string;
  /** The place to begin after next time: given where the reading begins, and whenever the loop is done with an event. Keep it. */
  onCursor?: (cursor: string) => unknown;
  /** Ends the reading. */
  signal?: AbortSignal;
  /** A connection on which nothing comes for so long is taken for dead. The fair says something every 10 s. */
  silenceMs?: number;
}

export interface FeedEntry {
  event: FairEvent;
  /** The place after it, good on every channel of the fair. */
  cursor: string;
}

const usualSilenceMs = 35_000;
/** Until the fair has said how long to wait. */
const usualRetryMs = 300;

/**
 * The events of the fair, one after the other, each once, for as long as the loop wants them. A connection that breaks off is opened
 * again after the last event that came, so there is no gap and no double, whoever went down.
 *
 * @throws FeedRefused where trying again would not help: a filter that the fair does not know, a token that is refused, a cursor that
 *   is older than what is kept (`oldest` then says where what is kept begins).
 */
export async function* followFeed(options: FollowFeedOptions): AsyncGenerator<FeedEntry, void> {
  const { after, onCursor, signal, silenceMs = usualSilenceMs } = options;
  let [cursor, retryMs, failures] = [after, usualRetryMs, 0];
  while (!signal?.aborted) {
    const connection = new AbortController();
    try {
      const body = await openStream(options, cursor, { connection, silenceMs });
      for await (const { id, event, data } of readStream(body, { silenceMs, onRetry: (ms) => (retryMs = ms) })) {
        failures = 0;
        if (event === 'refused') {
          throw refusalIn(data ?? '');
        }
        if (data !== undefined) {
          yield { event: JSON.parse(data) as FairEvent, cursor: id };
        }
        // Only now the loop is done with it, however long that took.
        cursor = id;
        await onCursor?.(cursor);
      }
    } catch (error) {
      if (!(error instanceof ConnectionLost)) {
        throw error;
      }
    } finally {
      connection.abort();
    }
    await pause(retryWait(retryMs, failures), undefined, { signal }).catch(() => undefined);
    failures += 1;
  }
}
