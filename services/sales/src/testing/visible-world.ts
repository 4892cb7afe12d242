import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type Door } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon } from './builders.js';
import { customerBuilders } from './customer-builders.js';
import { baskets, buyer } from './test-basket.js';
import { statements } from './test-statements.js';
import { testTill } from './test-till.js';

/** A market with something in every field, and the ways to each thing. */
export async function visibleWorld() {
  const service = await testService(salesService);
  service.setNow(noon);
  const make = builders(service);
  const customers = customerBuilders(service);
  const editionId = await make.edition();
  const stall = await make.stall(editionId);
  const otherStall = await make.stall(editionId);
  const { exhibitorId } = stall;
  const insiders = [actingFor(exhibitorId)];
  const product = await make.product(stall, { lowStockAt: 3, openingStock: 20 });
  const otherProduct = await make.product(otherStall);
  await statements(service).setFees(editionId, '2.5');

  const sale = await make.sale(stall, [[product, 3]]);
  await make.refund(sale);
  const customer = buyer();
  const basket = baskets(service, () => editionId);
  const placed = await basket.place(
    [
      [product, 2],
      [otherProduct, 1],
    ],
    customer,
    {
      ...{ buyerName: 'Khadija Benali', buyerContact: '+212600000002', deliveryNote: 'behind the mosque' },
    },
  );
  const online = placed.orders.find(({ exhibitor }: any) => exhibitor.id === exhibitorId).id as string;
  await basket.pay({ orderId: online, reference: 'TX-4711-0815' });
  await basket.fulfil(online);
  const givenUp = await basket.place([[otherProduct, 1]], customer);
  await basket.cancel({ orderId: givenUp.orders[0].id, reason: 'It rains too much.' }, customer);
  const till = await testTill(service, stall);
  const [oversold] = await till.sync(till.entry(1, [[product, 40]]), till.entry(3, [[product, 1]]));
  const [settlement] = oversold?.order.settlements ?? [];
  await service.data(
    'mutation ($input: SettleSaleInput!) { settleSale(input: $input) { id } }',
    { input: { settlementId: settlement.id, resolution: 'REFUND', note: 'She comes back tomorrow.' } },
    { as: organiser },
  );
  const customerId = await customers.customer(exhibitorId);
  const erased = await customers.customer(exhibitorId, { name: 'Somebody Erased', email: 'erased@example.org' });
  await customers.erase(exhibitorId, erased);
  await statements(service).close(stall, '2025-01-29');
  service.setNow(new Date('2025-01-30T11:00:00Z'));
  await make.refund(online);
  await service.data(
    'mutation ($input: WithdrawCustomerConsentInput!) { withdrawCustomerConsent(input: $input) { id } }',
    { input: { customerId, purposes: ['NEWS'] } },
    { as: actingFor(exhibitorId) },
  );

  const buyers = [customer, ...insiders];
  const ofDay = `(day: "2025-01-29", editionId: "${editionId}")`;
  const ofNextDay = `(day: "2025-01-30", editionId: "${editionId}")`;
  const doors: Door[] = [
    { type: 'Order', id: sale, ask: 'order(id: $id)', insiders },
    { type: 'Order', id: online, ask: 'order(id: $id)', insiders: buyers },
    { type: 'Order', id: oversold?.order.id, insiders },
    { type: 'Order', id: givenUp.orders[0].id, ask: 'order(id: $id)', insiders: [customer] },
    { type: 'OrderConnection', ask: `orders(filter: { exhibitorId: "${exhibitorId}" })`, insiders },
    { type: 'OrderConnection', ask: 'myOrders', insiders: [customer] },
    { type: 'Basket', id: placed.id, ask: 'basket(id: $id)', insiders: [customer] },
    { type: 'Product', id: product, ask: 'product(id: $id)', insiders },
    { type: 'Exhibitor', id: exhibitorId, insiders, args: { 'Exhibitor.statement': ofDay } },
    { type: 'Exhibitor', id: exhibitorId, insiders, args: { 'Exhibitor.statement': ofNextDay } },
    { type: 'Edition', id: editionId, insiders, args: { 'Edition.statement': '(day: "2025-01-29")' } },
    { type: 'SettlementConnection', ask: `settlements(exhibitorId: "${exhibitorId}")`, insiders },
    { type: 'TillConnection', ask: `tills(exhibitorId: "${exhibitorId}")`, insiders },
    { type: 'Customer', id: customerId, ask: 'customer(id: $id)', insiders },
    { type: 'CustomerConnection', ask: 'customers', insiders },
    { type: 'CustomerErasureConnection', ask: 'customerErasures', insiders },
    { type: 'CustomerExport', ask: 'exportCustomers', insiders },
    { type: 'StockProof', ask: 'stockProof', insiders },
  ];
  const strangers = [
    { id: 'anonymous', role: 'visitor' as const },
    { id: 'somebody', role: 'visitor' as const, exhibitorId },
    actingFor(newId()),
    { id: 'another partner', role: 'partner' as const, partnerId: newId() },
    { id: 'another trainer', role: 'trainer' as const, trainerId: newId() },
  ];
  return { service, doors, strangers, close: () => service.close() };
}
