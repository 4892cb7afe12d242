import { settlementSettled } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type TestService } from '@maarad/shared/testing';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { openSales } from '../testing/open-sales.js';
import { testTill } from '../testing/test-till.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let stall: TestStall;

const settle = `mutation ($input: SettleSaleInput!) { settleSale(input: $input) { resolution settledAt
  substitute { id } order { status } } }`;
const refusal = (input: object, as = organiser) => service.refusal(settle, { input }, { as });

/** A sale of five of a product of which there were two. */
const oversold = async () => {
  const product = await make.product(stall, { openingStock: 2 });
  const till = await testTill(service, stall);
  const [synced] = await till.sync(till.entry(1, [[product, 5]]));
  return { product, order: synced?.order.id as string, settlementId: synced?.order.settlements[0].id as string };
};
const receive = (productId: string, quantity: number) =>
  service.data(
    'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }',
    { input: { productId, quantity, idempotencyKey: newId() } },
    { as: organiser },
  );

beforeAll(async () => {
  ({ service, make, stall } = await openSales());
});
afterAll(() => service.close());

test('a substitute leaves the stock in place of what was missing, and comes back with a refund', async () => {
  const { product, order, settlementId } = await oversold();
  const substituteId = await make.product(stall);
  const input = { settlementId, resolution: 'SUBSTITUTE', substituteId };
  expect((await service.data(settle, { input }, { as: actingFor(stall.exhibitorId) })).settleSale).toMatchObject({
    ...{ resolution: 'SUBSTITUTE', settledAt: noon.toISOString(), substitute: { id: substituteId } },
  });
  expect([await make.available(product), await make.available(substituteId)]).toEqual([0, 7]);
  const [told] = (await service.told(settlementSettled.type)).filter(({ subject }) => subject === settlementId);
  expect(settlementSettled.data.parse(told?.data)).toMatchObject({
    resolution: 'SUBSTITUTE',
    substituteId,
    missing: 3,
  });
  await make.refund(order);
  expect([await make.available(product), await make.available(substituteId)]).toEqual([2, 10]);
  expect((await make.ledger(substituteId)).sum).toBe(10);
});

test('a later delivery waits until there is enough', async () => {
  const { product, order, settlementId } = await oversold();
  const input = { settlementId, resolution: 'LATER_DELIVERY' };
  expect(await refusal(input)).toMatchObject({ code: 'SOLD_OUT', products: [{ id: product, wanted: 3, left: 0 }] });
  await receive(product, 4);
  await service.data(settle, { input }, { as: organiser });
  expect(await make.available(product)).toBe(1);
  await make.refund(order);
  expect(await make.available(product)).toBe(6);
  expect((await make.ledger(product)).sum).toBe(6);
});

test('a refund takes the sale back whole: only what had left the stock comes back', async () => {
  const { product, settlementId } = await oversold();
  const input = { settlementId, resolution: 'REFUND', note: 'the buyer could not wait' };
  expect((await service.data(settle, { input }, { as: organiser })).settleSale).toMatchObject({
    ...{ resolution: 'REFUND', order: { status: 'REFUNDED' } },
  });
  expect(await make.ledger(product)).toEqual({ RECEIVED: 2, SOLD: -2, REFUNDED: 2, sum: 2 });
});

test('a refund of the order settles what it still missed', async () => {
  const { product, order } = await oversold();
  await make.refund(order);
  expect(await make.available(product)).toBe(2);
  const ask = 'query ($of: ID) { settlements(exhibitorId: $of, open: true, first: 100) { nodes { order { id } } } }';
  const { settlements } = await service.data(ask, { of: stall.exhibitorId }, { as: organiser });
  expect(settlements.nodes).not.toContainEqual({ order: { id: order } });
});

test('a settlement is settled once, however many ask at once', async () => {
  const { product, settlementId } = await oversold();
  await receive(product, 10);
  const inputs = Array.from({ length: 50 }, (_, n) => ({
    settlementId,
    resolution: n % 2 ? 'REFUND' : 'LATER_DELIVERY',
  }));
  const answers = await Promise.all(inputs.map((input) => service.execute(settle, { input }, { as: organiser })));
  const refusals = answers.flatMap(({ errors }) => errors ?? []);
  expect(refusals).toHaveLength(49);
  expect(new Set(refusals.map(({ extensions }) => extensions?.code))).toEqual(new Set(['ILLEGAL_TRANSITION']));
  expect((await make.ledger(product)).sum).toBe(await make.available(product));
});

test('refuses what settles nothing, and whoever it does not concern', async () => {
  const { settlementId } = await oversold();
  const substituteId = await make.product(await make.stall(stall.editionId));
  expect((await refusal({ settlementId, resolution: 'SUBSTITUTE' })).code).toBe('BAD_USER_INPUT');
  expect((await refusal({ settlementId, resolution: 'SUBSTITUTE', substituteId })).code).toBe('BAD_USER_INPUT');
  expect((await refusal({ settlementId: newId(), resolution: 'REFUND' })).code).toBe('NOT_FOUND');
  const stranger = actingFor(newId());
  expect((await refusal({ settlementId, resolution: 'REFUND' }, stranger)).code).toBe('FORBIDDEN');
  const { settlements } = await service.data('{ settlements { totalCount } }', {}, { as: stranger });
  expect(settlements.totalCount).toBe(0);
});
