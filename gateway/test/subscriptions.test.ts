import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { ids, openSubscribedFair, read, refusalOf, stock, type SubscribedFair } from './subscribed-fair.js';

let fair: SubscribedFair;

beforeEach(async () => {
  fair = await openSubscribedFair();
});
afterEach(() => fair.close());

const cursors = (messages: any[]): string[] => messages.map(({ extensions }) => extensions.cursor);

describe.each([
  ['WebSocket', () => fair.overWebSocket()],
  ['Server-Sent Events', () => fair.overEventStream()],
  ['one stream for several operations', () => fair.overEventStream(true)],
])('over %s', (_, client) => {
  test('a thing that changed comes as the whole graph has it, with the cursor of the event', async () => {
    const reader = read(
      client(),
      'subscription { changed: stockChanged(exhibitorId: "e1") { ...P } } fragment P on Product { name seller { name } }',
    );
    await fair.open(1);
    fair.feed.listed('p7');
    fair.feed.listed('p8', 'e2');
    const last = fair.feed.listed('p9');
    const seller = { name: 'Cooperative 1' };
    expect(await reader.until(2)).toEqual([
      { data: { changed: { name: 'Product p7', seller } }, extensions: { cursor: fair.feed.cursor(1) } },
      { data: { changed: { name: 'Product p9', seller } }, extensions: { cursor: last } },
    ]);
  });

  test('after a cursor it goes on without a gap and without a double, from history to what comes', async () => {
    Array.from({ length: 250 }, (_, index) => fair.feed.listed(`p${index + 1}`));
    const reader = read(client(), stock, { after: fair.feed.cursor(3) });
    await reader.until(100);
    fair.feed.listed('p251');
    expect(ids(await reader.until(248))).toEqual(Array.from({ length: 248 }, (_, index) => `p${index + 4}`));
    expect(fair.feed.pages).toBeLessThanOrEqual(4);
  });

  test('a query is answered as well, and a mutation', async () => {
    expect(await read(client(), '{ exhibitor(id: "e2") { name } }').until(1)).toEqual([
      { data: { exhibitor: { name: 'Cooperative 2' } } },
    ]);
    const renamed = read(client(), 'mutation { rename(id: "e2", name: "Tudert") { name } }');
    expect(await renamed.until(1)).toEqual([{ data: { rename: { name: 'Tudert' } } }]);
  });

  test('what is not of the graph is refused by name', async () => {
    const reader = read(client(), 'subscription { teaServed { id } }');
    expect(await refusalOf(reader)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('an event that changed several things is resumed in the middle', async () => {
  fair.feed.sold('o1', ['p1', 'p2', 'p3']);
  fair.feed.listed('p4');
  const all = await read(fair.overWebSocket(), stock, { after: '0' }).until(4);
  expect(ids(all)).toEqual(['p1', 'p2', 'p3', 'p4']);
  for (const [index, cursor] of cursors(all).entries()) {
    fair.feed.listed(`next-${index}`);
    const rest = await read(fair.overWebSocket(), stock, { after: cursor }).until(4 - index);
    expect(ids(rest)).toEqual([...['p1', 'p2', 'p3', 'p4'].slice(index + 1), ...ids(rest).slice(3 - index)]);
    expect(ids(rest)[3 - index]).toBe('next-0');
  }
});

test('events come as they are in the feed; no service is asked for what they say themselves', async () => {
  const token = await fair.token({ id: 'admin', role: 'admin' });
  const reader = read(
    fair.overWebSocket({ connectionParams: { authorization: `Bearer ${token}` } }),
    'subscription ($filter: EventFilter) { events(filter: $filter) { cursor node { id type subject data edition { id } } } }',
    { filter: { exhibitorId: 'e2' } },
  );
  await fair.open(1);
  fair.feed.listed('p1');
  const cursor = fair.feed.sold('o2', ['p1'], 'e2');
  const [{ data }] = await reader.until(1);
  expect(data.events).toMatchObject({ cursor, node: { subject: 'o2', data: { exhibitorId: 'e2' } } });
  expect(fair.feed.pages).toBe(0);
});

test('equal subscriptions of equal rights are worked out once, those of others by themselves', async () => {
  const token = await fair.token({ id: 'admin', role: 'admin' });
  const readers = [
    ...Array.from({ length: 20 }, () => read(fair.overWebSocket(), stock)),
    read(fair.overWebSocket({ connectionParams: { authorization: `Bearer ${token}` } }), stock),
  ];
  expect(await fair.open(21)).toBe(21);
  fair.services.sales.requests.length = 0;
  fair.feed.listed('p1');
  for (const reader of readers) {
    expect(ids(await reader.until(1))).toEqual(['p1']);
  }
  expect(fair.services.sales.requests).toHaveLength(2);
  expect(fair.feed.streams).toBe(1);
});

test('a thing that is gone is passed over, and its service being away is waited for', async () => {
  const reader = read(fair.overWebSocket(), stock);
  await fair.open(1);
  fair.feed.listed('gone');
  fair.services.sales.behaviour = 'answers 500';
  fair.feed.listed('p1');
  await pause(300);
  expect(reader.messages).toEqual([]);
  fair.services.sales.behaviour = 'answers';
  expect(ids(await reader.until(1))).toEqual(['p1']);
});

test('a feed that breaks off is resumed: subscribers miss nothing and see nothing twice', async () => {
  const readers = Array.from({ length: 3 }, () => read(fair.overWebSocket(), stock));
  await fair.open(3);
  for (let round = 0; round < 5; round += 1) {
    fair.feed.listed(`before-${round}`);
    fair.feed.breakOff();
    fair.feed.listed(`after-${round}`);
    await pause(150);
  }
  const wanted = Array.from({ length: 5 }, (_, round) => [`before-${round}`, `after-${round}`]).flat();
  for (const reader of readers) {
    expect(ids(await reader.until(10))).toEqual(wanted);
  }
});

test('a subscriber that leaves is forgotten at once, also while nothing happens', async () => {
  const readers = [read(fair.overWebSocket(), stock), read(fair.overEventStream(), stock)];
  expect(await fair.open(2)).toBe(2);
  readers.forEach((reader) => reader.stop());
  expect(await fair.open(0)).toBe(0);
});

test('when the gateway stops, subscribers are told to go', async () => {
  const client = fair.overWebSocket();
  const closed = new Promise<number>((resolve) =>
    client.on('closed', (event) => resolve((event as { code: number }).code)),
  );
  const reader = read(client, stock);
  await fair.open(1);
  await fair.gateway.shutdown.run('the test stops it');
  expect(await closed).toBe(1001);
  await reader.ended;
});
