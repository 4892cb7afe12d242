import { newId } from '@maarad/shared/runtime';
import { anonymous } from '@maarad/shared/auth';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { baskets } from '../testing/test-basket.js';
import { statementOfEdition, statementOfExhibitor, statements } from '../testing/test-statements.js';
import { testTill } from '../testing/test-till.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let books: ReturnType<typeof statements>;
let edition: string;
let stall: TestStall;
let jar: string;

const day = '2025-01-29';

beforeAll(async () => {
  service = await testService(salesService);
  make = builders(service);
  books = statements(service);
});
beforeEach(async () => {
  service.setNow(noon);
  edition = await make.edition();
  stall = await make.stall(edition);
  jar = await make.product(stall);
});
afterAll(() => service.close());

test('a statement says gross, refunds, fees and net, by product and by payment, with its receipts from and to', async () => {
  const honey = await make.product(stall, { name: { ar: 'عسل' }, price: { amount: '10.00', currency: 'MAD' } });
  await books.setFees(edition, '2.50');
  await make.sale(stall, [
    [jar, 2],
    [honey, 3],
  ]);
  const order = await make.sale(stall, [[jar, 2]], { payment: 'CARD' });
  const refund = 'mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { id } }';
  const lines = [{ productId: jar, quantity: 1 }];
  const input = { orderId: order, reason: 'dented', lines, payment: 'CASH', idempotencyKey: newId() };
  await service.data(refund, { input }, { as: organiser });
  expect(await books.of(stall, day)).toMatchObject({
    ...{ day, orders: 2, gross: { amount: '170.00' }, refunds: { amount: '35.00' } },
    ...{ fees: { amount: '3.38' }, feePercent: '2.5', net: { amount: '131.62' } },
    ...{ firstReceipt: '20250129-0001', lastReceipt: '20250129-0002', closedAt: null },
    byProduct: [
      { sold: 4, gross: { amount: '140.00' }, returned: 1, refunds: { amount: '35.00' }, product: { id: jar } },
      { sold: 3, gross: { amount: '30.00' }, returned: 0, refunds: { amount: '0.00' }, name: { value: 'عسل' } },
    ],
    byPayment: [
      {
        method: 'CASH',
        orders: 1,
        gross: { amount: '100.00' },
        refunds: { amount: '35.00' },
        net: { amount: '65.00' },
      },
      { method: 'CARD', orders: 1, gross: { amount: '70.00' }, refunds: { amount: '0.00' }, net: { amount: '70.00' } },
    ],
  });
});

test('a sale beyond the stock counts as sold while its settlement is open', async () => {
  const till = await testTill(service, stall);
  await till.sync(till.entry(1, [[jar, 12]]));
  expect(await books.of(stall, day)).toMatchObject({
    gross: { amount: '420.00' },
    byProduct: [{ sold: 12, returned: 0 }],
  });
});

test('what is ordered online counts once it is paid, its delivery beside the products', async () => {
  const shop = baskets(service, () => edition);
  await shop.place([[jar, 1]]);
  const paid = await shop.place([[jar, 2]], organiser, { deliveryFee: { amount: '20.00', currency: 'MAD' } });
  await shop.pay({ basketId: paid.id, method: 'MOBILE' });
  expect(await books.of(stall, day)).toMatchObject({
    ...{ orders: 1, gross: { amount: '90.00' }, delivery: { amount: '20.00' } },
    byProduct: [{ sold: 2, gross: { amount: '70.00' } }],
    byPayment: [{ method: 'MOBILE', gross: { amount: '90.00' } }],
  });
  await make.refund(paid.orders[0].id);
  expect(await books.of(stall, day)).toMatchObject({
    refunds: { amount: '90.00' },
    deliveryRefunds: { amount: '20.00' },
  });
});

test('a closed day keeps the rate of its fees; open days have the one of now', async () => {
  await make.sale(stall, [[jar, 1]], { soldAt: '2025-01-28T10:00:00Z' });
  await make.sale(stall, [[jar, 1]]);
  expect(await books.of(stall, day)).toMatchObject({ fees: { amount: '0.00' }, feePercent: null });
  await books.setFees(edition, '10');
  await books.close(stall, '2025-01-28');
  await books.setFees(edition, '20');
  expect(await books.of(stall, '2025-01-28')).toMatchObject({ fees: { amount: '3.50' }, feePercent: '10' });
  expect(await books.of(stall, day)).toMatchObject({ fees: { amount: '7.00' }, feePercent: '20' });
  expect(await books.of(stall)).toMatchObject({ day: null, fees: { amount: '10.50' }, feePercent: null, orders: 2 });
  const ask = 'mutation ($input: SetFairFeesInput!) { setFairFees(input: $input) { percent } }';
  for (const percent of ['100.01', '-1', '2.555']) {
    const input = { editionId: edition, percent };
    expect((await service.refusal(ask, { input }, { as: organiser })).code).toBe('BAD_USER_INPUT');
  }
  const input = { editionId: edition, percent: '1' };
  expect((await service.refusal(ask, { input }, { as: actingFor(stall.exhibitorId) })).code).toBe('FORBIDDEN');
});

