import { orderCancelled } from '@maarad/shared/contracts';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, recordSaleMutation, type TestStall } from '../testing/builders.js';
import { baskets, buyer, cancelMutation, minutesOn, payMutation, placeMutation } from '../testing/test-basket.js';
import { testTill } from '../testing/test-till.js';
import { lapseReservations } from './lapse-reservations.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let basket: ReturnType<typeof baskets>;
let stall: TestStall;

const lastUnit = () => make.product(stall, { openingStock: 1 });
const stored = async (order: string) => {
  const [row] = await service.database.query('SELECT status FROM orders WHERE id = $1', [order]);
  return row.status as string;
};
const balance = async (product: string) => {
  const [row] = await service.database.query('SELECT available FROM products WHERE id = $1', [product]);
  expect((await make.ledger(product)).sum).toBe(row.available);
  return row.available as number;
};

beforeAll(async () => {
  service = await testService(salesService);
  make = builders(service);
  const edition = await make.edition();
  basket = baskets(service, () => edition);
  stall = await make.stall(edition);
});
beforeEach(() => service.setNow(noon));
afterAll(() => service.close());

test('a reservation past its deadline is seen as cancelled, and its goods as available, though nobody was there to end it', async () => {
  const as = buyer();
  const product = await lastUnit();
  const { id, orders } = await basket.place([[product, 1]], as);
  expect(await make.available(product)).toBe(0);
  const products = 'query ($filter: ProductFilter) { products(first: 100, filter: $filter) { nodes { id } } }';
  const inStock = async (wanted: boolean) =>
    (await service.data(products, { filter: { inStock: wanted } })).products.nodes.some(
      (one: any) => one.id === product,
    );
  expect([await inStock(true), await inStock(false)]).toEqual([false, true]);
  service.setNow(minutesOn(15));
  expect([await inStock(true), await inStock(false)]).toEqual([true, false]);
  expect(await basket.seen(id, as)).toMatchObject({ status: 'CANCELLED', orders: [{ status: 'CANCELLED' }] });
  expect(await make.available(product)).toBe(1);
  const ask = `query ($filter: OrderFilter) { myOrders(filter: $filter) { nodes { id status cancelledAt cancelReason } } }`;
  const found = async (statuses: string[]) =>
    (await service.data(ask, { filter: { statuses } }, { as })).myOrders.nodes;
  expect(await found(['RESERVED'])).toEqual([]);
  expect(await found(['CANCELLED'])).toEqual([
    {
      ...{ id: orders[0].id, status: 'CANCELLED', cancelReason: 'the reservation ran out' },
      cancelledAt: minutesOn(15).toISOString(),
    },
  ]);
  expect(await stored(orders[0].id)).toBe('RESERVED');
});

test('the next buyer of the last unit has it after the deadline, online, at the stand and from a till, with no chore run', async () => {
  const [online, atStand, byTill] = [await lastUnit(), await lastUnit(), await lastUnit()];
  const held = await basket.place([
    [online, 1],
    [atStand, 1],
    [byTill, 1],
  ]);
  const next = basket.input([[online, 1]]);
  expect(await service.refusal(placeMutation, next, { as: buyer() })).toMatchObject({ code: 'SOLD_OUT' });
  service.setNow(minutesOn(15));
  expect((await service.data(placeMutation, next, { as: buyer() })).placeOrder.status).toBe('RESERVED');
  await make.sale(stall, [[atStand, 1]]);
  const till = await testTill(service, stall);
  const [synced] = await till.sync(till.entry(1, [[byTill, 1]]));
  expect(synced?.order.settlements).toEqual([]);
  const told = (await basket.told(held.orders[0].id)).filter(({ type }) => type === orderCancelled.type);
  expect(told).toHaveLength(1);
  expect(orderCancelled.data.parse(told[0]?.data)).toMatchObject({ lapsed: true, basketId: held.id });
  for (const product of [online, atStand, byTill]) {
    expect(await balance(product)).toBe(0);
  }
});

test('fifty buyers at once of the last unit that a lapsed reservation held, online and at the stand: one has it', async () => {
  const product = await lastUnit();
  await basket.place([[product, 1]]);
  service.setNow(minutesOn(16));
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      n % 2
        ? service.execute(placeMutation, basket.input([[product, 1]]), { as: buyer() })
        : service.execute(recordSaleMutation, { input: make.saleInput(stall, [[product, 1]]) }, { as: organiser }),
    ),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  const codes = new Set(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.code));
  expect([...codes]).toEqual(['SOLD_OUT']);
  expect(await balance(product)).toBe(0);
});

