import { orderFulfilled, orderPaid, orderPlaced, orderRefunded } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';
import {
  baskets,
  buyer,
  cancelMutation as cancel,
  fulfilMutation as fulfil,
  minutesOn,
  payMutation as pay,
} from '../testing/test-basket.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let basket: ReturnType<typeof baskets>;
let saffron: TestStall;
let honey: TestStall;

const refusedPayment = (input: object, as = organiser) =>
  service.refusal(pay, { input: { method: 'CARD', ...input } }, { as });
const codesOf = (answers: { errors?: readonly { extensions?: { code?: unknown } }[] }[]) =>
  answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.code);
const typesOf = async (order: string) => (await basket.told(order)).map(({ type }) => type);

beforeAll(async () => {
  service = await testService(salesService);
  make = builders(service);
  const edition = await make.edition();
  basket = baskets(service, () => edition);
  saffron = await make.stall(edition);
  honey = await make.stall(edition);
});
beforeEach(() => service.setNow(noon));
afterAll(() => service.close());

test('a payment in time makes each order of the basket a sale of its day, with a receipt of its exhibitor', async () => {
  const stalls = [await make.stall(saffron.editionId), await make.stall(saffron.editionId)];
  const products = await Promise.all(stalls.map((stall) => make.product(stall)));
  const { id, orders } = await basket.place(products.map((product): [string, number] => [product, 2]));
  service.setNow(minutesOn(14));
  const paid = await basket.pay({ basketId: id, method: 'MOBILE', reference: 'M-77' });
  expect(paid).toHaveLength(2);
  for (const order of paid) {
    expect(order).toMatchObject({
      ...{ status: 'PAID', payment: 'MOBILE', paymentReference: 'M-77', receiptNumber: '20250129-0001' },
      ...{ paidAt: minutesOn(14).toISOString(), day: '2025-01-29' },
    });
  }
  for (const product of products) {
    expect(await make.ledger(product)).toEqual({ RECEIVED: 10, RESERVED: -2, RELEASED: 2, SOLD: -2, sum: 8 });
    expect(await make.available(product)).toBe(8);
  }
  expect((await basket.seen(id, organiser)).status).toBe('PAID');
  const [, event] = await basket.told(orders[0].id);
  expect(orderPaid.data.parse(event?.data)).toMatchObject({
    ...{ basketId: id, receiptNumber: '20250129-0001', payment: 'MOBILE', soldAt: minutesOn(14).toISOString() },
    total: { minor: 7000, currency: 'MAD' },
  });
});

test('an order is paid once, however many say so at once', async () => {
  const product = await make.product(saffron);
  const { id, orders } = await basket.place([[product, 1]]);
  const inputs = Array.from({ length: 50 }, (_, n) => (n % 2 ? { basketId: id } : { orderId: orders[0].id }));
  const answers = await Promise.all(
    inputs.map((input) => service.execute(pay, { input: { method: 'CASH', ...input } }, { as: organiser })),
  );
  expect(codesOf(answers)).toEqual(Array(49).fill('ILLEGAL_TRANSITION'));
  expect(await typesOf(orders[0].id)).toEqual([orderPlaced.type, orderPaid.type]);
});

test('fifty payments of baskets over the same producers: receipts without gaps, and nobody waits for ever', async () => {
  const stalls = await Promise.all([1, 2, 3].map(() => make.stall(saffron.editionId)));
  const products = await Promise.all(stalls.map((stall) => make.product(stall, { openingStock: 100 })));
  const placed = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      basket.place((n % 2 ? products : [...products].reverse()).map((product): [string, number] => [product, 1])),
    ),
  );
  const sales = products.map((product, n) => make.sale(stalls[n] as TestStall, [[product, 1]]));
  await Promise.all([...placed.map(({ id }) => basket.pay({ basketId: id })), ...sales]);
  for (const { exhibitorId } of stalls) {
    const rows: { receipt_number: string }[] = await service.database.query(
      'SELECT receipt_number FROM orders WHERE exhibitor_id = $1 ORDER BY receipt_number',
      [exhibitorId],
    );
    const numbers = Array.from({ length: 51 }, (_, n) => `20250129-${String(n + 1).padStart(4, '0')}`);
    expect(rows.map((row) => row.receipt_number)).toEqual(numbers);
  }
});

