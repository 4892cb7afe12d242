import { testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon } from '../testing/builders.js';
import { price, variantBuilders } from '../testing/variant-builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rugs: ReturnType<typeof variantBuilders>;
let editionId: string;

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  rugs = variantBuilders(service, make);
  editionId = await make.edition();
});
afterAll(() => service.close());

test('lists and searches show the product once, by the price and stock of its variants and the words of its options', async () => {
  const own = await make.stall(editionId);
  const id = await rugs.rug(own);
  const plain = await make.product(own, { name: { fr: 'Coussin' }, openingStock: 0 });
  await rugs.variant(id, 'RED', 'S', { price: price('80.00'), openingStock: 0 });
  await rugs.variant(id, 'BLUE', 'L', { price: price('900.00') });
  const ask = `query ($filter: ProductFilter, $search: String) { products(filter: $filter, search: $search) {
    totalCount nodes { id } } }`;
  const found = async (filter: object, search?: string) => {
    const { products } = await service.data(ask, { search, filter: { exhibitorId: own.exhibitorId, ...filter } });
    expect(products.totalCount).toBe(products.nodes.length);
    return products.nodes.map((node: { id: string }) => node.id);
  };
  expect(await found({})).toEqual([id, plain]);
  expect(await found({ inStock: true })).toEqual([id]);
  expect(await found({ inStock: false })).toEqual([plain]);
  expect(await found({ maxPrice: price('100') })).toEqual([id, plain]);
  expect(await found({ maxPrice: price('100'), inStock: true })).toEqual([]);
  expect(await found({ minPrice: price('200'), maxPrice: price('800') })).toEqual([]);
  expect(await found({}, 'bleu')).toEqual([id]);
  const { exhibitor } = await service.data(
    `query ($of: [_Any!]!) { exhibitor: _entities(representations: $of) { ... on Exhibitor {
      products(editionId: "${editionId}") { nodes { id } } } } }`,
    { of: [{ __typename: 'Exhibitor', id: own.exhibitorId }] },
  );
  expect(exhibitor[0].products.nodes).toEqual([{ id }, { id: plain }]);
});

test('fifty products with their variants are read in as many statements as one', async () => {
  const many = await make.stall(editionId);
  for (let count = 0; count < 50; count += 1) {
    await rugs.variant(await rugs.rug(many), 'RED', 'S');
  }
  const ask = `query ($filter: ProductFilter, $first: Int!) { products(filter: $filter, first: $first) { nodes {
    available sku priceRange { from { amount } } certifications { label } options { code }
    variants(first: 2) { totalCount nodes { id sku variantOf { id } choices { value { code } } certifications { label } } } } } }`;
  const count = (first: number) =>
    service.countStatements(() => service.data(ask, { filter: { exhibitorId: many.exhibitorId }, first }));
  const one = await count(1);
  expect(await count(50)).toBe(one);
});