test('fifty buyers at once of five units that lapsed reservations held: five have one each', async () => {
  const product = await make.product(stall, { openingStock: 5 });
  await Promise.all(Array.from({ length: 5 }, () => basket.place([[product, 1]])));
  service.setNow(minutesOn(16));
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.execute(placeMutation, basket.input([[product, 1]]), { as: buyer() })),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(5);
  expect(await balance(product)).toBe(0);
});

test('a payment past the deadline is refused, before and after anybody has ended the reservation', async () => {
  const product = await lastUnit();
  const { orders } = await basket.place([[product, 1]]);
  service.setNow(minutesOn(15));
  const refused = () =>
    service.refusal(
      payMutation,
      { input: { orderId: orders[0].id, method: 'CASH' } },
      { as: actingFor(stall.exhibitorId) },
    );
  const ranOut = { code: 'CONFLICT', reservedUntil: minutesOn(15).toISOString() };
  expect(await refused()).toMatchObject(ranOut);
  await lapseReservations(service.context());
  expect(await refused()).toMatchObject(ranOut);
  expect(await stored(orders[0].id)).toBe('CANCELLED');
});

test('the end of a reservation is told once and its goods come back once, however many end it at once', async () => {
  const products = await Promise.all(Array.from({ length: 4 }, () => make.product(stall, { openingStock: 50 })));
  const placed = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      basket.place((n % 2 ? products : [...products].reverse()).map((product): [string, number] => [product, 1])),
    ),
  );
  service.setNow(minutesOn(15));
  await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      lapseReservations(service.context(), n % 2 ? undefined : [products[n % 4] as string]),
    ),
  );
  for (const product of products) {
    expect(await balance(product)).toBe(50);
  }
  for (const { orders } of placed) {
    expect((await basket.told(orders[0].id)).filter(({ type }) => type === orderCancelled.type)).toHaveLength(1);
  }
});

test('payments, cancellations, ends and sales all at once at the deadline: the books balance and nothing is oversold', async () => {
  const products = await Promise.all([10, 10, 10].map((openingStock) => make.product(stall, { openingStock })));
  const lines = products.map((product): [string, number] => [product, 1]);
  const placed = await Promise.all(Array.from({ length: 10 }, () => basket.place(lines)));
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      service.setNow(minutesOn(n % 3 ? 14 : 15));
      const { id } = placed[n % 10] as { id: string };
      const as = { as: organiser };
      return [
        () => service.execute(payMutation, { input: { basketId: id, method: 'CASH' } }, as),
        () => service.execute(cancelMutation, { input: { basketId: id, reason: 'x' } }, as),
        () => lapseReservations(service.context()),
        () => service.execute(recordSaleMutation, { input: make.saleInput(stall, lines) }, as),
        () => service.execute(placeMutation, basket.input([...lines].reverse()), { as: buyer() }),
      ][n % 5]?.();
    }),
  );
  for (const { extensions } of answers.flatMap((answer) => answer?.errors ?? [])) {
    expect(['SOLD_OUT', 'CONFLICT', 'ILLEGAL_TRANSITION']).toContain(extensions?.code);
  }
  for (const product of products) {
    expect(await balance(product)).toBeGreaterThanOrEqual(0);
    const [books] = await service.database.query(
      `SELECT coalesce(sum(r.quantity), 0)::integer AS reserved,
         (SELECT count(*)::integer FROM orders WHERE status IN ('PAID', 'FULFILLED') AND lines @> $2) AS sold
       FROM reservations r JOIN orders o ON o.id = r.order_id AND o.status IN ('RESERVED', 'PLACED') WHERE r.product_id = $1`,
      [product, JSON.stringify([{ productId: product }])],
    );
    expect(books.reserved + books.sold + (await balance(product))).toBe(10);
  }
});

test('what is counted at a stall are the goods that are kept for buyers too', async () => {
  const product = await make.product(stall);
  await basket.place([[product, 4]]);
  const correct = 'mutation ($input: CorrectStockInput!) { correctStock(input: $input) { available } }';
  const counted = (count: number) => ({
    input: { productId: product, counted: count, reason: 'counted', idempotencyKey: String(count) },
  });
  expect((await service.data(correct, counted(10), { as: organiser })).correctStock.available).toBe(6);
  expect((await service.data(correct, counted(5), { as: organiser })).correctStock.available).toBe(1);
  expect((await service.refusal(correct, counted(3), { as: organiser })).code).toBe('SOLD_OUT');
});