test('whoever receives the money says that it is there; its buyer announces a transfer, which keeps the goods longer', async () => {
  const as = buyer();
  const product = await make.product(saffron);
  const { id, orders } = await basket.place([[product, 1]], as);
  const orderId = orders[0].id;
  for (const stranger of [as, actingFor(honey.exhibitorId), buyer()]) {
    expect((await refusedPayment({ orderId }, stranger)).code).toBe('FORBIDDEN');
  }
  expect((await service.refusal(pay, { input: { orderId, method: 'TRANSFER' } })).code).toBe('UNAUTHENTICATED');
  expect((await refusedPayment({ orderId, method: 'TRANSFER' }, buyer())).code).toBe('FORBIDDEN');
  const [placed] = await basket.pay({ orderId, method: 'TRANSFER', reference: 'T-1' }, as);
  const reservedUntil = minutesOn(3 * 24 * 60).toISOString();
  expect(placed).toMatchObject({ status: 'PLACED', reservedUntil, payment: null, paymentReference: 'T-1' });
  expect(await basket.seen(id, as)).toMatchObject({ status: 'PLACED', reservedUntil });
  service.setNow(minutesOn(60));
  const [paid] = await basket.pay({ orderId, method: 'TRANSFER' }, actingFor(saffron.exhibitorId));
  expect(paid).toMatchObject({ status: 'PAID', payment: 'TRANSFER', paymentReference: 'T-1' });
});

test('a paid order is handed over once, by its exhibitor; none before it is paid', async () => {
  const { orders } = await basket.place([[await make.product(saffron), 1]]);
  const orderId = orders[0].id;
  const refused = (as = organiser) => service.refusal(fulfil, { input: { orderId } }, { as });
  expect((await refused()).code).toBe('ILLEGAL_TRANSITION');
  await basket.pay({ orderId });
  expect((await refused(actingFor(honey.exhibitorId))).code).toBe('FORBIDDEN');
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      service.execute(fulfil, { input: { orderId } }, { as: actingFor(saffron.exhibitorId) }),
    ),
  );
  expect(codesOf(answers)).toEqual(Array(49).fill('ILLEGAL_TRANSITION'));
  expect(answers.find(({ errors }) => !errors)?.data?.fulfilOrder).toMatchObject({
    ...{ status: 'FULFILLED', fulfilledAt: noon.toISOString() },
  });
  expect((await refused()).code).toBe('ILLEGAL_TRANSITION');
  expect(await typesOf(orderId)).toEqual([orderPlaced.type, orderPaid.type, orderFulfilled.type]);
  const sale = await make.sale(saffron, [[await make.product(saffron), 1]]);
  expect((await service.refusal(fulfil, { input: { orderId: sale } }, { as: organiser })).code).toBe('CONFLICT');
});

test('a buyer cancels what is not paid, and its goods are in stock again, once', async () => {
  const as = buyer();
  const product = await make.product(saffron);
  const { id, orders } = await basket.place([[product, 4]], as);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      service.execute(
        cancel,
        { input: { reason: 'x', ...(n % 2 ? { basketId: id } : { orderId: orders[0].id }) } },
        { as },
      ),
    ),
  );
  expect(codesOf(answers)).toEqual(Array(49).fill('ILLEGAL_TRANSITION'));
  expect(await make.ledger(product)).toEqual({ RECEIVED: 10, RESERVED: -4, RELEASED: 4, sum: 10 });
  expect((await basket.told(orders[0].id)).at(-1)).toMatchObject({ data: { reason: 'x', lapsed: false } });
  expect((await refusedPayment({ orderId: orders[0].id })).code).toBe('ILLEGAL_TRANSITION');
});

