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
  const late = setTimeout(() => connection.abort(), silenceMs);
  try {
    const response = await fetch(address, {
      headers: {
        accept: 'text/event-stream',
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(cursor !== undefined && { 'last-event-id': cursor }),
      },
      signal: signal ? AbortSignal.any([signal, connection.signal]) : connection.signal,
    });
    if (response.ok && response.body) {
      return response.body;
    }
    const body = await response.text();
    throw passing(response.status) ? new ConnectionLost(body) : refusalOf(response.status, body);
  } catch (error) {
    throw error instanceof TypeError || (error as Error).name === 'AbortError' ? new ConnectionLost(error) : error;
  } finally {
    clearTimeout(late);
  }
}

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
