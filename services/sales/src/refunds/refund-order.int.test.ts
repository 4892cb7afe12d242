import fc from 'fast-check';
import { orderRefunded, saleRecorded } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let stall: TestStall;

const refund = 'mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { status refundedAt refundReason } }';

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  stall = await make.stall(await make.edition());
});
afterAll(() => service.close());

test('a refund puts the goods back and is told after the sale, with the same facts and the reason', async () => {
  const product = await make.product(stall);
  const order = await make.sale(stall, [[product, 4]]);
  const input = { orderId: order, reason: 'the jar was broken' };
  const { refundOrder } = await service.data(refund, { input }, { as: actingFor(stall.exhibitorId) });
  expect(refundOrder).toEqual({ status: 'REFUNDED', refundedAt: noon.toISOString(), refundReason: input.reason });
  expect(await make.available(product)).toBe(10);
  expect(await make.ledger(product)).toEqual({ RECEIVED: 10, SOLD: -4, REFUNDED: 4, sum: 10 });
  const [sale, back] = (await service.told()).filter(({ subject }) => subject === order);
  expect([sale?.type, back?.type]).toEqual([saleRecorded.type, orderRefunded.type]);
  expect(back).toMatchObject({ sequence: '0000000002', data: { ...sale?.data, reason: input.reason } });
  expect(orderRefunded.data.parse(back?.data).refund).toMatchObject({ amount: { minor: 14000 }, restocked: true });
});

test('an order is refunded once, however many ask at once', async () => {
  const product = await make.product(stall);
  const input = { orderId: await make.sale(stall, [[product, 4]]), reason: 'x' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.execute(refund, { input }, { as: organiser })),
  );
  const refusals = answers.flatMap(({ errors }) => errors ?? []);
  expect(refusals).toHaveLength(49);
  expect(new Set(refusals.map(({ extensions }) => extensions?.code))).toEqual(new Set(['ILLEGAL_TRANSITION']));
  expect(await make.available(product)).toBe(10);
});

test('a closed stall still takes back what it sold', async () => {
  const own = await make.stall(stall.editionId);
  const product = await make.product(own);
  const order = await make.sale(own, [[product, 1]]);
  await make.close(own);
  await make.refund(order);
  expect(await make.available(product)).toBe(10);
});

test('refuses a refund of another’s order, or of none', async () => {
  const order = await make.sale(stall, [[await make.product(stall), 1]]);
  const ask = (orderId: string, as = organiser) => service.refusal(refund, { input: { orderId, reason: 'x' } }, { as });
  expect((await ask(order, actingFor(newId()))).code).toBe('FORBIDDEN');
  for (const id of [newId(), 'nothing']) {
    expect(await ask(id)).toMatchObject({ code: 'NOT_FOUND', type: 'Order', id });
  }
});

test('whatever happens at a stall at once, the ledger adds up to what is available and nothing is oversold', async () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant('sell' as const), from: fc.nat(2), quantity: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ kind: fc.constant('receive' as const), from: fc.nat(2), quantity: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('refund' as const), from: fc.nat(50), quantity: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(action, { minLength: 1, maxLength: 12 }), { maxLength: 4 }), async (rounds) => {
      const products = await Promise.all([5, 9, 14].map((openingStock) => make.product(stall, { openingStock })));
      const orders: string[] = [];
      for (const round of rounds) {
        const sold = await Promise.all(
          round.map(async ({ kind, from, quantity }) => {
            const one = products[from % 3] as string;
            const two = products[(from + 1) % 3] as string;
            if (kind === 'sell') {
              const input = make.saleInput(
                stall,
                from === 2
                  ? [
                      [two, quantity],
                      [one, 1],
                    ]
                  : [
                      [one, quantity],
                      [two, 1],
                    ],
              );
              const sale = 'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { id } }';
              const { data, errors } = await service.execute(sale, { input }, { as: organiser });
              expect(errors?.[0]?.extensions?.code ?? 'SOLD_OUT').toBe('SOLD_OUT');
              return (data?.recordSale as { id: string } | undefined)?.id;
            }
            if (kind === 'receive') {
              const input = { productId: one, quantity, idempotencyKey: newId() };
              const receive = 'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }';
              await service.data(receive, { input }, { as: organiser });
            } else if (orders.length > 0) {
              const input = { orderId: orders[from % orders.length], reason: 'x' };
              const { errors } = await service.execute(refund, { input }, { as: organiser });
              expect(errors?.[0]?.extensions?.code ?? 'ILLEGAL_TRANSITION').toBe('ILLEGAL_TRANSITION');
            }
            return undefined;
          }),
        );
        orders.push(...sold.filter((id) => id !== undefined));
      }
      for (const product of products) {
        const available = await make.available(product);
        expect(available).toBeGreaterThanOrEqual(0);
        expect((await make.ledger(product)).sum).toBe(available);
      }
    }),
    { numRuns: 15 },
  );
});
