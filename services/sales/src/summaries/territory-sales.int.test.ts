import { newId } from '@maarad/shared/runtime';
import { testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon } from '../testing/builders.js';

let service: TestService;
let edition: string;

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  const make = builders(service);
  edition = await make.edition();
  for (const [region, country, amount] of [
    ['SOUSS_MASSA', 'MA', '30.00'],
    ['ORIENTAL', 'MA', '10.00'],
    [null, 'SN', '60.00'],
  ]) {
    const stall = await make.stall(edition, { region, country });
    await make.sale(stall, [[await make.product(stall, { price: { amount, currency: 'MAD' } }), 1]]);
  }
});
afterAll(() => service.close());

const territory = (region: string, editionId = edition) => ({ __typename: 'Territory', editionId, region });
const query =
  'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Territory { region sales { region orders revenue { amount currency } } salesShare } } }';
const ask = async (...of: object[]) => (await service.data(query, { of }))._entities;

test('a territory shows what its exhibitors sold and their share of all sales, those from abroad included', async () => {
  expect(await ask(territory('SOUSS_MASSA'), territory('FES_MEKNES'))).toEqual([
    {
      region: 'SOUSS_MASSA',
      sales: { region: 'SOUSS_MASSA', orders: 1, revenue: { amount: '30.00', currency: 'MAD' } },
      salesShare: 0.3,
    },
    {
      region: 'FES_MEKNES',
      sales: { region: 'FES_MEKNES', orders: 0, revenue: { amount: '0.00', currency: 'MAD' } },
      salesShare: 0,
    },
  ]);
});

test('a territory of an edition that sales has not heard of, or that is no edition, has no sales', async () => {
  const none = { region: 'ORIENTAL', sales: null, salesShare: null };
  expect(await ask(territory('ORIENTAL', newId()), territory('ORIENTAL', 'nothing'))).toEqual([none, none]);
});

test('all territories of an edition cost as many statements as one', async () => {
  const regions = ['SOUSS_MASSA', 'ORIENTAL', 'FES_MEKNES', 'MARRAKECH_SAFI', 'GUELMIM_OUED_NOUN'];
  const one = await service.countStatements(() => ask(territory('SOUSS_MASSA')));
  expect(await service.countStatements(() => ask(...regions.map((region) => territory(region))))).toBe(one);
});
