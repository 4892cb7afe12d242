import { eventCatalogue, saleRecorded, stockExhausted } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type TestService } from '@maarad/shared/testing';
import { builders, noon, recordSaleMutation as record, type TestStall } from '../testing/builders.js';
import { openSales } from '../testing/open-sales.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let stall: TestStall;

const asked = (lines: [string, number][], overrides: object = {}) => ({
  input: make.saleInput(stall, lines, overrides),
});
const refused = (lines: [string, number][], overrides: object = {}) =>
  service.refusal(record, asked(lines, overrides), { as: organiser });
const rows = async () => {
  const [counts] = await service.database.query(
    `SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM stock_movements) AS movements,
      (SELECT count(*) FROM outbox) AS events, (SELECT count(*) FROM idempotency_keys) AS keys`,
  );
  return counts;
};

beforeAll(async () => {
  ({ service, make, edition, stall } = await openSales());
});
afterAll(() => service.close());

test('a sale is paid at once: order, ledger, stock and event say the same', async () => {
  const [saffron, honey] = [
    await make.product(stall),
    await make.product(stall, { category: 'HONEY', price: { amount: '120.50', currency: 'MAD' } }),
  ];
  const soldAt = '2025-01-28T23:30:00.000Z';
  const variables = asked(
    [
      [honey, 2],
      [saffron, 1],
    ],
    { soldAt, payment: 'CARD' },
  );
  const { made } = await service.data(record, variables, { as: actingFor(stall.exhibitorId) });
  expect(made).toEqual({
    ...{ id: made.id, receiptNumber: expect.stringMatching(/^20250129-\d{4}$/), channel: 'STAND', payment: 'CARD' },
    ...{ status: 'PAID', placedAt: soldAt, day: '2025-01-29', total: { amount: '276.00', currency: 'MAD' } },
    lines: [
      {
        quantity: 2,
        category: 'HONEY',
        unitPrice: { amount: '120.50' },
        amount: { amount: '241.00' },
        product: { id: honey },
      },
      {
        quantity: 1,
        category: 'SAFFRON',
        unitPrice: { amount: '35.00' },
        amount: { amount: '35.00' },
        product: { id: saffron },
      },
    ],
  });
  const stored = await service.data(
    `query ($id: ID!) { made: order(id: $id) { ${record.slice(record.indexOf('receiptNumber'), -2)} }`,
    { id: made.id },
    { as: organiser },
  );
  expect({ id: made.id, ...stored.made }).toEqual(made);
  expect([await make.available(honey), await make.available(saffron)]).toEqual([8, 9]);
  expect(await make.ledger(honey)).toEqual({ RECEIVED: 10, SOLD: -2, sum: 8 });
  const [event] = (await service.told(saleRecorded.type)).filter(({ subject }) => subject === made.id);
  expect(event).toMatchObject({
    ...saleRecorded.envelope(made.id, { edition, region: 'DRAA_TAFILALET', at: noon }),
    id: expect.anything(),
    sequence: '0000000001',
  });
  expect(saleRecorded.data.parse(event?.data)).toMatchObject({
    ...{
      exhibitorId: stall.exhibitorId,
      editionId: edition,
      kind: 'AGRICULTURAL_COOPERATIVE',
      soldAt,
      day: '2025-01-29',
    },
    ...{ receiptNumber: made.receiptNumber, total: { minor: 27600, currency: 'MAD' } },
  });
});

test('two hundred sales at once of a stock of 50: fifty succeed, the others are told that nothing is left', async () => {
  const product = await make.product(stall, { openingStock: 50 });
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => service.execute(record, asked([[product, 1]]), { as: organiser })),
  );
  const sold = answers.filter(({ errors }) => !errors).map(({ data }) => data?.made.id as string);
  const refusals = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions);
  expect(sold).toHaveLength(50);
  expect(refusals).toHaveLength(150);
  const soldOut = { code: 'SOLD_OUT', products: [{ id: product, wanted: 1, left: 0 }] };
  expect(refusals).toEqual(Array(150).fill(soldOut));
  expect(await make.available(product)).toBe(0);
  expect(await make.ledger(product)).toEqual({ RECEIVED: 50, SOLD: -50, sum: 0 });
  const told = await service.told();
  expect(told.filter(({ subject }) => sold.includes(subject))).toHaveLength(50);
  expect(told.filter(({ type, subject }) => type === stockExhausted.type && subject === product)).toHaveLength(1);
  const receipts = answers.flatMap(({ data }) => (data?.made ? [data.made.receiptNumber] : []));
  expect(new Set(receipts).size).toBe(50);
});

test('a sale is told apart from stock, each in the topic of its contract', async () => {
  const product = await make.product(stall, { openingStock: 1 });
  await make.sale(stall, [[product, 1]]);
  const topics: { topic: string; type: string }[] = await service.database.query(
    `SELECT DISTINCT topic, event->>'type' AS type FROM outbox`,
  );
  expect(topics.map(({ type }) => type)).toEqual(expect.arrayContaining([saleRecorded.type, stockExhausted.type]));
  expect(topics).toEqual(
    topics.map(({ type }) => ({ topic: eventCatalogue.find((one) => one.type === type)?.topic, type })),
  );
});

