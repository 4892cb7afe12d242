import { orderPlaced } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { baskets, buyer, minutesOn, payMutation, placeMutation as place } from '../testing/test-basket.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let basket: ReturnType<typeof baskets>;
let saffron: TestStall;
let honey: TestStall;

const priced = (amount: string, overrides: object = {}) => ({ price: { amount, currency: 'MAD' }, ...overrides });
const refused = (lines: [string, number][], overrides: object = {}, as = buyer()) =>
  service.refusal(place, basket.input(lines, overrides), { as });

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

test('one basket over many producers becomes one order for each, reserved until a deadline that is shown', async () => {
  const [jar, tin, comb] = [await make.product(saffron), await make.product(saffron), await make.product(honey)];
  const placed = await basket.place([
    [jar, 2],
    [comb, 3],
    [tin, 1],
  ]);
  const reservedUntil = minutesOn(15).toISOString();
  expect(placed).toMatchObject({
    ...{ status: 'RESERVED', channel: 'ONLINE', reservedUntil, placedAt: noon.toISOString(), discountPercent: null },
    ...{ subtotal: { amount: '210.00' }, total: { amount: '210.00' }, discount: { amount: '0.00' } },
    orders: [
      {
        ...{ status: 'RESERVED', receiptNumber: '', payment: null, reservedUntil, total: { amount: '105.00' } },
        exhibitor: { id: saffron.exhibitorId },
        lines: [
          { quantity: 2, product: { id: jar } },
          { quantity: 1, product: { id: tin } },
        ],
      },
      { exhibitor: { id: honey.exhibitorId }, total: { amount: '105.00' }, lines: [{ product: { id: comb } }] },
    ],
  });
  expect(await make.ledger(jar)).toEqual({ RECEIVED: 10, RESERVED: -2, sum: 8 });
  expect(await make.available(jar)).toBe(8);
  for (const { id } of placed.orders) {
    const [event] = await basket.told(id);
    expect(event?.type).toBe(orderPlaced.type);
    expect(orderPlaced.data.parse(event?.data)).toMatchObject({ basketId: placed.id, reservedUntil });
  }
});

test('discount and delivery are spread over producers and lines, and add up exactly', async () => {
  const [one, two, three] = [
    await make.product(saffron, priced('0.35')),
    await make.product(saffron, priced('0.35')),
    await make.product(honey, priced('0.35')),
  ];
  const lines: [string, number][] = [
    [one, 1],
    [two, 1],
    [three, 1],
  ];
  const terms = { discountPercent: 10, deliveryFee: { amount: '10.00', currency: 'MAD' } };
  const placed = await basket.place(lines, organiser, terms);
  expect(placed).toMatchObject({
    ...{ subtotal: { amount: '1.05' }, discount: { amount: '0.11' }, delivery: { amount: '10.00' } },
    total: { amount: '10.94' },
    orders: [
      {
        ...{ discount: { amount: '0.07' }, delivery: { amount: '6.67' }, total: { amount: '7.30' } },
        lines: [
          { unitPrice: { amount: '0.35' }, discount: { amount: '0.04' }, amount: { amount: '0.31' } },
          { discount: { amount: '0.03' }, amount: { amount: '0.32' } },
        ],
      },
      { discount: { amount: '0.04' }, delivery: { amount: '3.33' }, total: { amount: '3.64' } },
    ],
  });
});

test('only the organiser, or an exhibitor for its own goods, lowers a price or sets a fee', async () => {
  const lines: [string, number][] = [[await make.product(saffron), 1]];
  expect((await refused(lines, { discountPercent: 10 })).code).toBe('FORBIDDEN');
  expect((await refused(lines, { discountPercent: 10 }, actingFor(honey.exhibitorId))).code).toBe('FORBIDDEN');
  const own = await basket.place(lines, actingFor(saffron.exhibitorId), { discountPercent: 10 });
  expect(own.total.amount).toBe('31.50');
});

test('prices are those of the moment of the reservation, by quantity for wholesale, whatever they are later', async () => {
  const wholesalePrices = [{ from: 10, price: { amount: '30.00', currency: 'MAD' } }];
  const product = await make.product(saffron, { openingStock: 50, wholesalePrices });
  const placed = await basket.place([[product, 10]], buyer(), { channel: 'WHOLESALE' });
  expect(placed).toMatchObject({ channel: 'WHOLESALE', total: { amount: '300.00' } });
  const update = 'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { id } }';
  const input = { productId: product, ...priced('99.00'), wholesalePrices: [] };
  await service.data(update, { input }, { as: organiser });
  const [paid] = await basket.pay({ orderId: placed.orders[0].id });
  expect((await basket.seen(placed.id, organiser)).total.amount).toBe('300.00');
  expect(paid.status).toBe('PAID');
  expect((await basket.place([[product, 10]])).total.amount).toBe('990.00');
});

test('a basket is reserved whole or not at all: SOLD_OUT names each product that is short, with what is left', async () => {
  const [enough, few, none] = [
    await make.product(saffron),
    await make.product(honey, { openingStock: 2 }),
    await make.product(honey, { openingStock: 0 }),
  ];
  const refusal = await refused([
    [enough, 1],
    [few, 3],
    [none, 1],
  ]);
  expect(refusal).toMatchObject({
    code: 'SOLD_OUT',
    products: [
      { id: few, wanted: 3, left: 2 },
      { id: none, wanted: 1, left: 0 },
    ],
  });
  expect([await make.available(enough), await make.available(few)]).toEqual([10, 2]);
});

