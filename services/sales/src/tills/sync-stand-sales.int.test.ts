import fc from 'fast-check';
import { saleRecorded, settlementOpened } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type TestService } from '@maarad/shared/testing';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { openSales } from '../testing/open-sales.js';
import { testTill, type TestTill } from '../testing/test-till.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let stall: TestStall;
let till: TestTill;

const syncing = 'mutation ($input: SyncStandSalesInput!) { syncStandSales(input: $input) { number } }';

/** What the books of some products come to, whatever the ids of their orders. */
const books = async (products: string[]) => {
  const [row] = await service.database.query(
    `SELECT
       (SELECT jsonb_agg(jsonb_build_array(o.total_minor, o.lines, o.placed_at) ORDER BY o.lines::text, o.placed_at)
        FROM orders o WHERE o.lines->0->>'productId' = ANY($1::text[])) AS orders,
       (SELECT count(*)::integer FROM outbox WHERE event->>'type' = $2
        AND event->'data'->'lines'->0->>'productId' = ANY($1::text[])) AS events,
       ARRAY(SELECT coalesce(sum(s.missing), 0)::integer FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, place)
        LEFT JOIN settlements s ON s.product_id = p.id GROUP BY place ORDER BY place) AS missing,
       ARRAY(SELECT p.available FROM unnest($1::uuid[]) WITH ORDINALITY AS w (id, place) JOIN products p ON p.id = w.id ORDER BY place) AS available,
       ARRAY(SELECT sum(m.quantity)::integer FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, place)
        JOIN stock_movements m ON m.product_id = p.id GROUP BY place ORDER BY place) AS ledger`,
    [products, saleRecorded.type],
  );
  return row as { orders: unknown[]; events: number; missing: number[]; available: number[]; ledger: number[] };
};

beforeAll(async () => {
  ({ service, make, edition, stall } = await openSales());
  till = await testTill(service, stall);
});
afterAll(() => service.close());

test('an entry of a journal is a sale at the time and price of the stand, told like any other', async () => {
  const product = await make.product(stall);
  const entry = till.entry(1, [[product, 2]], {
    soldAt: '2025-01-28T23:30:00Z',
    payment: 'MOBILE',
    lines: [{ product, quantity: 2, unitPrice: '30.50' }],
  });
  expect(await till.sync(entry)).toEqual([
    {
      ...{ number: 1, outcome: 'MERGED', code: null },
      order: {
        ...{ id: expect.any(String), total: { amount: '61.00' }, day: '2025-01-29', payment: 'MOBILE' },
        ...{ placedAt: '2025-01-28T23:30:00.000Z', settlements: [] },
      },
    },
  ]);
  expect(await make.ledger(product)).toEqual({ RECEIVED: 10, SOLD: -2, sum: 8 });
  expect(await make.available(product)).toBe(8);
});

test('an entry is merged once, fifty times at once or later; the same number with other content is a conflict', async () => {
  const product = await make.product(stall);
  const own = await testTill(service, stall);
  const entry = own.entry(1, [[product, 1]]);
  const answers = (await Promise.all(Array.from({ length: 50 }, () => own.sync(entry)))).flat();
  expect(new Set(answers.map(({ order }) => order.id)).size).toBe(1);
  expect(answers.filter(({ outcome }) => outcome === 'MERGED')).toHaveLength(1);
  expect(answers.filter(({ outcome }) => outcome === 'KNOWN')).toHaveLength(49);
  expect(await own.sync(own.entry(1, [[product, 2]]))).toMatchObject([
    { number: 1, outcome: 'REFUSED', code: 'CONFLICT', order: null },
  ]);
  expect(await make.available(product)).toBe(9);
});

test('fifty tills at once beyond the stock: every sale stands, the stock is zero and what is missing is settled', async () => {
  const product = await make.product(stall, { openingStock: 30 });
  const tills = await Promise.all(Array.from({ length: 50 }, () => testTill(service, stall)));
  await Promise.all(tills.map((one) => one.sync(one.entry(1, [[product, 1]]))));
  const { orders, events, missing, available, ledger } = await books([product]);
  expect([orders.length, events, missing, available, ledger]).toEqual([50, 50, [20], [0], [0]]);
});

test('gaps in the numbering are shown until they are filled', async () => {
  const product = await make.product(stall);
  const own = await testTill(service, stall);
  expect(await own.gaps()).toEqual([]);
  await own.sync(...[2, 5, 6].map((number) => own.entry(number, [[product, 1]])));
  expect(await own.gaps()).toEqual([
    { from: 1, to: 1 },
    { from: 3, to: 4 },
  ]);
  await own.sync(...[1, 3, 4].map((number) => own.entry(number, [[product, 1]])));
  expect(await own.gaps()).toEqual([]);
});

test('a forged, changed or foreign entry is refused, and keeps none of the others back', async () => {
  const product = await make.product(stall);
  const [own, other] = [await testTill(service, stall), await testTill(service, stall)];
  const [head, , signature] = own.entry(1, [[product, 1]]).split('.');
  const [, richer] = own.entry(1, [[product, 9]]).split('.');
  const answers = await own.sync(
    'nothing',
    `${head}.${richer}.${signature}`,
    other.entry(1, [[product, 1]]),
    own.entry(2, [[product, 1]], { till: other.id }),
    own.entry(3, [[newId(), 1]]),
    own.entry(4, [[product, 0]]),
    own.entry(5, [[product, 1]], { soldAt: '2025-01-30T11:00:00Z' }),
    own.entry(6, [[await make.product(await make.stall(edition)), 1]]),
    own.entry(7, [[product, 1]]),
  );
  expect(answers.map(({ outcome, code }) => code ?? outcome)).toEqual([
    ...['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT', 'NOT_FOUND', 'BAD_USER_INPUT'],
    ...['BAD_USER_INPUT', 'BAD_USER_INPUT', 'MERGED'],
  ]);
  expect(await make.available(product)).toBe(9);
});

