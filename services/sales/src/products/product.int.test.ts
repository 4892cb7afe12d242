import { productListed, productWithdrawn } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let stall: TestStall;

const list = 'mutation ($input: ListProductInput!) { listProduct(input: $input) { id } }';
const update = 'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { price { amount } category } }';
const withdraw = 'mutation ($input: WithdrawProductInput!) { withdrawProduct(input: $input) { status } }';
const receive = 'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { available } }';

const refusedListing = (overrides: object) =>
  service.refusal(list, { input: make.productInput(stall, overrides) }, { as: organiser });

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  edition = await make.edition();
  stall = await make.stall(edition);
});
afterAll(() => service.close());

test('a listed product begins with its opening stock, in the ledger too, and is told once', async () => {
  const input = make.productInput(stall);
  const first = await service.data(list, { input }, { as: actingFor(stall.exhibitorId) });
  expect(await service.data(list, { input }, { as: actingFor(stall.exhibitorId) })).toEqual(first);
  const id = first.listProduct.id as string;
  const ask = `query ($id: ID!) { product(id: $id) { name { value language direction } price { amount currency }
    unit labels images category available status exhibitor { id } edition { id } } }`;
  expect((await service.data(ask, { id })).product).toEqual({
    ...{
      name: { value: 'زعفران تالوين', language: 'AR', direction: 'RTL' },
      category: 'SAFFRON',
      unit: 'JAR',
      images: [],
    },
    ...{ price: { amount: '35.00', currency: 'MAD' }, labels: ['PROTECTED_ORIGIN'], available: 10, status: 'LISTED' },
    ...{ exhibitor: { id: stall.exhibitorId }, edition: { id: edition } },
  });
  expect(await make.ledger(id)).toEqual({ RECEIVED: 10, sum: 10 });
  const told = (await service.told(productListed.type)).filter(({ subject }) => subject === id);
  expect(told.map(({ data }) => data.price)).toEqual([{ minor: 3500, currency: 'MAD' }]);
});

test('refuses a price that no buyer could pay, and says what is wrong with it', async () => {
  const priced = (amount: string, currency = 'MAD') => refusedListing({ price: { amount, currency } });
  expect(await priced('35.005')).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'price.amount' }] });
  expect(await priced('0.00')).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'price.amount' }] });
  expect(await priced('1000000.01')).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'price.amount' }] });
  expect(await priced('-1.00')).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'price.amount' }] });
  expect(await priced('35.00', 'EUR')).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'price.currency', rule: 'must be MAD, the currency of the edition' }],
  });
});

test('refuses what is no product: each bad field with its rule', async () => {
  const bad = { name: {}, category: 'saffron', images: ['http://example.org/a.jpg'], openingStock: -1 };
  const { code, problems } = await refusedListing(bad);
  expect(code).toBe('BAD_USER_INPUT');
  expect(problems.map(({ path }: { path: string }) => path).sort()).toEqual(Object.keys(bad).sort());
  expect((await refusedListing({ openingStock: 1.5 })).code).toBe('BAD_USER_INPUT');
  expect((await refusedListing({ unit: 'BARREL' })).code).toBe('BAD_USER_INPUT');
});

test('unknown ids are NOT_FOUND, well formed or not', async () => {
  for (const id of [newId(), 'nothing']) {
    expect(await refusedListing({ editionId: id })).toMatchObject({ code: 'NOT_FOUND', type: 'Edition' });
    expect(await refusedListing({ exhibitorId: id })).toMatchObject({ code: 'NOT_FOUND', type: 'Stall' });
    const input = { productId: id, reason: 'x' };
    expect((await service.refusal(withdraw, { input }, { as: organiser })).code).toBe('NOT_FOUND');
    expect((await service.data('query ($id: ID!) { product(id: $id) { id } }', { id })).product).toBeNull();
  }
});

test('goods that come are added once per key, fifty at a time', async () => {
  const id = await make.product(stall);
  const input = () => ({ productId: id, quantity: 3, idempotencyKey: newId() });
  const twice = input();
  await Promise.all([
    ...Array.from({ length: 48 }, () => service.data(receive, { input: input() }, { as: organiser })),
    ...[twice, twice].map((same) => service.data(receive, { input: same }, { as: organiser })),
  ]);
  expect(await make.available(id)).toBe(10 + 49 * 3);
  expect((await make.ledger(id)).sum).toBe(10 + 49 * 3);
  const none = { ...input(), quantity: 0 };
  expect((await service.refusal(receive, { input: none }, { as: organiser })).code).toBe('BAD_USER_INPUT');
});

