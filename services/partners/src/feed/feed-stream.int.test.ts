import { setTimeout as pause } from 'node:timers/promises';
import { anonymous, PrincipalSigner, PrincipalVerifier } from '@maarad/shared/auth';
import { asyncApiDocument, stockExhausted } from '@maarad/shared/contracts';
import { newId, serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { testService, type TestService } from '@maarad/shared/testing';
import { partnersService } from '../service.js';
import { cancelled, edition, exhausted, types } from '../testing/events.js';
import { openStream, type SseClient } from '../testing/sse-client.js';
import { cursorsOf } from './cursor.js';
import { feedStreamRoute } from './feed-stream.route.js';
import { feedTail } from './feed-tail.js';

const secret = 'a secret for tests that is long enough';
const [exhibitorId, subject] = [newId(), newId()];
let service: TestService;
let feed: string;
let server: HttpServer;
let stopping: AbortController;
let signed: string;
let open: SseClient[];

beforeEach(async () => {
  service = await testService(partnersService);
  ({ feed } = await cursorsOf(service.database));
  stopping = new AbortController();
  const { database } = service;
  const route = feedStreamRoute({ database, principals: new PrincipalVerifier(secret), stopping: stopping.signal });
  server = await serveHttp({ 'GET /events': route }, 0, '127.0.0.1', createLogger('test', 'silent'));
  signed = await new PrincipalSigner(secret).sign(anonymous);
  open = [];
});
afterEach(async () => {
  stopping.abort();
  open.forEach((client) => client.close());
  await server.close();
  await service.close();
});

async function stream(query = '', headers: Record<string, string> = {}): Promise<SseClient> {
  const client = await openStream(server.port, `/events${query}`, { 'x-maarad-principal': signed, ...headers });
  open.push(client);
  return client;
}
const deliver = (count: number) => service.deliver(...Array.from({ length: count }, () => exhausted()));
const at = (position: number) => `${feed}-${position}`;
const places = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => at(from + index));
const ids = async (client: SseClient, count: number) => (await client.until(count)).map(({ id }) => id);

/** The places of what a reader is given, as far as this one; what it has when nothing more comes. */
async function upTo(client: SseClient, last: string) {
  for (let given = await ids(client, 1); ;) {
    const more = given.includes(last) ? given : await ids(client, given.length + 1);
    if (more.length === given.length) {
      return given;
    }
    given = more;
  }
}

async function readersAre(wanted: number): Promise<number> {
  const tail = feedTail(service.database);
  for (let attempt = 0; attempt < 200 && tail.readers !== wanted; attempt += 1) {
    await pause(10);
  }
  return tail.readers;
}

test('gives the history after a cursor and then what comes, without a gap and without a double', async () => {
  await deliver(250);
  const reader = await stream('?after=0');
  const appending = (async () => {
    for (let batch = 0; batch < 10; batch += 1) {
      await deliver(5);
    }
  })();
  expect(await ids(reader, 300)).toEqual(places(1, 300));
  await appending;
  await deliver(1);
  expect(await ids(reader, 301)).toEqual(places(1, 301));
});

test('a frame is the place, the type, and the CloudEvent as it is on the log', async () => {
  const event = cancelled();
  await service.deliver(event);
  const [frame] = await (await stream('?after=0')).until(1);
  expect(frame).toMatchObject({ id: at(1), event: types.cancelled });
  const [row] = await service.database.query('SELECT event FROM feed_entries');
  expect(frame?.data).toBe(row.event);
  expect(JSON.parse(frame?.data ?? '')).toMatchObject({
    specversion: '1.0',
    id: event.event.id,
    subject: event.subject,
  });
});

