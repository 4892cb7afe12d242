import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let saffron: TestStall;
let drums: TestStall;
let jar: string;
let drum: string;

const summary = `orders revenue { amount currency } refunds { amount } byDay { day orders revenue { amount } }
  byRegion { region orders revenue { amount } } byKind { kind orders revenue { amount } }
  byCategory { category orders revenue { amount } }`;
const ofExhibitors = `query ($of: [_Any!]!, $editionId: ID, $from: LocalDate, $to: LocalDate) { _entities(representations: $of) {
  ... on Exhibitor { id sales(editionId: $editionId, from: $from, to: $to) { ${summary} }
    products(editionId: $editionId, first: 2) { totalCount nodes { id name { value } exhibitor { id } } } } } }`;
const ofEdition = `query ($of: [_Any!]!, $from: LocalDate, $to: LocalDate) { _entities(representations: $of) {
  ... on Edition { sales(from: $from, to: $to) { ${summary} } bestSellers(first: 2) { quantity orders revenue { amount } product { id } } } } }`;
const exhibitors = (...ids: string[]) => ids.map((id) => ({ __typename: 'Exhibitor', id }));
const editions = (...ids: string[]) => ids.map((id) => ({ __typename: 'Edition', id }));

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  edition = await make.edition();
  saffron = await make.stall(edition);
  drums = await make.stall(edition, { kind: 'DELEGATION', country: 'SN', region: null });
  jar = await make.product(saffron);
  const honey = await make.product(saffron, { category: 'HONEY', price: { amount: '10.00', currency: 'MAD' } });
  drum = await make.product(drums, { category: 'INSTRUMENTS', price: { amount: '500.00', currency: 'MAD' } });
  await make.sale(
    saffron,
    [
      [jar, 2],
      [honey, 1],
    ],
    { soldAt: '2025-01-27T10:00:00Z' },
  );
  await make.sale(saffron, [[jar, 1]]);
  await make.refund(await make.sale(saffron, [[jar, 3]]));
  await make.sale(drums, [[drum, 1]]);
});
afterAll(() => service.close());

test('an exhibitor’s sales add up, without what was taken back, for everyone to see', async () => {
  const { _entities } = await service.data(ofExhibitors, { of: exhibitors(saffron.exhibitorId, newId(), 'nothing') });
  const [{ sales, products }, stranger, nothing] = _entities;
  expect(sales).toEqual({
    ...{ orders: 2, revenue: { amount: '115.00', currency: 'MAD' }, refunds: { amount: '105.00' } },
    byDay: [
      { day: '2025-01-27', orders: 1, revenue: { amount: '80.00' } },
      { day: '2025-01-29', orders: 1, revenue: { amount: '35.00' } },
    ],
    byRegion: [{ region: 'DRAA_TAFILALET', orders: 2, revenue: { amount: '115.00' } }],
    byKind: [{ kind: 'AGRICULTURAL_COOPERATIVE', orders: 2, revenue: { amount: '115.00' } }],
    byCategory: [
      { category: 'SAFFRON', orders: 2, revenue: { amount: '105.00' } },
      { category: 'HONEY', orders: 1, revenue: { amount: '10.00' } },
    ],
  });
  expect(products).toMatchObject({ totalCount: 2, nodes: [{ id: jar, exhibitor: { id: saffron.exhibitorId } }, {}] });
  expect(stranger.sales).toMatchObject({ orders: 0, revenue: { amount: '0.00' }, byDay: [], byCategory: [] });
  expect(nothing).toEqual({ id: 'nothing', sales: null, products: null });
});

test('an edition’s sales are those of all its stalls, by region and kind, and its best sellers come first', async () => {
  const [{ sales, bestSellers }] = (await service.data(ofEdition, { of: editions(edition) }))._entities;
  expect(sales).toMatchObject({
    ...{ orders: 3, revenue: { amount: '615.00' }, refunds: { amount: '105.00' } },
    byRegion: [
      { region: null, orders: 1, revenue: { amount: '500.00' } },
      { region: 'DRAA_TAFILALET', orders: 2, revenue: { amount: '115.00' } },
    ],
    byKind: [
      { kind: 'DELEGATION', orders: 1 },
      { kind: 'AGRICULTURAL_COOPERATIVE', orders: 2 },
    ],
    byCategory: [{ category: 'INSTRUMENTS' }, { category: 'SAFFRON' }, { category: 'HONEY' }],
  });
  expect(bestSellers).toEqual([
    { quantity: 1, orders: 1, revenue: { amount: '500.00' }, product: { id: drum } },
    { quantity: 3, orders: 2, revenue: { amount: '105.00' }, product: { id: jar } },
  ]);
});