test('a withdrawn product stays withdrawn: told once, on no list, and nothing about it changes any more', async () => {
  const id = await make.product(stall);
  const input = { productId: id, reason: 'the last saffron of the year' };
  expect((await service.data(withdraw, { input }, { as: organiser })).withdrawProduct.status).toBe('WITHDRAWN');
  expect(await service.refusal(withdraw, { input }, { as: organiser })).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  const more = { productId: id, quantity: 1, idempotencyKey: newId() };
  expect(await service.refusal(receive, { input: more }, { as: organiser })).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Product', id }],
  });
  expect((await service.refusal(update, { input: { productId: id } }, { as: organiser })).code).toBe('CONFLICT');
  const told = (await service.told(productWithdrawn.type)).filter(({ subject }) => subject === id);
  expect(told.map(({ data }) => data.reason)).toEqual([input.reason]);
  const { products } = await service.data('{ products(first: 100) { nodes { id } } }');
  expect(products.nodes).not.toContainEqual({ id });
});

test('an exhibitor changes its own products only', async () => {
  const id = await make.product(stall);
  const price = { amount: '40.50', currency: 'MAD' };
  const input = { productId: id, price, category: 'SPICES' };
  const own = await service.data(update, { input }, { as: actingFor(stall.exhibitorId) });
  expect(own.updateProduct).toEqual({ price: { amount: '40.50' }, category: 'SPICES' });
  const stranger = { as: actingFor(newId()) };
  const more = { productId: id, quantity: 1, idempotencyKey: newId() };
  expect((await service.refusal(update, { input }, stranger)).code).toBe('FORBIDDEN');
  expect((await service.refusal(withdraw, { input: { productId: id, reason: 'x' } }, stranger)).code).toBe('FORBIDDEN');
  expect((await service.refusal(receive, { input: more }, stranger)).code).toBe('FORBIDDEN');
  expect((await service.refusal(list, { input: make.productInput(stall) }, stranger)).code).toBe('FORBIDDEN');
  expect((await service.refusal(list, { input: make.productInput(stall) })).code).toBe('UNAUTHENTICATED');
});

test('products are found by exhibitor, category, label and stock, page by page', async () => {
  const own = await make.stall(edition);
  const rug = await make.product(own, { category: 'CARPETS', labels: ['FAIR_TRADE'], openingStock: 0 });
  const honey = await make.product(own, { category: 'HONEY', labels: ['ORGANIC'] });
  const ask = `query ($filter: ProductFilter, $after: String) { products(filter: $filter, first: 1, after: $after) {
    totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
  const found = async (filter: object, after?: string) => (await service.data(ask, { filter, after })).products;
  const all = await found({ exhibitorId: own.exhibitorId });
  expect(all).toMatchObject({ totalCount: 2, nodes: [{ id: rug }], pageInfo: { hasNextPage: true } });
  expect((await found({ exhibitorId: own.exhibitorId }, all.pageInfo.endCursor)).nodes).toEqual([{ id: honey }]);
  for (const [filter, id] of [
    [{ category: 'CARPETS' }, rug],
    [{ label: 'ORGANIC' }, honey],
    [{ inStock: true }, honey],
    [{ inStock: false }, rug],
  ] as const) {
    expect((await found({ exhibitorId: own.exhibitorId, ...filter })).nodes).toEqual([{ id }]);
  }
  expect(await found({ exhibitorId: 'nothing' })).toMatchObject({ totalCount: 0, nodes: [] });
  const tooMany = await service.refusal('{ products(first: 10000) { totalCount } }');
  expect(tooMany.code).toBe('BAD_USER_INPUT');
});

test('products are found by the region that they come from and by price, both ends included', async () => {
  const category = 'FIND_BY_PRICE';
  const price = (amount: string) => ({ amount, currency: 'MAD' });
  const [north, south] = [
    await make.stall(edition, { region: 'ORIENTAL' }),
    await make.stall(edition, { region: 'SOUSS_MASSA' }),
  ];
  const cheap = await make.product(north, { category, price: price('10.00') });
  const dear = await make.product(south, { category, price: price('50.50') });
  const ask = 'query ($filter: ProductFilter) { products(filter: $filter) { totalCount nodes { id } } }';
  for (const [filter, ids] of [
    [{ region: 'ORIENTAL' }, [cheap]],
    [{ region: 'SOUSS_MASSA', maxPrice: price('50.49') }, []],
    [{ minPrice: price('10.00'), maxPrice: price('50.50') }, [cheap, dear]],
    [{ minPrice: price('10.01') }, [dear]],
    [{ maxPrice: price('50') }, [cheap]],
    [{ maxPrice: { amount: '99', currency: 'EUR' } }, []],
  ] as const) {
    const { products } = await service.data(ask, { filter: { category, ...filter } });
    expect(products).toEqual({ totalCount: ids.length, nodes: ids.map((id) => ({ id })) });
  }
  expect((await service.refusal(ask, { filter: { minPrice: price('1.005') } })).code).toBe('BAD_USER_INPUT');
});
