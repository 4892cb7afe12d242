import { ConnectionLost, refusalOf } from './feed-refused.js';
import type { FeedFilter, FollowFeedOptions } from './follow-feed.js';

/** What a later try may get past: too many requests, and a fair that is away for the moment. */
const passing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Opens the stream after a cursor.
 *
 * @throws FeedRefused where the fair refuses; ConnectionLost where it does not answer.
 */
export async function openStream(
  { url, token, filter, signal }: FollowFeedOptions,
  cursor: string | undefined,
  { connection, silenceMs }: { connection: AbortController; silenceMs: number },
): Promise<ReadableStream<Uint8Array>> {
  const address = streamAddress(url, filter ?? {});
  const bearer = typeof token === 'function' ? await token() : token;
  const headers = new Headers({ accept: 'text/event-stream' });
  if (bearer) {
    headers.set('authorization', `Bearer ${bearer}`);
  }
  if (cursor !== undefined) {
    headers.set('last-event-id', cursor);
  }
  const late = setTimeout(() => connection.abort(), silenceMs);
  const ended = signal ? AbortSignal.any([signal, connection.signal]) : connection.signal;
  try {
    const response = await orLost(fetch(address, { headers, signal: ended }));
    if (response.ok && response.body) {
      return response.body;
    }
    const body = await orLost(response.text());
    throw passing(response.status) ? new ConnectionLost(body) : refusalOf(response.status, body);
  } finally {
    clearTimeout(late);
  }
}

const orLost = <Value>(promise: Promise<Value>): Promise<Value> =>
  promise.catch((cause: unknown) => {
    throw new ConnectionLost(cause);
  });

/** @throws RangeError for an empty list, which lets nothing through. */
function streamAddress(url: string | URL, { exhibitorId, editionId, ...rest }: FeedFilter): URL {
  const address = new URL(url);
  for (const [name, value] of Object.entries({ ...rest, exhibitor: exhibitorId, edition: editionId })) {
    if (Array.isArray(value) && value.length === 0) {
      throw new RangeError(`filter.${name} is an empty list, which lets nothing through.`);
    }
    if (value !== undefined) {
      address.searchParams.set(name, String(value));
    }
  }
  return address;
}
