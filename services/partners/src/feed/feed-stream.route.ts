import { once, setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { requireEverSeen } from '@maarad/shared/contracts';
import { CodedError } from '@maarad/shared/errors';
import { readingRoute, type ReadingSurroundings } from '@maarad/shared/graphql';
import type { Route } from '@maarad/shared/runtime';
import { cursorsOf, type Cursors } from './cursor.js';
import type { FeedEntry } from './feed-entry.entity.js';
import { recordStream, type StreamRead } from '../reads/record-reads.js';
import { followFeed } from './follow-feed.js';
import { startingPlace } from './read-feed.js';
import { sightFor } from './sight.js';
import { streamRequest } from './stream-request.js';

/** Proxies close what is silent for longer, mostly after 30 to 60 seconds. */
const heartbeatMs = 10_000;
const reconnectMs = 500;

export interface StreamSurroundings extends ReadingSurroundings {
  stopping: AbortSignal;
}

/**
 * `GET /events`: the feed as Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Each event's `id`
 * is its place in the feed, its `event` the type, its `data` the CloudEvent. Without a cursor it begins with what comes next.
 */
export function feedStreamRoute({ stopping, ...surroundings }: StreamSurroundings): Route {
  // Each open stream listens.
  setMaxListeners(0, stopping);
  return readingRoute(surroundings, async ({ context: { database, principal }, request, response, url }) => {
    const cursors = await cursorsOf(database);
    const { filter, after } = streamRequest(request, url, cursors);
    requireEverSeen(filter.types, principal);
    const place = await startingPlace(database, after, cursors);
    const ended = new AbortController();
    const end = () => ended.abort();
    response.on('close', end);
    stopping.addEventListener('abort', end);
    try {
      if (!stopping.aborted && !response.closed) {
        const read = await recordStream(database, { principal, filter, after: place });
        const sight = () => sightFor(database, principal);
        const pages = followFeed(database, { filter, sight }, place, ended.signal);
        await stream(response, pages, { cursors, place, signal: ended.signal, read }).finally(() => read.close());
      }
    } finally {
      stopping.removeEventListener('abort', end);
      close(response);
    }
  });
}

async function stream(
  response: ServerResponse,
  pages: AsyncGenerator<FeedEntry[]>,
  { cursors, place, signal, read }: { cursors: Cursors; place: number; signal: AbortSignal; read: StreamRead },
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  // An id without data sets where to go on from, even for a reader that is cut off before its first event.
  response.write(`retry: ${reconnectMs}\nid: ${cursors.at(place)}\n\n`);
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) {
      response.write(': still here\n\n');
    }
  }, heartbeatMs);
  try {
    for await (const entries of pages) {
      read.gave(entries);
      if (!send(response, entries.map((entry) => frame(entry, cursors)).join(''))) {
        await once(response, 'drain', { signal }).catch(() => undefined);
      }
    }
  } catch (error) {
    response.write(farewell(error));
  } finally {
    clearInterval(heartbeat);
  }
}

/** In this moment: by itself it would go out after all else that the same event sets off in this process. */
function send(response: ServerResponse, text: string): boolean {
  const taken = response.write(text);
  response.socket?.uncork();
  return taken;
}

/** Why a stream ends that has begun: an event of its own type, which no client takes for one of the fair's. */
function farewell(error: unknown): string {
  if (!(error instanceof CodedError)) {
    throw error;
  }
  const { code, message, details } = error;
  return `event: refused\ndata: ${JSON.stringify({ code, message, ...details })}\n\n`;
}

/** A reader that does not take what it has would hold the shutdown up. */
function close(response: ServerResponse): void {
  if (response.writableNeedDrain) {
    response.destroy();
  } else {
    response.end();
  }
}

/** What came last is the same for all readers, and written for the first of them. */
const frames = new WeakMap<FeedEntry, string>();

function frame(entry: FeedEntry, cursors: Cursors): string {
  const text = frames.get(entry) ?? frameOf(entry, cursors);
  frames.set(entry, text);
  return text;
}

function frameOf({ position, type, event }: FeedEntry, cursors: Cursors): string {
  const data = event
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('');
  return `id: ${cursors.at(position)}\nevent: ${type}\n${data}\n`;
}