test('a summary counts the days asked for, which are days of the edition', async () => {
  const of = editions(edition);
  const [{ sales }] = (await service.data(ofEdition, { of, from: '2025-01-28', to: '2025-01-29' }))._entities;
  expect(sales).toMatchObject({ orders: 2, revenue: { amount: '535.00' }, byDay: [{ day: '2025-01-29', orders: 2 }] });
  const refusal = (days: object) => service.refusal(ofEdition, { of, ...days });
  expect(await refusal({ from: '2025-01-30', to: '2025-01-28' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'from', rule: 'must not be after to' }],
  });
  expect(await refusal({ from: '2025-01-26' })).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'from' }] });
  expect(await refusal({ to: '2025-02-03' })).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'to' }] });
});

test('an edition that sales has not heard of has no figures', async () => {
  const { _entities } = await service.data(ofEdition, { of: editions(newId()) });
  expect(_entities).toEqual([{ sales: null, bestSellers: [] }]);
});

test('fifty exhibitors cost as many statements as one', async () => {
  const stalls = await Promise.all(Array.from({ length: 50 }, () => make.stall(edition)));
  await Promise.all(stalls.map((stall) => make.product(stall)));
  const ids = stalls.map(({ exhibitorId }) => exhibitorId);
  const ask = (count: number) =>
    service.countStatements(() => service.data(ofExhibitors, { of: exhibitors(...ids.slice(0, count)) }));
  const one = await ask(1);
  expect(await ask(50)).toBe(one);
  expect(one).toBeLessThanOrEqual(7);
});

test('a refund in part takes what was given back off revenue, category and best seller; the order stands', async () => {
  const own = await make.edition();
  const stall = await make.stall(own);
  const product = await make.product(stall);
  const orderId = await make.sale(stall, [[product, 3]]);
  const refund = 'mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { id } }';
  const input = { orderId, reason: 'dented', lines: [{ productId: product, quantity: 1 }], idempotencyKey: newId() };
  await service.data(refund, { input }, { as: organiser });
  const [{ sales, bestSellers }] = (await service.data(ofEdition, { of: editions(own) }))._entities;
  expect(sales).toMatchObject({
    ...{ orders: 1, revenue: { amount: '70.00' }, refunds: { amount: '35.00' } },
    byCategory: [{ category: 'SAFFRON', orders: 1, revenue: { amount: '70.00' } }],
  });
  expect(bestSellers).toEqual([{ quantity: 2, orders: 1, revenue: { amount: '70.00' }, product: { id: product } }]);
});

test('a summary says by which hour, through which channel and by whose exhibitors was sold, and what a basket comes to', async () => {
  const own = await make.edition();
  const [women, youth] = [await make.stall(own), await make.stall(own, { womenLed: false, youthLed: true })];
  const [jars, caps] = [await make.product(women), await make.product(youth)];
  await make.sale(women, [[jars, 1]], { soldAt: '2025-01-28T09:59:59Z' });
  await make.sale(women, [[jars, 2]], { soldAt: '2025-01-28T10:00:00Z', channel: 'WHOLESALE' });
  await make.sale(youth, [[caps, 1]], { soldAt: '2025-01-28T10:10:00Z' });
  const fields = `sales { byHour { day hour orders revenue { amount } } byChannel { channel orders revenue { amount } }
    womenLed { orders revenue { amount } } youthLed { orders revenue { amount } } averageBasket { amount } }`;
  const ask = async (of: object[], field: string) =>
    (
      await service.data(`query ($of: [_Any!]!, $edition: ID) { _entities(representations: $of) { ${field} } }`, {
        of,
        edition: own,
      })
    )._entities;
  const [{ sales }] = (
    await service.data(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on Edition { ${fields} } } }`, {
      of: editions(own),
    })
  )._entities;
  expect(sales).toEqual({
    byHour: [
      { day: '2025-01-28', hour: 10, orders: 1, revenue: { amount: '35.00' } },
      { day: '2025-01-28', hour: 11, orders: 2, revenue: { amount: '105.00' } },
    ],
    byChannel: [
      { channel: 'STAND', orders: 2, revenue: { amount: '70.00' } },
      { channel: 'WHOLESALE', orders: 1, revenue: { amount: '70.00' } },
    ],
    ...{
      womenLed: { orders: 2, revenue: { amount: '105.00' } },
      youthLed: { orders: 1, revenue: { amount: '35.00' } },
    },
    averageBasket: { amount: '46.67' },
  });
  const best = `... on Exhibitor { sales(editionId: $edition) { byHour { hour orders } averageBasket { amount } }
    bestSellers(editionId: $edition, first: 1) { quantity product { id } } }`;
  const count = (...ids: string[]) => service.countStatements(() => ask(exhibitors(...ids), best));
  expect(await ask(exhibitors(women.exhibitorId, newId()), best)).toEqual([
    {
      sales: {
        byHour: [
          { hour: 10, orders: 1 },
          { hour: 11, orders: 1 },
        ],
        averageBasket: { amount: '52.50' },
      },
      bestSellers: [{ quantity: 3, product: { id: jars } }],
    },
    { sales: { byHour: [], averageBasket: null }, bestSellers: [] },
  ]);
  expect(await count(women.exhibitorId, youth.exhibitorId)).toBe(await count(women.exhibitorId));
});
