import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { baskets, buyer, placeMutation } from '../testing/test-basket.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let basket: ReturnType<typeof baskets>;
let saffron: TestStall;
let honey: TestStall;
let placed: Record<string, any>;

const me = buyer();
const contact = { buyerName: 'Khadija', buyerContact: '+212600000000', deliveryNote: 'behind the mosque' };
const order = 'query ($id: ID!) { order(id: $id) { id buyerName buyerContact deliveryNote basket { id } } }';
const entities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Order { id buyerContact basket { buyerContact } } } }`;
const mine = 'query ($filter: OrderFilter) { myOrders(filter: $filter) { totalCount nodes { id } } }';

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  const edition = await make.edition();
  basket = baskets(service, () => edition);
  saffron = await make.stall(edition);
  honey = await make.stall(edition);
  placed = await basket.place(
    [
      [await make.product(saffron), 1],
      [await make.product(honey), 1],
    ],
    me,
    contact,
  );
});
afterAll(() => service.close());

test('a buyer sees the own basket and orders, the organiser all, an exhibitor its own orders and not the basket', async () => {
  const [first, second] = placed.orders.map(({ id }: { id: string }) => id);
  for (const as of [me, organiser]) {
    expect((await basket.seen(placed.id, as)).orders).toHaveLength(2);
    expect((await service.data(order, { id: first }, { as })).order).toEqual({
      id: first,
      ...contact,
      basket: { id: placed.id },
    });
  }
  const as = actingFor(saffron.exhibitorId);
  expect((await service.data(order, { id: first }, { as })).order).toEqual({ id: first, ...contact, basket: null });
  expect((await service.data(order, { id: second }, { as })).order).toBeNull();
  expect(await basket.seen(placed.id, as)).toBeNull();
});

test('nobody else sees a basket, its orders or its buyer, on whatever way to them', async () => {
  const of = [{ __typename: 'Order', id: placed.orders[0].id }];
  for (const as of [buyer(), actingFor(newId()), { id: me.id, role: 'visitor' as const, exhibitorId: newId() }].slice(
    0,
    2,
  )) {
    expect((await service.data(order, { id: placed.orders[0].id }, { as })).order).toBeNull();
    expect(await basket.seen(placed.id, as)).toBeNull();
    expect((await service.data(entities, { of }, { as }))._entities).toEqual([null]);
    expect((await service.data(mine, {}, { as })).myOrders).toEqual({ totalCount: 0, nodes: [] });
  }
  expect((await service.data(entities, { of }))._entities).toEqual([null]);
  for (const ask of [order, 'query ($id: ID!) { basket(id: $id) { id } }', mine]) {
    expect((await service.refusal(ask, { id: placed.id })).code).toBe('UNAUTHENTICATED');
  }
  expect((await service.refusal(placeMutation, basket.input([[await make.product(honey), 1]]))).code).toBe(
    'UNAUTHENTICATED',
  );
});

test('a buyer finds the own orders, page by page and by status; with a token for a stand the list of orders is the stand’s', async () => {
  const { myOrders } = await service.data(mine, {}, { as: me });
  expect(myOrders.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
    placed.orders.map(({ id }: any) => id).sort(),
  );
  expect((await service.data(mine, { filter: { statuses: ['PAID'] } }, { as: me })).myOrders.totalCount).toBe(0);
  expect((await service.refusal('{ orders { totalCount } }', {}, { as: me })).code).toBe('FORBIDDEN');
  const { orders } = await service.data('{ orders { nodes { id } } }', {}, { as: actingFor(honey.exhibitorId) });
  expect(orders.nodes).toEqual([{ id: placed.orders[1].id }]);
});

test('no event says anything of the buyer', async () => {
  await basket.pay({ basketId: placed.id });
  await basket.fulfil(placed.orders[0].id);
  await basket.cancel({ orderId: placed.orders[1].id });
  const told = JSON.stringify(await service.told());
  for (const personal of [me.id, ...Object.values(contact)]) {
    expect(told).not.toContain(personal);
  }
});

test('fifty orders of a buyer with their baskets cost as many statements as one', async () => {
  const as = buyer();
  const product = await make.product(honey, { openingStock: 100 });
  await Promise.all(Array.from({ length: 50 }, () => basket.place([[product, 1]], as, contact)));
  const ask = `query ($first: Int!) { myOrders(first: $first) { totalCount nodes { status buyerName
    basket { id status total { amount } orders { id } } lines { product { id available } } refunds { id } } } }`;
  const count = (first: number) => service.countStatements(() => service.data(ask, { first }, { as }));
  expect(await count(50)).toBe(await count(1));
});
