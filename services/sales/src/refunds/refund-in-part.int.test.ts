import fc from 'fast-check';
import { orderPartlyRefunded, orderRefunded } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let stall: TestStall;

const refund = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { id status refundedAt
  refunded { amount } refunds { amount { amount } payment restocked reason day lines { quantity amount { amount } product { id } } } } }`;
const asked = (orderId: string, overrides: object = {}) => ({
  input: { orderId, reason: 'dented', idempotencyKey: newId(), ...overrides },
});
const goods = (productId: string, quantity: number) => ({ lines: [{ productId, quantity }] });
const dirhams = (amount: string) => ({ amount: { amount, currency: 'MAD' } });
const refundedOnce = async (variables: object) =>
  (await service.data(refund, variables as never, { as: organiser })).refundOrder;
const told = async (order: string) =>
  (await service.told()).filter(({ subject }) => subject === order).map(({ type }) => type);

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  stall = await make.stall(await make.edition());
});
afterAll(() => service.close());

test('goods that come back are refunded at their price and are in stock again; the last part makes the order refunded', async () => {
  const product = await make.product(stall);
  const order = await make.sale(stall, [[product, 3]]);
  expect(await refundedOnce(asked(order, goods(product, 2)))).toEqual({
    ...{ id: order, status: 'PAID', refundedAt: null, refunded: { amount: '70.00' } },
    refunds: [
      {
        ...{ amount: { amount: '70.00' }, payment: 'CASH', restocked: true, reason: 'dented', day: '2025-01-29' },
        lines: [{ quantity: 2, amount: { amount: '70.00' }, product: { id: product } }],
      },
    ],
  });
  expect(await make.available(product)).toBe(9);
  const whole = await refundedOnce({ input: { orderId: order, reason: 'all of it' } });
  expect(whole).toMatchObject({ status: 'REFUNDED', refundedAt: noon.toISOString(), refunded: { amount: '105.00' } });
  expect(whole.refunds.map((one: any) => one.amount.amount)).toEqual(['70.00', '35.00']);
  expect(await make.ledger(product)).toEqual({ RECEIVED: 10, SOLD: -3, REFUNDED: 3, sum: 10 });
  expect((await told(order)).slice(1)).toEqual([orderPartlyRefunded.type, orderRefunded.type]);
});

test('goods that are spoilt are refunded and do not come back into stock', async () => {
  const product = await make.product(stall);
  const order = await make.sale(stall, [[product, 3]]);
  await refundedOnce(asked(order, { ...goods(product, 1), restock: false }));
  expect(await make.available(product)).toBe(7);
  await refundedOnce({ input: { orderId: order, reason: 'the rest' } });
  expect(await make.ledger(product)).toEqual({ RECEIVED: 10, SOLD: -3, REFUNDED: 2, sum: 9 });
});

test('money alone is spread over the lines exactly, and nothing comes back into stock', async () => {
  const products = [await make.product(stall), await make.product(stall), await make.product(stall)];
  const order = await make.sale(
    stall,
    products.map((product): [string, number] => [product, 1]),
  );
  const { status, refunds } = await refundedOnce(asked(order, { ...dirhams('10.00'), payment: 'TRANSFER' }));
  expect(status).toBe('PAID');
  expect(refunds[0]).toMatchObject({ payment: 'TRANSFER', amount: { amount: '10.00' } });
  expect(refunds[0].lines.map((line: any) => line.amount.amount)).toEqual(['3.34', '3.33', '3.33']);
  expect(await make.available(products[0] as string)).toBe(9);
});

test('the same refund sent by fifty clients at once is made once and told once', async () => {
  const product = await make.product(stall);
  const order = await make.sale(stall, [[product, 4]]);
  const variables = asked(order, goods(product, 1));
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.data(refund, variables, { as: actingFor(stall.exhibitorId) })),
  );
  expect(new Set(answers.map(({ refundOrder }) => refundOrder.refunded.amount))).toEqual(new Set(['35.00']));
  expect(await make.available(product)).toBe(7);
  expect((await told(order)).slice(1)).toEqual([orderPartlyRefunded.type]);
  expect(
    (
      await service.refusal(
        refund,
        { input: { ...variables.input, reason: 'y' } },
        { as: actingFor(stall.exhibitorId) },
      )
    ).code,
  ).toBe('IDEMPOTENCY_CONFLICT');
});

test('fifty clients give back a unit each of an order of four: four units come back, once each', async () => {
  const product = await make.product(stall);
  const order = await make.sale(stall, [[product, 4]]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.execute(refund, asked(order, goods(product, 1)), { as: organiser })),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(4);
  const refusals = new Set(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.code));
  expect([...refusals].every((code) => code === 'ILLEGAL_TRANSITION' || code === 'CONFLICT')).toBe(true);
  expect(await make.available(product)).toBe(10);
  expect((await told(order)).filter((type) => type === orderRefunded.type)).toHaveLength(1);
});

test('never is more refunded than was paid: it is refused with what is left, and the database refuses it too', async () => {
  const product = await make.product(stall);
  const order = await make.sale(stall, [[product, 2]]);
  await refundedOnce(asked(order, dirhams('60.00')));
  const refused = (overrides: object) => service.refusal(refund, asked(order, overrides), { as: organiser });
  expect(await refused(dirhams('10.01'))).toMatchObject({
    code: 'CONFLICT',
    left: { amount: '10.00', currency: 'MAD' },
  });
  expect(await refused(goods(product, 3))).toMatchObject({
    code: 'CONFLICT',
    left: { productId: product, quantity: 2 },
  });
  expect((await refused(goods(newId(), 1))).code).toBe('BAD_USER_INPUT');
  expect((await refused({ amount: { amount: '1.00', currency: 'EUR' } })).code).toBe('BAD_USER_INPUT');
  expect((await refused({ ...dirhams('1.00'), idempotencyKey: null })).code).toBe('BAD_USER_INPUT');
  for (const statement of [
    'UPDATE orders SET refunded_minor = 7001 WHERE id = $1',
    'UPDATE line_refunds SET returned = 3 WHERE order_id = $1',
    'UPDATE line_refunds SET refunded_minor = 7001 WHERE order_id = $1',
  ]) {
    await expect(service.database.query(statement, [order])).rejects.toThrow(/check constraint/);
  }
});

test('whatever is refunded of an order in whatever parts, the parts never exceed the total and the ledger balances', async () => {
  const step = fc.record({
    lines: fc.option(
      fc.array(fc.record({ at: fc.nat(2), quantity: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 }),
    ),
    amount: fc.option(fc.integer({ min: 1, max: 9_000 })),
    restock: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      const prices = ['35.00', '3.33', '120.50'];
      const products = await Promise.all(
        prices.map((amount) => make.product(stall, { price: { amount, currency: 'MAD' } })),
      );
      const order = await make.sale(
        stall,
        products.map((product, index): [string, number] => [product, index + 2]),
      );
      for (const { lines, amount, restock } of steps) {
        const named = new Map((lines ?? []).map(({ at, quantity }) => [products[at] as string, quantity]));
        const input = {
          ...(named.size > 0 && { lines: [...named].map(([productId, quantity]) => ({ productId, quantity })) }),
          ...(amount && dirhams((amount / 100).toFixed(2))),
          restock,
        };
        const { errors } = await service.execute(refund, asked(order, input), { as: organiser });
        expect(['CONFLICT', 'ILLEGAL_TRANSITION']).toContain(errors?.[0]?.extensions?.code ?? 'CONFLICT');
      }
      const [books] = await service.database.query(
        `SELECT total_minor::integer AS total, refunded_minor::integer AS refunded, status,
           (SELECT coalesce(sum(amount_minor), 0)::integer FROM refunds WHERE order_id = o.id) AS refunds,
           (SELECT coalesce(sum(refunded_minor), 0)::integer FROM line_refunds WHERE order_id = o.id) AS lines,
           (SELECT count(*)::integer FROM outbox WHERE subject = o.id AND event->>'type' LIKE '%refunded.v1') AS events,
           (SELECT count(*)::integer FROM refunds WHERE order_id = o.id) AS times
         FROM orders o WHERE id = $1`,
        [order],
      );
      expect(books.refunded).toBeLessThanOrEqual(books.total);
      expect(books.status === 'REFUNDED').toBe(books.refunded === books.total);
      expect([books.refunds, books.lines, books.events]).toEqual([books.refunded, books.refunded, books.times]);
      for (const product of products) {
        const available = await make.available(product);
        expect(available).toBeLessThanOrEqual(10);
        expect((await make.ledger(product)).sum).toBe(available);
      }
    }),
    { numRuns: 20 },
  );
});

test('the refunds of fifty orders cost as many statements as those of one, and no other exhibitor sees them', async () => {
  const own = await make.stall(stall.editionId);
  const product = await make.product(own, { openingStock: 100 });
  const orders = await Promise.all(Array.from({ length: 50 }, () => make.sale(own, [[product, 1]])));
  await Promise.all(orders.map((order) => refundedOnce(asked(order, dirhams('1.00')))));
  const ask = `query ($first: Int!) { orders(first: $first) { nodes { refunded { amount } refunds { amount { amount } } } } }`;
  const as = actingFor(own.exhibitorId);
  const count = (first: number) => service.countStatements(() => service.data(ask, { first }, { as }));
  expect(await count(50)).toBe(await count(1));
  const entities = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Order { refunds { id } } } }';
  const of = [{ __typename: 'Order', id: orders[0] }];
  for (const stranger of [actingFor(newId()), undefined]) {
    expect((await service.data(entities, { of }, { as: stranger }))._entities).toEqual([null]);
  }
});