test('without a cursor it begins with what comes next, and says where that is', async () => {
  await deliver(3);
  const reader = await stream();
  expect(reader.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  expect(await readersAre(1)).toBe(1);
  await deliver(2);
  expect(await ids(reader, 2)).toEqual([4, 5].map(at));
  expect(reader.text()).toMatch(new RegExp(`^retry: \\d+\nid: ${at(3)}\n\n`));
});

test('goes on after Last-Event-ID, whatever the address says', async () => {
  await deliver(5);
  const first = await stream('?after=0');
  await first.until(5);
  first.close();
  await deliver(2);
  expect(await ids(await stream('?after=0', { 'last-event-id': at(4) }), 3)).toEqual([5, 6, 7].map(at));
});

test('a filter lets through what it names only, in history and live', async () => {
  await service.deliver(exhausted(), cancelled());
  const reader = await stream(`?after=0&types=${types.cancelled},${types.approved}`);
  await reader.until(1);
  await service.deliver(exhausted(), exhausted(), cancelled());
  expect(await ids(reader, 2)).toEqual([2, 5].map(at));
  await service.deliver(exhausted(undefined, { region: 'ORIENTAL' }));
  expect(await ids(await stream('?after=0&regions=ORIENTAL'), 1)).toEqual([6].map(at));
});

test.each([
  ['kinds', () => `kinds=ARTISAN`],
  ['exhibitor', () => `exhibitor=${exhibitorId}`],
  ['edition', () => `edition=${edition}`],
  ['subject', () => `subject=${subject}`],
  ['regions', () => 'regions=ORIENTAL,SOUSS_MASSA'],
])('a filter on %s lets through the same events live as in history', async (_, query) => {
  const told = () => [
    stockExhausted(subject, { exhibitorId, editionId: edition }, { edition, kind: 'ARTISAN', region: 'ORIENTAL' }),
    exhausted(undefined, { edition: newId(), region: 'SOUSS_MASSA' }),
    cancelled(undefined, [newId(), exhibitorId]),
    exhausted(),
    cancelled(subject),
  ];
  const live = await stream(`?after=0&${query()}`);
  expect(await readersAre(1)).toBe(1);
  const [passing] = told();
  await service.deliver(...told(), ...told(), passing!);
  const seen = await upTo(live, at(11));
  expect(seen).toEqual(expect.arrayContaining([1, 6, 11].map(at)));
  expect(seen.length).toBeLessThan(11);
  expect(await upTo(await stream(`?after=0&${query()}`), at(11))).toEqual(seen);
});

test('a hundred readers of what is new cost a few statements, not one each', async () => {
  await Promise.all(Array.from({ length: 100 }, () => stream(`?types=${types.exhausted}`)));
  expect(await readersAre(100)).toBe(100);
  const before = await service.countStatements(() => pause(500));
  const event = exhausted();
  expect(before).toBeLessThanOrEqual(3);
  const counted = await service.countStatements(async () => {
    await service.deliver(event);
    for (const reader of open) {
      await reader.until(1);
    }
  });
  expect(counted).toBeLessThan(20);
});

test('readers who are there while fifty transactions append see all of it, in order', async () => {
  const readers = await Promise.all([stream(), stream('?after=0'), stream()]);
  expect(await readersAre(3)).toBe(3);
  await Promise.all(Array.from({ length: 50 }, () => deliver(4)));
  for (const reader of readers) {
    expect(await ids(reader, 200)).toEqual(places(1, 200));
  }
});

test('hears of what another process appended', async () => {
  const reader = await stream();
  expect(await readersAre(1)).toBe(1);
  await service.database.query(`WITH place AS (UPDATE feed_ends SET last = last + 1 RETURNING last)
    INSERT INTO feed_entries (position, event_id, type, subject, exhibitors, audience, time, event)
    SELECT last, gen_random_uuid(), 'elsewhere', gen_random_uuid(), '{}', 'public', now(), '{}' FROM place`);
  expect(await ids(reader, 1)).toEqual([at(1)]);
});

test('a reader that leaves is forgotten, and without readers nothing is asked of the database', async () => {
  const readers = await Promise.all([stream(), stream()]);
  expect(await readersAre(2)).toBe(2);
  readers.forEach((reader) => reader.close());
  expect(await readersAre(0)).toBe(0);
  await pause(50);
  expect(await service.countStatements(() => pause(900))).toBe(0);
});

test('waiting readers cost one statement a look, however many they are', async () => {
  await Promise.all(Array.from({ length: 20 }, () => stream()));
  expect(await readersAre(20)).toBe(20);
  expect(await service.countStatements(() => pause(1_000))).toBeLessThanOrEqual(4);
});

test('a slow reader holds a page back, not the whole feed in memory', async () => {
  await service.database.query(`UPDATE feed_ends SET last = 2000`);
  await service.database
    .query(`INSERT INTO feed_entries (position, event_id, type, subject, exhibitors, audience, time, event)
    SELECT place, gen_random_uuid(), '${types.sale}', gen_random_uuid(), '{}', 'public', now(), '"' || repeat('x', 20000) || '"' FROM generate_series(1, 2000) AS place`);
  const slow = await stream('?after=0');
  slow.response.pause();
  await pause(600);
  expect(await service.countStatements(() => pause(1_000))).toBeLessThanOrEqual(4);
  slow.response.resume();
  expect(await ids(slow, 2000)).toEqual(places(1, 2000));
});

test('ends at once when the service stops', async () => {
  const reader = await stream();
  expect(await readersAre(1)).toBe(1);
  const before = Date.now();
  stopping.abort();
  await reader.ended;
  await server.close();
  expect(Date.now() - before).toBeLessThan(4_000);
  expect(feedTail(service.database).readers).toBe(0);
});

test('refuses whoever the gateway did not send, and what it cannot read, by name', async () => {
  const refusal = async (query: string, headers = {}) => {
    const client = await stream(query, headers);
    await client.ended;
    return { status: client.status, ...JSON.parse(client.text()).errors[0].extensions };
  };
  expect(await refusal('', { 'x-maarad-principal': 'x' })).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  for (const [query, path, headers] of [
    ['?types=org.maarad.tea.served.v1', 'types', {}],
    ['?regions=ATLANTIS', 'regions', {}],
    ['?edition=two', 'edition', {}],
    ['?after=now', 'after', {}],
    ['?kinds=PALACE', 'kinds', {}],
    ['?exhibitor=two', 'exhibitor', {}],
    [`?after=${at(1)}`, 'after', {}],
    ['?after=0abc-1', 'after', {}],
    ['?type=x&after=0', 'type', {}],
    ['?lastEventId=0', 'lastEventId', {}],
    ['', 'Last-Event-ID', { 'last-event-id': 'nonsense' }],
  ] as const) {
    expect(await refusal(query, headers)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', problems: [{ path }] });
  }
  const { description } = asyncApiDocument().info as { description: string };
  const [, told = ''] = /`GET \/events`.*?`\?(types=.+?)`/.exec(description) ?? [];
  const parameters = [...new URLSearchParams(told).keys()].join(', ');
  expect((await refusal('?type=x')).problems).toEqual([
    { path: 'type', rule: expect.stringContaining(`: ${parameters}`) },
  ]);
  expect(feedTail(service.database).readers).toBe(0);
});
