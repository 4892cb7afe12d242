import { newId } from '@maarad/shared/runtime';
import { dayClosed } from '@maarad/shared/contracts';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, recordSaleMutation, type TestStall } from '../testing/builders.js';
import { baskets } from '../testing/test-basket.js';
import { statements } from '../testing/test-statements.js';
import { testTill } from '../testing/test-till.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let books: ReturnType<typeof statements>;
let edition: string;
let stall: TestStall;
let jar: string;

const day = '2025-01-29';
const nextDay = '2025-01-30';
const clock = (time: string) => new Date(`2025-01-${time}Z`);

beforeAll(async () => {
  service = await testService(salesService);
  make = builders(service);
  books = statements(service);
});
beforeEach(async () => {
  service.setNow(noon);
  edition = await make.edition();
  stall = await make.stall(edition);
  jar = await make.product(stall, { openingStock: 1000 });
});
afterAll(() => service.close());

test('a closed day does not change: what still comes for it counts on the first open day after it, with a note', async () => {
  const till = await testTill(service, stall);
  const early = await make.sale(stall, [[jar, 2]]);
  const closed = await books.close(stall, day);
  expect(closed).toMatchObject({ day, orders: 1, gross: { amount: '70.00' }, closedAt: noon.toISOString() });
  service.setNow(clock('30T11:00:00'));
  await make.sale(stall, [[jar, 1]], { soldAt: noon });
  await till.sync(till.entry(1, [[jar, 3]]));
  await make.refund(early);
  expect(await books.of(stall, day)).toEqual(closed);
  expect(await books.of(stall, nextDay)).toMatchObject({
    ...{ orders: 2, gross: { amount: '140.00' }, refunds: { amount: '70.00' }, closedAt: null },
    ...{ firstReceipt: '20250130-0001', lastReceipt: '20250130-0002' },
    corrections: [
      { kind: 'SALE', ofDay: day, receiptNumber: '20250130-0001', amount: { amount: '35.00' } },
      { kind: 'SALE', ofDay: day, receiptNumber: '20250130-0002', amount: { amount: '105.00' } },
      { kind: 'REFUND', ofDay: day, receiptNumber: '20250129-0001', amount: { amount: '70.00' }, order: { id: early } },
    ],
  });
});

test('a refund counts on the day on which it is given, and on the next open one when that is closed', async () => {
  const [one, other] = [await make.sale(stall, [[jar, 1]]), await make.sale(stall, [[jar, 2]])];
  service.setNow(clock('31T11:00:00'));
  await make.refund(one);
  expect(await books.of(stall, day)).toMatchObject({ gross: { amount: '105.00' }, refunds: { amount: '0.00' } });
  expect(await books.of(stall, '2025-01-31')).toMatchObject({
    ...{ orders: 0, gross: { amount: '0.00' }, refunds: { amount: '35.00' }, net: { amount: '-35.00' } },
    ...{ firstReceipt: null, lastReceipt: null, corrections: [] },
  });
  await books.close(stall, '2025-01-31');
  await make.refund(other);
  expect(await books.of(stall, '2025-02-01')).toMatchObject({
    refunds: { amount: '70.00' },
    corrections: [{ ofDay: day }],
  });
});

test('once the last day is closed, what still comes counts on the day after the edition', async () => {
  const sold = await make.sale(stall, [[jar, 1]]);
  service.setNow(new Date('2025-02-02T20:00:00Z'));
  await books.close(stall, '2025-02-02');
  service.setNow(new Date('2025-02-09T20:00:00Z'));
  await make.refund(sold);
  expect(await books.of(stall, '2025-02-03')).toMatchObject({ refunds: { amount: '35.00' } });
});

test('an order that was placed on a closed day counts on the open day once it is paid', async () => {
  const shop = baskets(service, () => edition);
  const { id } = await shop.place([[jar, 1]]);
  await books.close(stall, day);
  const [paid] = await shop.pay({ basketId: id });
  expect(paid).toMatchObject({ day: nextDay, receiptNumber: '20250130-0001' });
  expect(await books.of(stall, nextDay)).toMatchObject({ orders: 1, corrections: [{ kind: 'SALE', ofDay: day }] });
});

test('closing a day again gives the same statement, and tells it once', async () => {
  await make.sale(stall, [[jar, 2]]);
  const closed = await books.close(stall, day, actingFor(stall.exhibitorId));
  service.setNow(clock('29T23:00:00'));
  expect(await books.close(stall, day)).toEqual(closed);
  const told = (await service.told(dayClosed.type)).filter(({ data }) => data.exhibitorId === stall.exhibitorId);
  expect(told.map(({ data }) => data)).toEqual([
    {
      ...{ exhibitorId: stall.exhibitorId, editionId: edition, day, orders: 1 },
      ...{ gross: { minor: 7000, currency: 'MAD' }, refunds: { minor: 0, currency: 'MAD' } },
    },
  ]);
});

