import { newId } from '@maarad/shared/runtime';
import { eventCatalogue, registrationApproved, stockExhausted } from '@maarad/shared/contracts';
import { deliveriesOf, handleDeliveries } from '@maarad/shared/messaging';
import { actingFor, testService, type TestService } from '@maarad/shared/testing';
import { cursorsOf } from './cursor.js';
import { handlers } from '../handlers.js';
import { partnersService } from '../service.js';
import { cancelled, edition, exhausted, types } from '../testing/events.js';

let service: TestService;
let feed: string;

beforeEach(async () => {
  service = await testService(partnersService);
  ({ feed } = await cursorsOf(service.database));
});
afterEach(() => service.close());

const ask = `query ($first: Int, $after: String, $filter: EventFilter) { events(first: $first, after: $after, filter: $filter) {
  edges { cursor node { id type subject time region edition { id } data } } pageInfo { hasNextPage endCursor } totalCount } }`;
const read = async (variables: object = {}) => (await service.data(ask, variables as never)).events;
const at = (position: number) => `${feed}-${position}`;
const positions = async () =>
  (await service.database.query('SELECT position FROM feed_entries ORDER BY position')).map(
    ({ position }: { position: string }) => Number(position),
  ) as number[];

test('every event has its place, with what it tells', async () => {
  const [first, second] = [exhausted(undefined, { region: 'SOUSS_MASSA' }), cancelled()];
  await service.deliver(first, second);
  const { edges, totalCount } = await read();
  expect(totalCount).toBe(2);
  expect(edges[0]).toEqual({
    cursor: at(1),
    node: {
      id: first.event.id,
      type: types.exhausted,
      subject: first.subject,
      time: first.event.time,
      region: 'SOUSS_MASSA',
      edition: { id: edition },
      data: first.event.data,
    },
  });
  expect(edges[1]).toMatchObject({ cursor: at(2), node: { region: null, data: { reason: 'rain\nand wind' } } });
});

test('the feed keeps the very text that is on the log', async () => {
  const { topic, subject, event } = exhausted();
  const value = JSON.stringify({ ...event, sequence: '0000000001' }, null, 2).replace('"1.0"', '"1.0" ');
  await handleDeliveries(
    service.database,
    deliveriesOf({ topic, key: subject, value, headers: {}, partition: 0, offset: '0' }, handlers),
  );
  const [row] = await service.database.query('SELECT event FROM feed_entries');
  expect(row.event).toBe(value);
});

test('an event that comes again is in the feed once', async () => {
  const event = exhausted();
  await service.deliver(event, event, cancelled());
  await service.deliver(event);
  expect(await positions()).toEqual([1, 2]);
});

test('of many transactions at once, some of which fail, the feed is one sequence without a gap', async () => {
  const deliver = (batch: number) => {
    const records = Array.from({ length: 4 }, () => exhausted()).map(({ topic, subject, event }, index) => ({
      ...{ topic, key: subject, headers: {}, partition: batch, offset: String(index) },
      value: JSON.stringify({ ...event, sequence: '0000000001', ...(batch % 5 === 0 && index === 3 && { data: {} }) }),
    }));
    return handleDeliveries(
      service.database,
      records.flatMap((record) => deliveriesOf(record, handlers)),
    );
  };
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, batch) => deliver(batch)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
  expect(await positions()).toEqual(Array.from({ length: 160 }, (_, index) => index + 1));
});

