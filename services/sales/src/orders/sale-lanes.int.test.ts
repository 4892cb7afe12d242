import { newId } from '@maarad/shared/runtime';
import { actingFor, type TestService } from '@maarad/shared/testing';
import { builders, type TestStall } from '../testing/builders.js';
import { openSales } from '../testing/open-sales.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let stall: TestStall;

beforeAll(async () => {
  ({ service, make, stall } = await openSales());
});
afterAll(() => service.close());

const record = 'mutation ($input: RecordSaleInput!) { made: recordSale(input: $input) { id receiptNumber } }';
const sell = (product: string, overrides: object = {}) =>
  service.execute(
    record,
    { input: make.saleInput(stall, [[product, 1]], overrides) },
    { as: actingFor(stall.exhibitorId) },
  );
const codes = (results: Awaited<ReturnType<typeof sell>>[]) =>
  results.map(({ errors }) => (errors?.[0]?.extensions?.code as string | undefined) ?? 'SOLD');
const count = (list: string[], wanted: string) => list.filter((one) => one === wanted).length;

test('sixty sales of one product at once share a few statements, each with its own order and receipt', async () => {
  const product = await make.product(stall, { openingStock: 100 });
  let results: Awaited<ReturnType<typeof sell>>[] = [];
  const statements = await service.countStatements(async () => {
    results = await Promise.all(Array.from({ length: 60 }, () => sell(product)));
  });
  expect(count(codes(results), 'SOLD')).toBe(60);
  expect(new Set(results.map(({ data }) => data?.made.receiptNumber)).size).toBe(60);
  expect(statements).toBeLessThan(15);
  expect(await make.available(product)).toBe(40);
});

test('of sales that go together, one that is refused is told why and keeps none of the others', async () => {
  const [plenty, scarce] = [
    await make.product(stall, { openingStock: 50 }),
    await make.product(stall, { openingStock: 3 }),
  ];
  const results = await Promise.all(
    Array.from({ length: 30 }, (_, index) => sell(index % 3 === 0 ? scarce : index % 3 === 1 ? plenty : newId())),
  );
  const said = codes(results);
  expect([count(said, 'SOLD'), count(said, 'SOLD_OUT'), count(said, 'NOT_FOUND')]).toEqual([13, 7, 10]);
  const [short] = results.filter(({ errors }) => errors?.[0]?.extensions?.code === 'SOLD_OUT');
  expect(short?.errors?.[0]?.extensions?.products).toEqual([{ id: scarce, wanted: 1, left: 0 }]);
  expect([await make.available(plenty), await make.available(scarce)]).toEqual([40, 0]);
  expect(await make.ledger(scarce)).toEqual({ RECEIVED: 3, SOLD: -3, sum: 0 });
});

test('the same key many times at once is one sale', async () => {
  const product = await make.product(stall, { openingStock: 50 });
  const results = await Promise.all(Array.from({ length: 50 }, () => sell(product, { idempotencyKey: 'the-same' })));
  expect(new Set(results.map(({ data }) => data?.made.id)).size).toBe(1);
  expect(await make.available(product)).toBe(49);
});

test('where the sales together fail otherwise than by a refusal, each is asked by itself', async () => {
  const product = await make.product(stall, { openingStock: 50 });
  await service.database.query(`CREATE OR REPLACE FUNCTION record_sales(sales jsonb) RETURNS jsonb LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$`);
  const results = await Promise.all(Array.from({ length: 20 }, () => sell(product)));
  expect(count(codes(results), 'SOLD')).toBe(20);
  expect(await make.available(product)).toBe(30);
});