test('what is paid and not handed over is refunded whole when it is cancelled, by its exhibitor and not by its buyer', async () => {
  const as = buyer();
  const product = await make.product(saffron);
  const { orders } = await basket.place([[product, 4]], as);
  const orderId = orders[0].id;
  await basket.pay({ orderId, method: 'CARD' });
  const input = { orderId, reason: 'too late' };
  expect((await service.refusal(cancel, { input }, { as })).code).toBe('FORBIDDEN');
  const [cancelled] = await basket.cancel({ orderId }, actingFor(saffron.exhibitorId));
  expect(cancelled).toMatchObject({ status: 'REFUNDED', refunded: { amount: '140.00' } });
  expect(await make.available(product)).toBe(10);
  expect((await typesOf(orderId)).at(-1)).toBe(orderRefunded.type);
  const [handed] = (await basket.place([[product, 1]])).orders;
  await basket.pay({ orderId: handed.id });
  await basket.fulfil(handed.id);
  expect((await service.refusal(cancel, { input: { ...input, orderId: handed.id } }, { as: organiser })).code).toBe(
    'ILLEGAL_TRANSITION',
  );
});

test('a refund of an order with discount and delivery gives back all of it, to the minor unit', async () => {
  const product = await make.product(saffron, { price: { amount: '3.33', currency: 'MAD' } });
  const terms = { discountPercent: 15, deliveryFee: { amount: '7.77', currency: 'MAD' } };
  const { total, orders } = await basket.place([[product, 5]], organiser, terms);
  const orderId = orders[0].id;
  await basket.pay({ orderId });
  const refund = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { status refunded { amount } refunds { amount { amount } } } }`;
  const part = { orderId, reason: 'x', idempotencyKey: newId(), lines: [{ productId: product, quantity: 2 }] };
  await service.data(refund, { input: part }, { as: organiser });
  const whole = await service.data(refund, { input: { orderId, reason: 'y' } }, { as: organiser });
  expect(whole.refundOrder).toMatchObject({ status: 'REFUNDED', refunded: total });
});

test('refuses to pay or cancel what is not named, or named twice', async () => {
  for (const input of [{}, { orderId: newId(), basketId: newId() }]) {
    expect((await refusedPayment(input)).code).toBe('BAD_USER_INPUT');
  }
  expect(await refusedPayment({ orderId: newId() })).toMatchObject({ code: 'NOT_FOUND', type: 'Order' });
  expect(await refusedPayment({ basketId: newId() })).toMatchObject({ code: 'NOT_FOUND', type: 'Basket' });
});

test('a stall that closes cancels what is reserved there, not what is paid, and nothing more is paid there', async () => {
  const stall = await make.stall(saffron.editionId);
  const product = await make.product(stall);
  const [reserved] = (await basket.place([[product, 1]])).orders;
  const [paid] = await basket.pay({ basketId: (await basket.place([[product, 2]])).id });
  await make.close(stall);
  const statusOf = async (id: string) =>
    (await service.data('query ($id: ID!) { order(id: $id) { status cancelReason } }', { id }, { as: organiser }))
      .order;
  expect(await statusOf(reserved.id)).toEqual({
    ...{ status: 'CANCELLED', cancelReason: 'the exhibitor no longer takes part' },
  });
  expect(await statusOf(paid.id)).toEqual({ status: 'PAID', cancelReason: null });
  expect((await refusedPayment({ orderId: reserved.id })).code).toBe('ILLEGAL_TRANSITION');
  expect(await make.ledger(product)).toMatchObject({ SOLD: -2, sum: 8 });
});

test('sales figures count what is paid, less what was given back of it, and nothing that is only reserved', async () => {
  const edition = await make.edition();
  const own = baskets(service, () => edition);
  const stall = await make.stall(edition);
  const product = await make.product(stall);
  await own.place([[product, 1]]);
  const [paid] = await own.pay({ basketId: (await own.place([[product, 2]])).id });
  await own.fulfil(paid.id);
  const [back] = await own.pay({ basketId: (await own.place([[product, 3]])).id });
  await own.cancel({ orderId: back.id });
  const ask =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Edition { sales { orders revenue { amount } refunds { amount } } } } }';
  const [{ sales }] = (await service.data(ask, { of: [{ __typename: 'Edition', id: edition }] }))._entities;
  expect(sales).toEqual({ orders: 1, revenue: { amount: '70.00' }, refunds: { amount: '105.00' } });
});