test('baskets that cross in opposite order do not stand in each other’s way', async () => {
  const products = await Promise.all(Array.from({ length: 6 }, () => make.product(stall, { openingStock: 100 })));
  const basket = products.map((product): [string, number] => [product, 1]);
  const baskets = Array.from({ length: 60 }, (_, index) => (index % 2 ? basket : [...basket].reverse()));
  await Promise.all(baskets.map((lines) => make.sale(stall, lines)));
  expect(await Promise.all(products.map((product) => make.available(product)))).toEqual(Array(6).fill(40));
});

test('one line that is short takes the whole sale with it, and nothing is left behind', async () => {
  const [plenty, few] = [await make.product(stall), await make.product(stall, { openingStock: 2 })];
  const before = await rows();
  expect(
    await refused([
      [plenty, 1],
      [few, 3],
    ]),
  ).toMatchObject({
    code: 'SOLD_OUT',
    products: [{ id: few, wanted: 3, left: 2 }],
  });
  expect(await rows()).toEqual(before);
  expect([await make.available(plenty), await make.available(few)]).toEqual([10, 2]);
});

test('a refused attempt may come again with the same key', async () => {
  const product = await make.product(stall, { openingStock: 0 });
  const variables = asked([[product, 1]]);
  expect((await service.refusal(record, variables, { as: organiser })).code).toBe('SOLD_OUT');
  const input = { productId: product, quantity: 1, idempotencyKey: newId() };
  await service.data(
    'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }',
    { input },
    { as: organiser },
  );
  expect((await service.data(record, variables, { as: organiser })).made.status).toBe('PAID');
});

test('the same key and input is one order, fifty times at once or later; another input is refused', async () => {
  const product = await make.product(stall);
  const variables = asked([[product, 2]]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.data(record, variables, { as: actingFor(stall.exhibitorId) })),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await make.available(product)).toBe(8);
  const other = { input: { ...variables.input, payment: 'MOBILE' } };
  expect(await service.refusal(record, other, { as: actingFor(stall.exhibitorId) })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
    key: variables.input.idempotencyKey,
  });
  expect(await make.available(product)).toBe(8);
});

test('what is told as exhausted has been sold to the last piece', async () => {
  const [first, second] = [
    await make.product(stall, { openingStock: 1 }),
    await make.product(stall, { openingStock: 2 }),
  ];
  const order = await make.sale(stall, [
    [first, 1],
    [second, 2],
  ]);
  const told = (await service.told()).slice(-3);
  expect(told.map(({ type }) => type)).toEqual([saleRecorded.type, stockExhausted.type, stockExhausted.type]);
  expect(told.map(({ subject }) => subject).sort()).toEqual([order, first, second].sort());
  for (const event of told.slice(1)) {
    expect(stockExhausted.data.parse(event.data)).toEqual({ exhibitorId: stall.exhibitorId, editionId: edition });
    expect(event.sequence).toBe('0000000002');
  }
});

test('refuses what is no sale, each with its own code, and writes nothing', async () => {
  const product = await make.product(stall);
  const other = await make.stall(edition);
  const foreign = await make.product(other);
  const withdrawn = await make.product(stall);
  const input = { productId: withdrawn, reason: 'moth' };
  await service.data(
    'mutation ($input: WithdrawProductInput!) { withdrawProduct(input: $input) { id } }',
    { input },
    { as: organiser },
  );
  const before = await rows();
  for (const quantity of [0, -1, 1.5]) {
    expect((await refused([[product, quantity]])).code).toBe('BAD_USER_INPUT');
  }
  expect(await refused([])).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'lines' }] });
  expect(
    await refused([
      [product, 1],
      [product, 1],
    ]),
  ).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'lines', rule: 'must name each product once' }],
  });
  for (const id of [newId(), 'nothing']) {
    expect(
      await refused([
        [product, 1],
        [id, 1],
      ]),
    ).toMatchObject({ code: 'NOT_FOUND', type: 'Product', id });
    expect(await refused([[product, 1]], { editionId: id })).toMatchObject({ code: 'NOT_FOUND', type: 'Edition', id });
    expect((await refused([[product, 1]], { exhibitorId: id })).code).toBe('NOT_FOUND');
  }
  const withForeign = [product, foreign].map((each): [string, number] => [each, 1]);
  expect(await refused(withForeign)).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'lines.1.productId' }],
  });
  expect(await refused([[withdrawn, 1]])).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Product', id: withdrawn }],
  });
  for (const soldAt of ['2025-01-29T11:00:01Z', '2025-01-26T20:00:00Z']) {
    expect(await refused([[product, 1]], { soldAt })).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'soldAt' }],
    });
  }
  expect(await rows()).toEqual(before);
  await make.close(other);
  expect(await refused([[foreign, 1]], { exhibitorId: other.exhibitorId })).toMatchObject({ code: 'CONFLICT' });
});

test('only the exhibitor itself and the organiser record its sales', async () => {
  const variables = asked([[await make.product(stall), 1]]);
  expect((await service.refusal(record, variables, { as: actingFor(newId()) })).code).toBe('FORBIDDEN');
  expect((await service.refusal(record, variables)).code).toBe('UNAUTHENTICATED');
});

test('a sale is one statement', async () => {
  const product = await make.product(stall);
  const short = 'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { id total { amount } } }';
  const sell = () => service.data(short, asked([[product, 1]]), { as: actingFor(stall.exhibitorId) });
  expect(await service.countStatements(sell)).toBe(1);
});