test('a sale that was made is kept though the product is withdrawn or the stall has closed meanwhile', async () => {
  const own = await make.stall(edition);
  const product = await make.product(own);
  const phone = await testTill(service, own);
  const withdraw = 'mutation ($input: WithdrawProductInput!) { withdrawProduct(input: $input) { id } }';
  await service.data(withdraw, { input: { productId: product, reason: 'x' } }, { as: organiser });
  await make.close(own);
  expect(await phone.sync(phone.entry(1, [[product, 1]]))).toMatchObject([{ outcome: 'MERGED' }]);
});

test('what goes beyond the stock is told as a settlement to be made', async () => {
  const product = await make.product(stall, { openingStock: 2 });
  const own = await testTill(service, stall);
  const [synced] = await own.sync(own.entry(1, [[product, 5]]));
  const [settlement] = synced?.order.settlements;
  expect(settlement).toMatchObject({ missing: 3, product: { id: product } });
  const [told] = (await service.told(settlementOpened.type)).filter(({ subject }) => subject === settlement.id);
  expect(settlementOpened.data.parse(told?.data)).toMatchObject({ orderId: synced?.order.id, missing: 3 });
});

test('only the exhibitor itself and the organiser see tills, register them and send journals', async () => {
  const stranger = { as: actingFor(newId()) };
  const { exhibitorId, editionId } = stall;
  const input = { exhibitorId, standKeyId: till.id, entries: ['x'] };
  expect((await service.refusal(syncing, { input }, stranger)).code).toBe('FORBIDDEN');
  expect((await service.refusal(syncing, { input })).code).toBe('UNAUTHENTICATED');
  const mine = { ...input, exhibitorId: stranger.as.exhibitorId };
  expect(await service.refusal(syncing, { input: mine }, stranger)).toMatchObject({ code: 'NOT_FOUND', type: 'Till' });
  const key = { exhibitorId, editionId, name: 'x', publicKey: 'A'.repeat(43), idempotencyKey: newId() };
  const register = 'mutation ($input: RegisterTillInput!) { registerTill(input: $input) { id } }';
  expect((await service.refusal(register, { input: key }, stranger)).code).toBe('FORBIDDEN');
  expect((await service.data('{ tills { totalCount } }', {}, stranger)).tills.totalCount).toBe(0);
  await service.data(register, { input: key }, { as: organiser });
  const entry = till.entry(9_001, [[await make.product(stall), 1]]);
  const { syncStandSales } = await service.data(syncing, { input: { ...input, entries: [entry] } }, { as: organiser });
  expect(syncStandSales).toEqual([{ number: 9_001 }]);
});

test('journals shuffled, duplicated, split and from two tills at once always come to the same books', async () => {
  const sale = fc.record({ product: fc.nat(2), quantity: fc.integer({ min: 1, max: 6 }), other: fc.boolean() });
  const journal = fc.array(sale, { minLength: 1, maxLength: 8 });
  const replay = fc.record({
    keys: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
    size: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(journal, journal, replay, async (first, second, { keys, size }) => {
      const run = async (scramble: boolean) => {
        const own = await make.stall(edition);
        const stock = [4, 9, 15];
        const products: string[] = [];
        for (const openingStock of stock) {
          products.push(await make.product(own, { openingStock }));
        }
        const send = async (sales: typeof first, offset: number) => {
          const phone = await testTill(service, own);
          const at = (index: number) => new Date(noon.getTime() - (offset + index + 1) * 60_000).toISOString();
          const entries = sales.map(({ product, quantity, other }, index) => {
            const lines: [string, number][] = [[products[product] as string, quantity]];
            if (other) {
              lines.push([products[(product + 1) % 3] as string, 1]);
            }
            return phone.entry(index + 1, lines, { soldAt: at(index) });
          });
          if (!scramble) {
            await phone.sync(...entries);
            return phone;
          }
          const again = [...entries, ...entries]
            .map((entry, index) => ({ entry, key: keys[(index + offset) % keys.length] as number }))
            .sort((one, two) => one.key - two.key)
            .map(({ entry }) => entry);
          const parts = Array.from({ length: Math.ceil(again.length / size) }, (_, n) =>
            again.slice(n * size, (n + 1) * size),
          );
          await Promise.all(parts.map((part) => phone.sync(...part)));
          return phone;
        };
        const phones = scramble
          ? await Promise.all([send(first, 0), send(second, 20)])
          : [await send(first, 0), await send(second, 20)];
        for (const phone of phones) {
          expect(await phone.gaps()).toEqual([]);
        }
        const found = await books(products);
        expect(found.ledger).toEqual(found.available);
        const named = JSON.stringify(found.orders).replaceAll(
          /[0-9a-f-]{36}/g,
          (id) => `product ${products.indexOf(id)}`,
        );
        return { ...found, orders: (JSON.parse(named) as unknown[]).map((order) => JSON.stringify(order)).sort() };
      };
      const plain = await run(false);
      expect(plain.events).toBe(first.length + second.length);
      expect(await run(true)).toEqual(plain);
    }),
    { numRuns: 12 },
  );
});
