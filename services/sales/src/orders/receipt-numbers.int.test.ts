import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, recordSaleMutation as record, type TestStall } from '../testing/builders.js';
import { testTill } from '../testing/test-till.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let stall: TestStall;

const receipts = async ({ exhibitorId }: TestStall): Promise<string[]> => {
  const rows: { receipt_number: string }[] = await service.database.query(
    'SELECT receipt_number FROM orders WHERE exhibitor_id = $1 ORDER BY receipt_number',
    [exhibitorId],
  );
  return rows.map(({ receipt_number: receipt }) => receipt);
};
const numbers = (day: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${day}-${String(index + 1).padStart(4, '0')}`);

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
});
beforeEach(async () => {
  stall = await make.stall(await make.edition());
});
afterAll(() => service.close());

test('fifty sales at once, half of them refused: the receipts of the day are numbered from 1 on without gaps', async () => {
  const products = await Promise.all([25, 100].map((openingStock) => make.product(stall, { openingStock })));
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      service.execute(
        record,
        {
          input: make.saleInput(
            stall,
            products.map((product): [string, number] => [product, 1]),
          ),
        },
        { as: organiser },
      ),
    ),
  );
  expect(answers.filter(({ errors }) => errors)).toHaveLength(25);
  expect(await receipts(stall)).toEqual(numbers('20250129', 25));
});

test('a transaction that is rolled back after its number was given leaves no gap', async () => {
  const product = await make.product(stall);
  await make.sale(stall, [[product, 1]]);
  const runner = service.database.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT next_receipt($1, $2)', [stall.exhibitorId, '2025-01-29']);
  await runner.rollbackTransaction();
  await runner.release();
  await make.sale(stall, [[product, 1]]);
  expect(await receipts(stall)).toEqual(numbers('20250129', 2));
});

test('each exhibitor and each day is numbered by itself, and a till’s journal goes on where the stand is', async () => {
  const other = await make.stall(stall.editionId);
  const [mine, theirs] = [await make.product(stall), await make.product(other)];
  await make.sale(stall, [[mine, 1]]);
  await make.sale(other, [[theirs, 1]]);
  await make.sale(stall, [[mine, 1]], { soldAt: '2025-01-28T10:00:00Z' });
  const till = await testTill(service, stall);
  await till.sync(till.entry(1, [[mine, 1]]));
  expect(await receipts(stall)).toEqual([...numbers('20250128', 1), ...numbers('20250129', 2)]);
  expect(await receipts(other)).toEqual(numbers('20250129', 1));
});

test('the same sale sent again takes no second number', async () => {
  const input = make.saleInput(stall, [[await make.product(stall), 1]], { idempotencyKey: newId() });
  const first = await service.data(record, { input }, { as: organiser });
  const again = await service.data(record, { input }, { as: organiser });
  expect(again.made.receiptNumber).toBe(first.made.receiptNumber);
  expect(await receipts(stall)).toEqual(numbers('20250129', 1));
});
