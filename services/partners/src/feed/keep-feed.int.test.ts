import { wholeSight } from '@maarad/shared/contracts';
import { testService, type TestService } from '@maarad/shared/testing';
import { partnersService } from '../service.js';
import { exhausted } from '../testing/events.js';
import { cursorsOf, type Cursors } from './cursor.js';
import { followFeed } from './follow-feed.js';
import { keepFeed } from './keep-feed.js';

const dayMs = 86_400_000;
let service: TestService;
let cursors: Cursors;

beforeEach(async () => {
  service = await testService(partnersService);
  cursors = await cursorsOf(service.database);
});
afterEach(() => service.close());

const deliver = (count: number) => service.deliver(...Array.from({ length: count }, () => exhausted()));
const keepAfter = (days: number) => {
  service.setNow(new Date(Date.now() + days * dayMs));
  return keepFeed(service.context(), 30);
};
const days = async (): Promise<string[]> =>
  (
    await service.database.query(
      `SELECT relname FROM pg_class WHERE relname LIKE 'feed_entries_2%' AND relkind = 'r' ORDER BY 1`,
    )
  ).map(({ relname }: { relname: string }) => relname);
const ask = 'query ($after: String) { events(after: $after, first: 100) { edges { cursor } } }';

test('today and the next three days have their tables, however often they are made', async () => {
  await keepAfter(0);
  await keepAfter(0);
  expect(await days()).toHaveLength(4);
  await keepAfter(1);
  expect(await days()).toHaveLength(5);
  await deliver(1);
  const [{ elsewhere }] = await service.database.query('SELECT count(*)::int AS elsewhere FROM feed_entries_other');
  expect(elsewhere).toBe(0);
});

test('a day older than the feed keeps goes whole, and the places go on', async () => {
  await keepAfter(0);
  await deliver(3);
  await keepAfter(30);
  expect((await service.data(ask)).events.edges).toHaveLength(3);
  await keepAfter(31);
  expect((await service.data(ask)).events.edges).toEqual([]);
  await deliver(2);
  expect((await service.data(ask, { after: '0' })).events.edges).toEqual([
    { cursor: cursors.at(4) },
    { cursor: cursors.at(5) },
  ]);
});

test('what came on a day without a table is kept as long, and goes as well', async () => {
  await deliver(2);
  await keepAfter(0);
  expect((await service.data(ask)).events.edges).toHaveLength(2);
  await keepAfter(31);
  expect((await service.data(ask)).events.edges).toEqual([]);
});

test('a cursor past what is kept is refused with the oldest place that one can go on from', async () => {
  await keepAfter(0);
  await deliver(3);
  await keepAfter(31);
  expect(await service.refusal(ask, { after: cursors.at(2) })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'after' }],
    oldest: cursors.at(3),
  });
  expect((await service.data(ask, { after: cursors.at(3) })).events.edges).toEqual([]);
});

test('a reader that is overtaken by what the feed lets go is told, rather than led over a gap', async () => {
  await keepAfter(0);
  await deliver(450);
  const reader = followFeed(
    service.database,
    { filter: {}, sight: () => Promise.resolve(wholeSight) },
    0,
    new AbortController().signal,
  );
  expect((await reader.next()).value).toHaveLength(100);
  await keepAfter(31);
  await deliver(1);
  await expect(async () => {
    while (!(await reader.next()).done);
  }).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { oldest: cursors.at(450) } });
});

test('events that come while days are let go have their places without a gap', async () => {
  await keepAfter(0);
  await deliver(5);
  await Promise.all([...Array.from({ length: 20 }, () => deliver(2)), keepAfter(31), keepAfter(32)]);
  await deliver(1);
  const [{ last }] = await service.database.query('SELECT last FROM feed_ends');
  expect(Number(last)).toBe(46);
});
