import 'reflect-metadata';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Principal } from '@maarad/shared/auth';
import { createParser } from 'eventsource-parser';
import { openCannedFair, type CannedFair } from './canned-fair.js';

let fair: CannedFair;

beforeAll(async () => {
  fair = await openCannedFair();
});
afterAll(() => fair.close());

interface Reader {
  /** The places that it was given, in order. */
  places: string[];
  /** Where it begins. */
  start: string;
  answer: IncomingMessage;
  over: Promise<void>;
  leave(): Promise<void>;
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let attempt = 0; attempt < 500 && !holds(); attempt += 1) {
    await pause(10);
  }
  expect(holds()).toBe(true);
};

const readers: Reader[] = [];

afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.leave()));
  await until(() => fair.feed.openStreams === 0);
});

/** A reader of `GET /events`, once it knows where it begins. */
async function read({
  query = '',
  after,
  as,
  lifetime,
}: { query?: string; after?: string; as?: Principal; lifetime?: string } = {}): Promise<Reader> {
  const token = as && (await fair.token(as, lifetime));
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(after && { 'last-event-id': after }) };
  const places: string[] = [];
  const parser = createParser({ onEvent: ({ id }) => places.push(id ?? '') });
  const [answer, start] = await new Promise<[IncomingMessage, string]>((resolve, reject) => {
    const request = get(`${fair.url}/events${query}`, { agent: false, headers }, (response) => {
      response.setEncoding('utf8').on('data', (text: string) => {
        parser.feed(text);
        resolve([response, /^id: (.*)$/m.exec(text)?.[1] ?? '']);
      });
    });
    request.once('error', reject);
  });
  const over = new Promise<void>((resolve) => answer.once('close', resolve).on('error', () => undefined));
  const leave = () => (answer.destroy(), over);
  const reader = { places, start, answer, over, leave };
  readers.push(reader);
  return reader;
}

const listed = (count: number, weight = 0): string[] =>
  Array.from({ length: count }, (_, index) => fair.feed.listed(`${'p'.repeat(weight)}${index}`));

test('readers of the same share one stream, each from where it came on', async () => {
  const asked = fair.feed.streams;
  const first = await read({ query: '?regions=SOUSS_MASSA&types=a' });
  const [one] = listed(1);
  await until(() => first.places.length === 1);
  const second = await read({ query: '?types=a&regions=SOUSS_MASSA' });
  expect(second.start).toBe(one);
  expect(second.answer.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  const [two] = listed(1);
  await until(() => second.places.length === 1 && first.places.length === 2);
  expect([first.places, second.places]).toEqual([[one, two], [two]]);
  expect(fair.feed.streams - asked).toBe(1);
});

test('a crowd that comes at once asks once, and the service is left with its last reader', async () => {
  const asked = fair.feed.streams;
  const crowd = await Promise.all(Array.from({ length: 20 }, () => read()));
  expect(fair.feed.streams - asked).toBe(1);
  const [last] = crowd.splice(7, 1);
  await Promise.all(crowd.map((reader) => reader.leave()));
  const [next] = listed(1);
  await until(() => last!.places.includes(next!));
  expect(fair.feed.openStreams).toBe(1);
  await last!.leave();
  await until(() => fair.feed.openStreams === 0);
});

test('a reader that comes back reads what it missed by itself, and is one with the others then: each event once', async () => {
  const live = await read();
  const missed = listed(50);
  await until(() => live.places.length === 50);
  const back = await read({ after: missed[9] });
  const again = await read({ after: missed[49] });
  await until(() => back.places.length === 40);
  expect(fair.feed.openStreams).toBe(1);
  const next = listed(3);
  await until(() => [live, back, again].every(({ places }) => places.includes(next[2]!)));
  expect(live.places).toEqual([...missed, ...next]);
  expect(back.places).toEqual([...missed.slice(10), ...next]);
  expect(again.places).toEqual(next);
  await live.leave();
  const [last] = listed(1);
  await until(() => back.places.includes(last!) && again.places.includes(last!));
});

test('who may see other things, or wants others, has a stream of its own; and so has every partner, of whom it is noted what it read', async () => {
  const partner: Principal = { id: 'chamber', role: 'partner', partnerId: 'p1' };
  const asked = fair.feed.streams;
  await read();
  await read({ query: '?kinds=COOPERATIVE' });
  await read({ as: { id: 'admin', role: 'admin' } });
  await read({ as: { id: 'other', role: 'admin' } });
  await read({ as: partner });
  await read({ as: partner });
  expect(fair.feed.streams - asked).toBe(6);
  await read({ as: { id: 'admin', role: 'admin' } });
  expect(fair.feed.streams - asked).toBe(6);
});

test('a reader that does not take what it is sent keeps no other waiting, and has everything once in the end', async () => {
  const quick = await read();
  const slow = await read();
  slow.answer.pause();
  const all: string[] = [];
  for (let round = 0; round < 40; round += 1) {
    all.push(...listed(1, 400_000));
    await until(() => quick.places.length === all.length);
  }
  expect(slow.places.length).toBeLessThan(all.length);
  slow.answer.resume();
  await until(() => slow.places.length === all.length);
  expect(slow.places).toEqual(all);
  expect(quick.places).toEqual(all);
});

test('where the service breaks off, every reader is broken off, and comes back', async () => {
  const crowd = [await read(), await read()];
  fair.feed.breakOff();
  await Promise.all(crowd.map(({ over }) => over));
  expect(crowd.map(({ answer }) => answer.complete)).toEqual([false, false]);
});

test('a token that lapses ends the stream of its bearer alone', async () => {
  const as: Principal = { id: 'admin', role: 'admin' };
  const stays = await read({ as });
  const lapses = await read({ as, lifetime: '1s' });
  await lapses.over;
  const [next] = listed(1);
  await until(() => stays.places.includes(next!));
  expect(fair.feed.openStreams).toBe(1);
});
