import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { baskets } from '../testing/test-basket.js';
import { statements } from '../testing/test-statements.js';
import { testTill, type TestTill } from '../testing/test-till.js';
import { addUpAnew, addUpSales } from './add-up-sales.js';
import { proveSales } from './prove-sales.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

/** A small generator of numbers (mulberry32), so that the same seed gives the same traffic. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Market {
  stall: TestStall;
  till: TestTill;
  products: string[];
  sold: string[];
}

const kinds = ['ARTISAN', 'ASSOCIATION', 'CRAFT_COOPERATIVE'];
const regions = ['SOUSS_MASSA', 'ORIENTAL', null];

async function market(index: number): Promise<Market> {
  const region = regions[index % 3];
  const facts = { kind: kinds[index % 3], region, country: region ? 'MA' : 'SN', womenLed: index % 2 === 0 };
  const stall = await make.stall(edition, { ...facts, youthLed: index % 3 === 0 });
  const products = await Promise.all(
    ['1.37', '35.00', '250.00'].map((amount, place) =>
      make.product(stall, { price: { amount, currency: 'MAD' }, category: `CATEGORY_${place % 2}`, openingStock: 60 }),
    ),
  );
  return { stall, till: await testTill(service, stall), products, sold: [] };
}

test('after random traffic, at any time, every figure is what a recount from the orders says', async () => {
  const random = randomFrom(20250129);
  const markets = await Promise.all([0, 1, 2, 3].map(market));
  const shop = baskets(service, () => edition);
  const pick = <Each>(from: readonly Each[]) => from[random(from.length)] as Each;
  const linesOf = ({ products }: Market): [string, number][] =>
    products.slice(random(products.length)).map((product) => [product, 1 + random(3)]);
  const soldAt = () => `2025-01-2${7 + random(2)}T${String(9 + random(9)).padStart(2, '0')}:30:00Z`;
  let number = 0;
  const refund = async ({ products, sold }: Market) => {
    const wish = pick([
      {},
      { lines: [{ productId: products[2], quantity: 1 }] },
      { amount: { amount: '0.50', currency: 'MAD' } },
    ]);
    const input = { orderId: pick(sold) ?? newId(), reason: 'dented', idempotencyKey: newId(), ...wish };
    const ask = 'mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { id } }';
    // What has come back already is refused, which is traffic too.
    await service.execute(ask, { input }, { as: organiser });
  };
  const basket = async (of: Market, other: Market) => {
    const fee = {
      deliveryFee: { amount: '7.01', currency: 'MAD' },
      discountPercent: 13,
      channel: pick(['ONLINE', 'WHOLESALE']),
    };
    const { id, orders } = await shop.place([...linesOf(of), ...(of === other ? [] : linesOf(other))], organiser, fee);
    const end = random(4);
    if (end > 0) {
      await shop.pay({ basketId: id, method: pick(['CARD', 'TRANSFER']) });
      of.sold.push(orders[0].id);
    }
    if (end < 2) {
      await shop.cancel({ basketId: id });
    }
  };
  const steps: ((of: Market) => Promise<unknown>)[] = [
    async (of) =>
      of.sold.push(await make.sale(of.stall, linesOf(of), { soldAt: soldAt(), payment: pick(['CASH', 'CARD']) })),
    async (of) => of.sold.push(await make.sale(of.stall, linesOf(of))),
    async (of) => of.till.sync(of.till.entry((number += 1), linesOf(of), { soldAt: soldAt() })),
    refund,
    refund,
    (of) => basket(of, pick(markets)),
    () => addUpSales(service),
    (of) => statements(service).close(of.stall, pick(['2025-01-27', '2025-01-28'])),
  ];
  const exhibitorIds = markets.map(({ stall }) => stall.exhibitorId);
  for (let step = 1; step <= 120; step += 1) {
    // What is sold out is refused as well.
    await pick(steps)(pick(markets)).catch((error: Error) => expect(error.message).toContain('SOLD_OUT'));
    if (step % 30 === 0) {
      expect(await proveSales(service.database, exhibitorIds)).toMatchObject({ balanced: true, differences: [] });
    }
  }
  await addUpAnew(service.database);
  expect(await proveSales(service.database, exhibitorIds)).toMatchObject({ balanced: true });
  const { sales } = (
    await service.data(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Edition { sales { orders byHour { hour } byChannel { channel } byKind { kind } } } } }`,
      { of: [{ __typename: 'Edition', id: edition }] },
    )
  )._entities[0];
  expect(sales.orders).toBeGreaterThan(20);
  expect(sales.byChannel).toHaveLength(3);
  expect(sales.byKind).toHaveLength(3);
}, 120_000);

test('a figure that is wrong is found', async () => {
  const stall = await make.stall(edition);
  const order = await make.sale(stall, [[await make.product(stall), 2]]);
  await service.database.query('UPDATE orders SET refunded_minor = 1 WHERE id = $1', [order]);
  const { balanced, differences } = await proveSales(service.database);
  expect(balanced).toBe(false);
  expect(differences).toContainEqual(expect.objectContaining({ figure: `${edition} refunds` }));
});

test('fifty clients sell while sums are added up: each order is added once', async () => {
  const own = await make.edition();
  const stall = await make.stall(own);
  const jar = await make.product(stall, { openingStock: 1000 });
  await Promise.all(
    Array.from({ length: 50 }, async (_, client) => {
      await make.sale(stall, [[jar, 1]]);
      if (client % 5 === 0) {
        await addUpSales(service);
      }
      await make.sale(stall, [[jar, 1]]);
    }),
  );
  await addUpSales(service);
  const [sums] = await service.database.query(
    `SELECT sum(orders)::integer AS orders, sum(gross)::integer AS gross FROM sold_so_far WHERE edition_id = $1 AND by = 'CHANNEL'`,
    [own],
  );
  expect(sums).toEqual({ orders: 100, gross: 100 * 3500 });
});

test('a sum that is wrong is found, and added up anew', async () => {
  const stall = await make.stall(await make.edition());
  await make.sale(stall, [[await make.product(stall), 2]]);
  await addUpSales(service);
  await service.database.query('UPDATE sold_so_far SET gross = gross + 1 WHERE exhibitor_id = $1', [stall.exhibitorId]);
  const wrong = () => proveSales(service.database, [stall.exhibitorId]);
  expect((await wrong()).differences.map(({ figure }) => figure)).toContain(`${stall.exhibitorId} byHour`);
  await addUpAnew(service.database);
  expect((await wrong()).differences.filter(({ figure }) => figure.startsWith(stall.exhibitorId))).toEqual([]);
});