test('of events that come one by one to many at once, each three times, the feed is one sequence with each of them once', async () => {
  const records = Array.from({ length: 40 }, () => exhausted()).map(({ topic, subject, event }, index) => ({
    ...{ topic, key: subject, headers: {}, partition: 0, offset: String(index) },
    value: JSON.stringify({ ...event, sequence: '0000000001' }),
  }));
  await Promise.all(
    [...records, ...records, ...records].map((record) =>
      handleDeliveries(service.database, deliveriesOf(record, handlers)),
    ),
  );
  expect(await positions()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('a page ends where the next begins, and its cursor is the place in the feed', async () => {
  const events = Array.from({ length: 5 }, () => exhausted());
  await service.deliver(...events);
  const first = await read({ first: 2 });
  expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: at(2) });
  const rest = await read({ first: 100, after: first.pageInfo.endCursor });
  expect(rest.pageInfo).toEqual({ hasNextPage: false, endCursor: at(5) });
  expect([...first.edges, ...rest.edges].map(({ node }: any) => node.id)).toEqual(events.map(({ event }) => event.id));
  expect((await read({ after: '0' })).edges).toHaveLength(5);
  expect((await read({ after: null })).edges).toHaveLength(5);
});

test('a filter narrows the feed and leaves the places as they are', async () => {
  const subject = newId();
  await service.deliver(exhausted(), cancelled(subject), exhausted(subject, { region: 'ORIENTAL' }));
  await service.deliver(exhausted(undefined, { edition: newId() }));
  const cursors = async (filter: object) => (await read({ filter })).edges.map(({ cursor }: any) => cursor);
  expect(await cursors({ types: [types.exhausted] })).toEqual([1, 3, 4].map(at));
  expect(await cursors({ subject })).toEqual([2, 3].map(at));
  expect(await cursors({ subject, types: [types.exhausted] })).toEqual([3].map(at));
  expect(await cursors({ regions: ['ORIENTAL', 'SOUSS_MASSA'] })).toEqual([3].map(at));
  expect(await cursors({ editionId: edition })).toEqual([1, 2, 3].map(at));
  expect(await cursors({ types: [] })).toEqual([]);
  expect((await read({ filter: { subject } })).totalCount).toBe(2);
});

test('refuses a type that nobody tells, an id that is none, and a cursor that the feed did not give, or not yet', async () => {
  expect(await service.refusal(ask, { filter: { types: [types.sale, 'org.maarad.tea.served.v1'] } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'filter.types', rule: expect.stringContaining('org.maarad.tea.served.v1') }],
  });
  expect(await service.refusal(ask, { filter: { editionId: 'two', subject: '3' } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'filter.editionId' }, { path: 'filter.subject' }],
  });
  for (const after of [
    'nonsense',
    '-1',
    '1',
    '',
    ` ${at(1)}`,
    at(1),
    `${feed}-1.5`,
    `${feed}-99999999999999999999`,
    `0${feed}-1`,
  ]) {
    const refused = await service.execute(ask, { after });
    expect([after, refused.errors?.[0]?.extensions?.code]).toEqual([after, 'BAD_USER_INPUT']);
  }
});

test('the statements of a page do not grow with its length', async () => {
  await service.deliver(...Array.from({ length: 50 }, () => exhausted()));
  const count = (first: number) => service.countStatements(() => read({ first }));
  expect(await count(1)).toBe(3);
  expect(await count(50)).toBe(3);
});

test('every type that the fair tells is listed with the JSON Schema of its data', async () => {
  const { eventTypes } = await service.data('{ eventTypes { type topic description schema } }');
  expect(eventTypes.map(({ type }: any) => type)).toEqual(eventCatalogue.map(({ type }) => type));
  expect(eventTypes.find(({ type }: any) => type === types.exhausted)).toMatchObject({
    topic: 'maarad.sales',
    schema: { type: 'object', required: ['exhibitorId', 'editionId'] },
  });
});

test('me is whom the token names; anonymous without one', async () => {
  const me = '{ me { id role exhibitorId trainerId partnerId } }';
  const nobody = { exhibitorId: null, trainerId: null, partnerId: null };
  expect((await service.data(me)).me).toEqual({ id: 'anonymous', role: 'VISITOR', ...nobody });
  expect((await service.data(me, {}, { as: actingFor('e1') })).me).toEqual({
    ...nobody,
    id: 'exhibitor-e1',
    role: 'EXHIBITOR',
    exhibitorId: 'e1',
  });
});

test('a filter on kind and exhibitor knows them from the event, on whatever it tells', async () => {
  const exhibitorId = newId();
  const told = stockExhausted(newId(), { exhibitorId, editionId: edition }, { edition, kind: 'ARTISAN' });
  const approved = registrationApproved(newId(), {
    ...{ exhibitorId: newId(), editionId: edition, name: { ar: 'تعاونية' }, kind: 'DELEGATION' },
    ...{ sector: 'TEXTILES', country: 'SN', region: null, womenLed: false },
  });
  await service.deliver(told, approved, exhausted(), cancelled(undefined, [exhibitorId, newId()]));
  const cursors = async (filter: object) => (await read({ filter })).edges.map(({ cursor }: any) => cursor);
  expect(await cursors({ kinds: ['ARTISAN'] })).toEqual([at(1)]);
  expect(await cursors({ kinds: ['ARTISAN', 'DELEGATION'] })).toEqual([1, 2].map(at));
  expect(await cursors({ exhibitorId })).toEqual([1, 4].map(at));
});
