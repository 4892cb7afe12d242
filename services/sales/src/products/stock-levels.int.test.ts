import { stockExhausted, stockLow } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let stall: TestStall;

const writeOff = 'mutation ($input: WriteOffStockInput!) { writeOffStock(input: $input) { available } }';
const correct = 'mutation ($input: CorrectStockInput!) { correctStock(input: $input) { available } }';
const receive = 'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { available } }';
const ledger = `query ($id: ID!, $after: String) { product(id: $id) { movements(first: 2, after: $after) {
  totalCount nodes { kind quantity reason } pageInfo { hasNextPage endCursor } } } }`;
const proof = '{ stockProof { balanced products movements differences { productId counter ledger } } }';

const lost = (productId: string, quantity: number) => ({
  input: { productId, quantity, reason: 'moths', idempotencyKey: newId() },
});
const counted = (productId: string, count: number) => ({
  input: { productId, counted: count, reason: 'evening count', idempotencyKey: newId() },
});
const crossings = async (product: string) =>
  (await service.told())
    .filter(({ subject, type }) => subject === product && [stockLow.type, stockExhausted.type].includes(type))
    .map(({ type, data }) => (type === stockLow.type ? stockLow.data.parse(data).left : 0));

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  stall = await make.stall(await make.edition());
});
afterAll(() => service.close());

test('goods that are lost leave the stock once per key, with the reason in the ledger', async () => {
  const id = await make.product(stall);
  const input = lost(id, 3);
  const as = actingFor(stall.exhibitorId);
  for (const { writeOffStock } of [
    await service.data(writeOff, input, { as }),
    await service.data(writeOff, input, { as }),
  ]) {
    expect(writeOffStock.available).toBe(7);
  }
  expect(await make.ledger(id)).toEqual({ RECEIVED: 10, LOST: -3, sum: 7 });
  expect(await service.refusal(writeOff, lost(id, 8), { as })).toMatchObject({
    code: 'SOLD_OUT',
    products: [{ id, wanted: 8, left: 7 }],
  });
});

test('fifty losses at once of a stock of 20: twenty are written, and never more than there was', async () => {
  const id = await make.product(stall, { openingStock: 20 });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.execute(writeOff, lost(id, 1), { as: organiser })),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(20);
  expect(await make.ledger(id)).toEqual({ RECEIVED: 20, LOST: -20, sum: 0 });
  expect(await crossings(id)).toEqual([5, 0]);
});

test('a count corrects the stock upwards and downwards; one that is right leaves the ledger as it was', async () => {
  const id = await make.product(stall);
  for (const [count, corrected] of [
    [12, 2],
    [12, 2],
    [9, -1],
  ] as const) {
    expect((await service.data(correct, counted(id, count), { as: organiser })).correctStock.available).toBe(count);
    expect((await make.ledger(id)).CORRECTED).toBe(corrected);
  }
});

test('low stock is told once per crossing of the product’s own threshold, and exhaustion by itself', async () => {
  const id = await make.product(stall, { openingStock: 10, lowStockAt: 4 });
  await make.sale(stall, [[id, 5]]);
  expect(await crossings(id)).toEqual([]);
  await make.sale(stall, [[id, 2]]);
  await make.sale(stall, [[id, 1]]);
  expect(await crossings(id)).toEqual([3]);
  await service.data(receive, { input: { productId: id, quantity: 5, idempotencyKey: newId() } }, { as: organiser });
  await service.data(writeOff, lost(id, 3), { as: organiser });
  expect(await crossings(id)).toEqual([3, 4]);
  await make.sale(stall, [[id, 4]]);
  expect(await crossings(id)).toEqual([3, 4, 0]);
  await service.data(correct, counted(id, 9), { as: organiser });
  await service.data(correct, counted(id, 0), { as: organiser });
  expect(await crossings(id)).toEqual([3, 4, 0, 0]);
});

test('the threshold is five unless said, and can be changed', async () => {
  const id = await make.product(stall);
  const ask = 'query ($id: ID!) { product(id: $id) { lowStockAt } }';
  expect((await service.data(ask, { id })).product.lowStockAt).toBe(5);
  const update = 'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { lowStockAt } }';
  const { updateProduct } = await service.data(update, { input: { productId: id, lowStockAt: 0 } }, { as: organiser });
  expect(updateProduct.lowStockAt).toBe(0);
});

