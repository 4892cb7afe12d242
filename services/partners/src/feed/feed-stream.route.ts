import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import type { PrincipalVerifier } from '@maarad/shared/auth';
import { BadUserInput, CodedError } from '@maarad/shared/errors';
import { sendJson, type Route } from '@maarad/shared/runtime';
import { cursorAt } from './cursor.js';
import type { FeedEntry } from './feed-entry.entity.js';
import { followFeed } from './follow-feed.js';
import { readEnd } from './read-feed.js';
import { streamRequest } from './stream-request.js';

/** Proxies close what is silent for longer, mostly after 30 to 60 seconds. */
const heartbeatMs = 10_000;
const reconnectMs = 2_000;

export interface StreamSurroundings {
  database: DataSource;
  principals: PrincipalVerifier;
  stopping: AbortSignal;
}

/**
 * `GET /events`: the feed as Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Each event's `id`
 * is its place in the feed, its `event` the type, its `data` the CloudEvent. Without a cursor it begins with what comes next.
 */
export function feedStreamRoute({ database, principals, stopping }: StreamSurroundings): Route {
  return async (request, response, url) => {
    try {
      await principals.verify(request.headers['x-maarad-principal'] as string | undefined);
      const { filter, after } = streamRequest(request, url);
      const place = await startingPlace(database, after);
      const ended = new AbortController();
      const end = () => ended.abort();
      response.on('close', end);
      stopping.addEventListener('abort', end);
      try {
        if (!stopping.aborted && !response.closed) {
          await stream(response, followFeed(database, filter, place, ended.signal), place, ended.signal);
        }
      } finally {
        stopping.removeEventListener('abort', end);
        close(response);
      }
    } catch (error) {
      refuse(response, error);
    }
  };
}

/** @throws BadUserInput for a place that the feed has not come to: its reader would wait, and miss what comes until then. */
async function startingPlace(database: DataSource, after: number | undefined): Promise<number> {
  const end = await readEnd(database);
  if (after !== undefined && after > end) {
    throw new BadUserInput([{ path: 'after', rule: `must not be beyond the end of the feed, which is ${end}` }]);
  }
  return after ?? end;
}

async function stream(
  response: ServerResponse,
  pages: AsyncGenerator<FeedEntry[]>,
  place: number,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  // An id without data sets where to go on from, even for a reader that is cut off before its first event.
  response.write(`retry: ${reconnectMs}\nid: ${cursorAt(place)}\n\n`);
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) {
      response.write(': still here\n\n');
    }
  }, heartbeatMs);
  try {
    for await (const entries of pages) {
      if (!response.write(entries.map(frame).join(''))) {
        await once(response, 'drain', { signal }).catch(() => undefined);
      }
    }
  } finally {
    clearInterval(heartbeat);
  }
}

/** A reader that does not take what it has would hold the shutdown up. */
function close(response: ServerResponse): void {
  if (response.writableNeedDrain) {
    response.destroy();
  } else {
    response.end();
  }
}

function frame({ position, type, event }: FeedEntry): string {
  const data = event
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('');
  return `id: ${cursorAt(position)}\nevent: ${type}\n${data}\n`;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof CodedError) || response.headersSent) {
    throw error;
  }
  sendJson(response, error.code === 'UNAUTHENTICATED' ? 401 : 400, {
    errors: [{ message: error.message, extensions: { code: error.code, ...error.details } }],
  });
}
