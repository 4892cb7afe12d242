import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FeedRefused, followFeed, type FollowFeedOptions } from './index.js';

const frame = (position: number) =>
  `id: feed-${position}\nevent: org.maarad.sales.stock.low.v1\ndata: ${JSON.stringify({ id: `event-${position}` })}\n\n`;
const start = (position: number) => `retry: 5\nid: feed-${position}\n\n`;

let server: Server;
let url: string;
let asked: IncomingMessage[];
/** What is done with each connection, one after the other; the last for all that follow. */
let answers: ((response: ServerResponse, request: IncomingMessage) => void)[];

beforeEach(async () => {
  [asked, answers] = [[], []];
  server = createServer((request, response) => {
    asked.push(request);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
});
afterEach(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

async function take(count: number, options: Partial<FollowFeedOptions> = {}): Promise<string[]> {
  const ids: string[] = [];
  for await (const { event } of followFeed({ url, ...options })) {
    ids.push(event.id);
    if (ids.length === count) {
      break;
    }
  }
  return ids;
}

const sends =
  (...parts: string[]) =>
  (response: ServerResponse) => {
    parts.forEach((part) => response.write(part));
  };
const sendsThenBreaks =
  (...parts: string[]) =>
  (response: ServerResponse) =>
    response.write(parts.join(''), () => response.destroy());
const lastIds = () => asked.map(({ headers }) => headers['last-event-id']);

test('events come in order, and a stream that breaks off is resumed after the last of them, without a gap or a double', async () => {
  answers = [
    sendsThenBreaks(start(0), frame(1), frame(2), frame(3).slice(0, 20)),
    (response) => response.writeHead(503).end(),
    (response) => response.destroy(),
    sends(start(2), frame(3), frame(4)),
  ];
  expect(await take(4, { after: '0' })).toEqual(['event-1', 'event-2', 'event-3', 'event-4']);
  expect(lastIds()).toEqual(['0', 'feed-2', 'feed-2', 'feed-2']);
});

test('a reader that was cut off before its first event goes on from where it began', async () => {
  answers = [sendsThenBreaks(start(7)), sends(start(7), frame(8))];
  expect(await take(1)).toEqual(['event-8']);
  expect(lastIds()).toEqual([undefined, 'feed-7']);
});

test('a frame that comes in pieces is one event', async () => {
  answers = [sends(start(0).slice(0, 9), start(0).slice(9) + frame(1).slice(0, 5), frame(1).slice(5))];
  expect(await take(1)).toEqual(['event-1']);
});

test('the cursor to keep is that of the last event that the loop is done with', async () => {
  answers = [sends(start(0), frame(1), frame(2))];
  const cursors: string[] = [];
  await take(2, { onCursor: (cursor) => cursors.push(cursor) });
  expect(cursors).toEqual(['feed-0', 'feed-1']);
});

test('a connection that falls silent is opened anew', async () => {
  answers = [sends(start(0), frame(1)), sends(start(1), frame(2))];
  expect(await take(2, { silenceMs: 100 })).toEqual(['event-1', 'event-2']);
});

test('what narrows the stream and who reads it are said at every connection, the token anew', async () => {
  answers = [sendsThenBreaks(start(0)), sends(start(0), frame(1))];
  let token = 0;
  await take(1, {
    token: () => `token-${(token += 1)}`,
    filter: { types: ['org.maarad.sales.stock.low.v1'], regions: ['ORIENTAL', 'SOUSS_MASSA'], exhibitorId: 'e' },
  });
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  const { searchParams } = new URL(asked[1]?.url ?? '', url);
  expect(Object.fromEntries(searchParams)).toEqual({
    types: 'org.maarad.sales.stock.low.v1',
    regions: 'ORIENTAL,SOUSS_MASSA',
    exhibitor: 'e',
  });
});

test('a refusal ends the reading with its code, and with where what is kept begins', async () => {
  const extensions = { code: 'BAD_USER_INPUT', oldest: 'feed-40' };
  answers = [(response) => response.writeHead(400).end(JSON.stringify({ errors: [{ message: 'gone', extensions }] }))];
  const refused = await take(1).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FeedRefused);
  expect(refused).toMatchObject({ message: 'gone', ...extensions });
  answers = [
    sends(start(0), frame(1), `event: refused\ndata: ${JSON.stringify({ ...extensions, message: 'slow' })}\n\n`),
  ];
  expect(await take(2).catch((error: unknown) => error)).toMatchObject({ message: 'slow', ...extensions });
});

test('an empty list, which the stream would take for everything, is refused', async () => {
  await expect(take(1, { filter: { types: [] } })).rejects.toThrow(RangeError);
});

test('the reading ends in peace with its signal, also while it waits for a fair that is away', async () => {
  const ended = new AbortController();
  answers = [
    (response) => {
      response.writeHead(503).end();
      setImmediate(() => ended.abort());
    },
  ];
  expect(await take(1, { signal: ended.signal })).toEqual([]);
});

test("what the loop or onCursor throws is the caller's", async () => {
  answers = [sends(start(0), frame(1))];
  const full = new TypeError('the disk is full');
  await expect(take(1, { onCursor: () => Promise.reject(full) })).rejects.toBe(full);
});