test('the ledger is read page by page, the last entry first, by the exhibitor and the organiser alone', async () => {
  const id = await make.product(stall);
  await make.sale(stall, [[id, 1]]);
  await service.data(writeOff, lost(id, 2), { as: organiser });
  const as = actingFor(stall.exhibitorId);
  const { movements } = (await service.data(ledger, { id }, { as })).product;
  expect(movements).toMatchObject({
    ...{ totalCount: 3, pageInfo: { hasNextPage: true } },
    nodes: [
      { kind: 'LOST', quantity: -2, reason: 'moths' },
      { kind: 'SOLD', quantity: -1, reason: null },
    ],
  });
  const rest = (await service.data(ledger, { id, after: movements.pageInfo.endCursor }, { as })).product.movements;
  expect(rest).toMatchObject({ nodes: [{ kind: 'RECEIVED', quantity: 10 }], pageInfo: { hasNextPage: false } });
  expect((await service.refusal(ledger, { id, after: 'nothing' }, { as })).code).toBe('BAD_USER_INPUT');
  const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Product { movements { totalCount } } } }`;
  for (const stranger of [actingFor(newId()), undefined]) {
    expect((await service.data(ledger, { id }, { as: stranger })).product.movements).toBeNull();
    const of = [{ __typename: 'Product', id }];
    expect((await service.data(entity, { of }, { as: stranger }))._entities).toEqual([{ movements: null }]);
  }
});

test('the ledgers of fifty products cost as many statements as that of one', async () => {
  const own = await make.stall(stall.editionId);
  const cost = (filter: object) =>
    service.countStatements(() =>
      service.data(
        `query ($filter: ProductFilter) { products(first: 50, filter: $filter) { nodes { movements { totalCount nodes { kind } } } } }`,
        { filter },
        { as: organiser },
      ),
    );
  await make.product(own);
  const one = await cost({ exhibitorId: own.exhibitorId });
  await Promise.all(Array.from({ length: 49 }, () => make.product(own)));
  expect(await cost({ exhibitorId: own.exhibitorId })).toBe(one);
});

test('the proof names every product whose counter is not its ledger, to the organiser alone', async () => {
  const id = await make.product(stall);
  expect((await service.data(proof, {}, { as: organiser })).stockProof).toMatchObject({
    balanced: true,
    differences: [],
  });
  await service.database.query('UPDATE products SET available = available + 1 WHERE id = $1', [id]);
  const { stockProof } = await service.data(proof, {}, { as: organiser });
  expect(stockProof).toMatchObject({ balanced: false, differences: [{ productId: id, counter: 11, ledger: 10 }] });
  await service.database.query('UPDATE products SET available = available - 1 WHERE id = $1', [id]);
  expect((await service.refusal(proof, {}, { as: actingFor(stall.exhibitorId) })).code).toBe('FORBIDDEN');
});

test('only the exhibitor itself and the organiser write off and correct', async () => {
  const id = await make.product(stall);
  const as = actingFor(newId());
  expect((await service.refusal(writeOff, lost(id, 1), { as })).code).toBe('FORBIDDEN');
  expect((await service.refusal(correct, counted(id, 1), { as })).code).toBe('FORBIDDEN');
  expect((await service.refusal(correct, counted(id, 1))).code).toBe('UNAUTHENTICATED');
});

test('wholesale takes the price of the quantity, the stand the single price', async () => {
  const prices = [
    { from: 20, price: { amount: '25.00', currency: 'MAD' } },
    { from: 10, price: { amount: '30.00', currency: 'MAD' } },
  ];
  const id = await make.product(stall, { openingStock: 100, wholesalePrices: prices });
  const sale = 'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { channel total { amount } } }';
  const sold = async (quantity: number, channel?: string) => {
    const input = make.saleInput(stall, [[id, quantity]], channel ? { channel } : {});
    return (await service.data(sale, { input }, { as: organiser })).recordSale;
  };
  expect(await sold(9, 'WHOLESALE')).toEqual({ channel: 'WHOLESALE', total: { amount: '315.00' } });
  expect(await sold(10, 'WHOLESALE')).toEqual({ channel: 'WHOLESALE', total: { amount: '300.00' } });
  expect(await sold(21, 'WHOLESALE')).toEqual({ channel: 'WHOLESALE', total: { amount: '525.00' } });
  expect(await sold(10)).toEqual({ channel: 'STAND', total: { amount: '350.00' } });
  const ask = 'query ($id: ID!) { product(id: $id) { wholesalePrices { from price { amount } } } }';
  expect((await service.data(ask, { id })).product.wholesalePrices).toEqual([
    { from: 10, price: { amount: '30.00' } },
    { from: 20, price: { amount: '25.00' } },
  ]);
});

test('refuses a wholesale price that is no bargain', async () => {
  const list = 'mutation ($input: ListProductInput!) { listProduct(input: $input) { id } }';
  for (const amount of ['35.00', '40.00', '0.00']) {
    const input = make.productInput(stall, { wholesalePrices: [{ from: 10, price: { amount, currency: 'MAD' } }] });
    expect((await service.refusal(list, { input }, { as: organiser })).code).toBe('BAD_USER_INPUT');
  }
});