test('fifty clients sell while the day is closed: every sale is in exactly one statement, and the sums are those of the orders', async () => {
  const as = { as: organiser };
  const sell = () => service.data(recordSaleMutation, { input: make.saleInput(stall, [[jar, 1]]) }, as);
  const clients = Array.from({ length: 50 }, async () => [await sell(), await sell()]);
  const closing = sell().then(() => books.close(stall, day));
  const closed = await closing;
  const sold = (await Promise.all(clients)).flat().map(({ made }) => made as { day: string; receiptNumber: string });
  const open = await books.of(stall, nextDay);
  expect(await books.of(stall, day)).toEqual(closed);
  expect(closed.orders + open.orders).toBe(101);
  expect(Number(closed.gross.amount) + Number(open.gross.amount)).toBe(101 * 35);
  expect(open.corrections).toHaveLength(open.orders);
  const rows: { day: string; orders: number }[] = await service.database.query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, count(*)::integer AS orders FROM orders WHERE exhibitor_id = $1 GROUP BY day`,
    [stall.exhibitorId],
  );
  expect(new Map(rows.map((row) => [row.day, row.orders])).get(day)).toBe(closed.orders);
  for (const { day: on, receiptNumber } of sold) {
    expect(receiptNumber.slice(0, 8)).toBe(on.replaceAll('-', ''));
  }
});

test('fifty refunds while the day is closed: each is in exactly one statement', async () => {
  const sales = await Promise.all(Array.from({ length: 50 }, () => make.sale(stall, [[jar, 1]])));
  const refunds = sales.map((order) => make.refund(order));
  const closed = await books.close(stall, day);
  await Promise.all(refunds);
  const open = await books.of(stall, nextDay);
  expect(await books.of(stall, day)).toEqual(closed);
  expect(Number(closed.refunds.amount) + Number(open.refunds.amount)).toBe(50 * 35);
});

test('the database books nothing on a closed day, changes nothing of it, and gives no receipt of it', async () => {
  const order = await make.sale(stall, [[jar, 1]]);
  await books.close(stall, day);
  const of = [stall.exhibitorId];
  for (const [statement, parameters] of [
    ['UPDATE orders SET total_minor = 1 WHERE id = $1', [order]],
    [`UPDATE orders SET day = '2025-01-30' WHERE id = $1`, [order]],
    ['DELETE FROM orders WHERE id = $1', [order]],
    ['UPDATE receipt_counters SET last = last + 1 WHERE exhibitor_id = $1', of],
    [`UPDATE closed_days SET figures = '{}' WHERE exhibitor_id = $1`, of],
    ['DELETE FROM closed_days WHERE exhibitor_id = $1', of],
  ] as const) {
    await expect(service.database.query(statement, [...parameters])).rejects.toThrow();
  }
  const late = await make.sale(stall, [[jar, 1]]);
  await expect(service.database.query('UPDATE orders SET day = $2 WHERE id = $1', [late, day])).rejects.toThrow(
    'The day is closed.',
  );
});

test('only the exhibitor itself and the organiser close its day, only the organiser that of the fair; no day to come, none before the edition', async () => {
  const input = { exhibitorId: stall.exhibitorId, editionId: edition, day };
  const refused = async (mutation: string, type: string, given: object, as?: typeof organiser) =>
    (
      await service.refusal(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { day } }`,
        { input: given },
        { as },
      )
    ).code;
  expect(await refused('closeDay', 'CloseDayInput', input, actingFor(newId()))).toBe('FORBIDDEN');
  expect(await refused('closeDay', 'CloseDayInput', input)).toBe('UNAUTHENTICATED');
  const own = actingFor(stall.exhibitorId);
  expect(await refused('closeFairDay', 'CloseFairDayInput', { editionId: edition, day }, own)).toBe('FORBIDDEN');
  for (const wrong of ['2025-01-26', nextDay]) {
    expect(await refused('closeDay', 'CloseDayInput', { ...input, day: wrong }, own)).toBe('BAD_USER_INPUT');
  }
  const stranger = { ...input, exhibitorId: newId() };
  expect(await refused('closeDay', 'CloseDayInput', stranger, organiser)).toBe('NOT_FOUND');
});
