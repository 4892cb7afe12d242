import { createMetrics, showFigures } from '@maarad/shared/telemetry';
import { testService, type TestService } from '@maarad/shared/testing';
import { figures } from './figures.js';
import { salesService } from './service.js';
import { addUpSales } from './summaries/add-up-sales.js';
import { builders, noon } from './testing/builders.js';

let service: TestService;

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  const make = builders(service);
  const edition = await make.edition();
  const saffron = await make.stall(edition);
  const drums = await make.stall(edition, { kind: 'DELEGATION', country: 'SN', region: null });
  const jar = await make.product(saffron);
  const drum = await make.product(drums, { price: { amount: '500.00', currency: 'MAD' } });
  await make.sale(saffron, [[jar, 1]]);
  await make.refund(await make.sale(saffron, [[jar, 3]]));
  await make.sale(drums, [[drum, 1]]);
  await addUpSales(service);
});
afterAll(() => service.close());

test('metrics show the sales, the revenue and what was given back of the current edition', async () => {
  const metrics = createMetrics();
  showFigures(figures, service.database, metrics);
  const shown = (await metrics.metrics()).split('\n').filter((line) => line.startsWith('maarad_'));
  expect(shown.sort()).toEqual([
    'maarad_fair_refunds_minor_units{currency="MAD"} 10500',
    'maarad_fair_revenue_minor_units{kind="AGRICULTURAL_COOPERATIVE",currency="MAD"} 14000',
    'maarad_fair_revenue_minor_units{kind="DELEGATION",currency="MAD"} 50000',
    'maarad_fair_sales{kind="AGRICULTURAL_COOPERATIVE"} 2',
    'maarad_fair_sales{kind="DELEGATION"} 1',
  ]);
});

test('however often somebody scrapes, the database is asked once in ten seconds', async () => {
  const metrics = createMetrics();
  showFigures(figures, service.database, metrics);
  const scrape = () => service.countStatements(() => metrics.metrics());
  expect([await scrape(), await scrape(), await scrape()]).toEqual([figures.length, 0, 0]);
});
