import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type Asking, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let mine: TestStall;
let theirs: TestStall;
let early: string;
let late: string;
let other: string;

const orders = `query ($filter: OrderFilter) { orders(filter: $filter) { totalCount nodes { id } } }`;
const found = async (filter: object, asking: Asking) =>
  (await service.data(orders, { filter }, asking)).orders.nodes.map(({ id }: { id: string }) => id);

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  const edition = await make.edition();
  mine = await make.stall(edition);
  theirs = await make.stall(edition);
  const product = await make.product(mine);
  early = await make.sale(mine, [[product, 1]], { soldAt: '2025-01-27T10:00:00Z' });
  late = await make.sale(mine, [[product, 1]]);
  other = await make.sale(theirs, [[await make.product(theirs), 1]]);
  await make.refund(early);
});
afterAll(() => service.close());

test('orders are found by exhibitor, status and day, the last recorded first', async () => {
  const as = { as: organiser };
  expect(await found({}, as)).toEqual([other, late, early]);
  expect(await found({ exhibitorId: mine.exhibitorId, editionId: mine.editionId }, as)).toEqual([late, early]);
  expect(await found({ statuses: ['REFUNDED'] }, as)).toEqual([early]);
  expect(await found({ day: '2025-01-27' }, as)).toEqual([early]);
  expect(await found({ exhibitorId: 'nothing' }, as)).toEqual([]);
});

test('an exhibitor sees its own orders only, on every way to them', async () => {
  const as = { as: actingFor(mine.exhibitorId) };
  expect(await found({}, as)).toEqual([late, early]);
  expect(await found({ exhibitorId: theirs.exhibitorId }, as)).toEqual([]);
  expect((await service.data('query ($id: ID!) { order(id: $id) { id } }', { id: other }, as)).order).toBeNull();
  const entities =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Order { id total { amount } lines { quantity } } } }';
  const of = [other, late].map((id) => ({ __typename: 'Order', id }));
  const seen = { id: late, total: { amount: '35.00' }, lines: [{ quantity: 1 }] };
  expect((await service.data(entities, { of }, as))._entities).toEqual([null, seen]);
  expect((await service.data(entities, { of }))._entities).toEqual([null, null]);
  expect((await service.data(entities, { of }, { as: actingFor(newId()) }))._entities).toEqual([null, null]);
  expect((await service.refusal(orders)).code).toBe('UNAUTHENTICATED');
  expect((await service.refusal('query ($id: ID!) { order(id: $id) { id } }', { id: late })).code).toBe(
    'UNAUTHENTICATED',
  );
  expect((await service.refusal(orders, {}, { as: { id: 'v', role: 'visitor' } })).code).toBe('FORBIDDEN');
});

test('fifty orders with their products cost as many statements as one', async () => {
  const stall = await make.stall(mine.editionId);
  const products = await Promise.all(Array.from({ length: 50 }, () => make.product(stall)));
  await Promise.all(products.map((product) => make.sale(stall, [[product, 1]])));
  const ask = `query ($first: Int!) { orders(first: $first) { totalCount nodes { receiptNumber exhibitor { id }
    lines { amount { amount } product { name { value } exhibitor { id } } } } } }`;
  const count = (first: number) => service.countStatements(() => service.data(ask, { first }, { as: organiser }));
  expect(await count(50)).toBe(await count(1));
});