test('the statement of the fair is the sum of those of its exhibitors, and closing its day closes theirs', async () => {
  await books.setFees(edition, '3.33');
  const others = await Promise.all(Array.from({ length: 4 }, () => make.stall(edition)));
  for (const other of others.slice(1)) {
    await make.sale(other, [[await make.product(other), 2]]);
  }
  await make.sale(stall, [[jar, 3]]);
  await books.close(stall, day);
  const open = await books.ofFair(edition, day);
  expect(open).toMatchObject({ orders: 4, gross: { amount: '315.00' }, closedAt: null, exhibitor: null });
  const closed = await books.closeFair(edition, day);
  await make.sale(stall, [[jar, 1]]);
  const { exhibitors, ...fair } = await books.ofFair(edition, day);
  expect(fair).toEqual({ ...closed, closedAt: noon.toISOString() });
  expect(exhibitors.totalCount).toBe(5);
  for (const figure of ['gross', 'refunds', 'fees', 'net'] as const) {
    const sum = exhibitors.nodes.reduce((total: number, node: any) => total + Number(node[figure].amount), 0);
    expect(sum.toFixed(2)).toBe(fair[figure].amount);
  }
  expect(exhibitors.nodes.every(({ closedAt }: { closedAt: string }) => closedAt === noon.toISOString())).toBe(true);
});

test('only the exhibitor itself and the organiser see a statement, and only the organiser that of the fair', async () => {
  await make.sale(stall, [[jar, 1]]);
  const of = [{ __typename: 'Exhibitor', id: stall.exhibitorId }];
  const whole = [{ __typename: 'Edition', id: edition }];
  expect(await books.of(stall, day, actingFor(stall.exhibitorId))).toMatchObject({ orders: 1 });
  expect(await books.of(stall, day, actingFor(newId()))).toBeNull();
  for (const as of [anonymous, { id: 'p', role: 'partner' as const, partnerId: newId() }]) {
    const code = as === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect((await service.refusal(statementOfExhibitor, { of, day, edition }, { as })).code).toBe(code);
    expect((await service.refusal(statementOfEdition, { of: whole, day }, { as })).code).toBe(code);
  }
  const as = actingFor(stall.exhibitorId);
  expect((await service.refusal(statementOfEdition, { of: whole, day }, { as })).code).toBe('FORBIDDEN');
});

test('an exhibitor without a stall has no statement, nor has an edition that sales has not heard of; no day is before the edition', async () => {
  expect(await books.of({ ...stall, exhibitorId: newId() }, day)).toBeNull();
  expect(await books.of({ ...stall, exhibitorId: 'nobody' }, day)).toBeNull();
  expect(await books.of({ ...stall, editionId: newId() }, day)).toBeNull();
  expect(await books.ofFair(newId(), day)).toBeNull();
  const of = [{ __typename: 'Exhibitor', id: stall.exhibitorId }];
  const early = { of, edition, day: '2025-01-26' };
  expect(await service.refusal(statementOfExhibitor, early, { as: organiser })).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', problems: [{ path: 'day' }] },
  });
});

test('the statements of fifty exhibitors cost as many statements as that of one, and so does closing their day', async () => {
  const stalls = await Promise.all(Array.from({ length: 50 }, () => make.stall(edition)));
  await Promise.all(stalls.map(async (one) => make.sale(one, [[await make.product(one), 1]])));
  const ask = (first: number) =>
    service.countStatements(() =>
      service.data(statementOfEdition, { of: [{ __typename: 'Edition', id: edition }], day, first }, { as: organiser }),
    );
  expect(await ask(50)).toBe(await ask(1));
  const lonely = await make.edition();
  const only = await make.stall(lonely);
  await make.sale(only, [[await make.product(only), 1]]);
  const close = (of: string) => service.countStatements(() => books.closeFair(of, day));
  expect(await close(edition)).toBe(await close(lonely));
});