test('the same basket sent by fifty clients at once is reserved once; the same key with another basket is refused', async () => {
  const product = await make.product(saffron, { openingStock: 100 });
  const as = buyer();
  const variables = basket.input([[product, 2]]);
  const answers = await Promise.all(Array.from({ length: 50 }, () => service.data(place, variables, { as })));
  expect(new Set(answers.map(({ placeOrder }) => placeOrder.id)).size).toBe(1);
  expect(await make.available(product)).toBe(98);
  const lines = [{ productId: product, quantity: 3 }];
  const other = { input: { ...variables.input, lines } };
  expect((await service.refusal(place, other, { as })).code).toBe('IDEMPOTENCY_CONFLICT');
});

test('fifty clients whose baskets overlap in random order: none waits for ever, and never is more reserved than there is', async () => {
  const products = await Promise.all(
    Array.from({ length: 8 }, (_, index) => make.product(index % 2 ? saffron : honey, { openingStock: 20 })),
  );
  const shuffled = (seed: number) =>
    [...products]
      .map((product, index) => ({ product, place: (index * 7919 + seed * 104_729) % 997 }))
      .sort((one, other) => one.place - other.place)
      .slice(0, 5)
      .map(({ product }): [string, number] => [product, 1 + (seed % 2)]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, seed) => service.execute(place, basket.input(shuffled(seed)), { as: buyer() })),
  );
  const codes = new Set(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.code));
  expect([...codes]).toEqual(['SOLD_OUT']);
  expect(answers.filter(({ errors }) => !errors).length).toBeGreaterThan(10);
  for (const product of products) {
    const { RESERVED, RECEIVED, sum } = await make.ledger(product);
    expect(RECEIVED).toBe(20);
    expect(-(RESERVED ?? 0)).toBeLessThanOrEqual(20);
    expect(sum).toBe(await make.available(product));
  }
});

test('refuses what cannot be bought: unknown, withdrawn, of another edition, at a closed stall, after the fair', async () => {
  const product = await make.product(saffron);
  expect(await refused([[newId(), 1]])).toMatchObject({ code: 'NOT_FOUND', type: 'Product' });
  expect((await refused([['nothing', 1]])).code).toBe('NOT_FOUND');
  expect((await refused([[product, 1]], { editionId: newId() })).code).toBe('NOT_FOUND');
  expect((await refused([[product, 1]], { editionId: await make.edition() })).code).toBe('BAD_USER_INPUT');
  expect((await refused([[product, 1]], { channel: 'STAND' })).code).toBe('BAD_USER_INPUT');
  expect((await refused([[product, 1], [product, 2]])).code).toBe('BAD_USER_INPUT'); // prettier-ignore
  const withdrawn = await make.product(saffron);
  const withdraw = 'mutation ($input: WithdrawProductInput!) { withdrawProduct(input: $input) { id } }';
  await service.data(withdraw, { input: { productId: withdrawn, reason: 'moths' } }, { as: organiser });
  expect((await refused([[withdrawn, 1]])).code).toBe('CONFLICT');
  const closed = await make.stall(saffron.editionId);
  const late = await make.product(closed);
  await make.close(closed);
  expect((await refused([[late, 1]])).code).toBe('CONFLICT');
  service.setNow(new Date('2025-02-03T11:00:00Z'));
  expect((await refused([[product, 1]])).code).toBe('BAD_USER_INPUT');
});

test('what was ordered and paid while nothing could be reached is entered by the organiser, also after the fair', async () => {
  const product = await make.product(saffron);
  const [placedAt, paidAt] = [minutesOn(-90).toISOString(), minutesOn(-60).toISOString()];
  const after = new Date('2025-02-05T09:00:00Z');
  service.setNow(after);
  const placed = await basket.place([[product, 2]], organiser, { placedAt, buyerName: 'by telephone' });
  const reservedUntil = new Date(after.getTime() + 15 * 60_000).toISOString();
  expect(placed).toMatchObject({ status: 'RESERVED', placedAt, reservedUntil, orders: [{ reservedUntil }] });
  const [paid] = await basket.pay({ basketId: placed.id, paidAt });
  expect(paid).toMatchObject({ status: 'PAID', paidAt, day: '2025-01-29' });
  expect(paid.receiptNumber).toMatch(/^20250129-/);
  expect(await make.available(product)).toBe(8);
  const told = await basket.told(placed.orders[0].id);
  expect(told.map(({ type }) => type.split('.').at(-2))).toEqual(['placed', 'paid']);
});

test('nobody else enters it, and not for a moment at which it cannot have been', async () => {
  const product = await make.product(saffron);
  const problems = async (overrides: object, as = organiser) => refused([[product, 1]], overrides, as);
  const placedAt = minutesOn(-60).toISOString();
  expect((await problems({ placedAt }, buyer())).code).toBe('FORBIDDEN');
  expect((await problems({ placedAt }, actingFor(saffron.exhibitorId))).code).toBe('FORBIDDEN');
  for (const impossible of [minutesOn(1).toISOString(), '2025-01-26T22:59:59Z']) {
    expect(await problems({ placedAt: impossible })).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'placedAt' }],
    });
  }
  service.setNow(new Date('2025-02-05T09:00:00Z'));
  expect(await problems({ placedAt: '2025-02-02T23:00:00Z' })).toMatchObject({ problems: [{ path: 'placedAt' }] });
  service.setNow(noon);
  const { id: basketId } = await basket.place([[product, 1]], organiser, { placedAt });
  const pay = (paidAt: string, as = organiser) =>
    service.refusal(payMutation, { input: { basketId, method: 'CASH', paidAt } }, { as });
  expect(await pay(minutesOn(-61).toISOString())).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'paidAt' }],
  });
  expect(await pay(minutesOn(1).toISOString())).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'paidAt' }],
  });
  expect((await pay(placedAt, actingFor(saffron.exhibitorId))).code).toBe('FORBIDDEN');
});
