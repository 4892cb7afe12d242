import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type TestService } from '@maarad/shared/testing';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { openSales } from '../testing/open-sales.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let stall: TestStall;
let editionId: string;

const list = 'mutation ($input: ListProductInput!) { listProduct(input: $input) { id } }';
const update = `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) {
  labels certifications { label certificateNumber certifiedBy validUntil valid } } }`;
const organic = {
  label: 'ORGANIC',
  certificateNumber: 'MA-BIO-154/2471',
  certifiedBy: 'Ecocert',
  validUntil: '2025-01-29',
};
const origin = { label: 'PROTECTED_ORIGIN', certificateNumber: 'AOP-Taliouine 12' };

const change = async (productId: string, input: object, as = actingFor(stall.exhibitorId)) =>
  (await service.data(update, { input: { productId, ...input } }, { as })).updateProduct;

beforeAll(async () => {
  ({ service, make, edition: editionId, stall } = await openSales());
});
beforeEach(() => service.setNow(noon));
afterAll(() => service.close());

test('a label is shown with its certificate, and says whether that is good today', async () => {
  const id = await make.product(stall, { labels: ['FAIR_TRADE'], certifications: [organic, origin] });
  const ask = `query ($id: ID!) { product(id: $id) { labels
    certifications { label certificateNumber certifiedBy validUntil valid } } }`;
  expect((await service.data(ask, { id })).product).toEqual({
    labels: ['FAIR_TRADE', 'ORGANIC', 'PROTECTED_ORIGIN'],
    certifications: [
      { ...organic, valid: true },
      { ...origin, certifiedBy: null, validUntil: null, valid: true },
    ],
  });
  service.setNow(new Date('2025-01-29T23:00:00Z'));
  expect((await service.data(ask, { id })).product.certifications[0]).toMatchObject({ valid: false });
});

test('a certificate has its number, is not out of date, and stands for one label', async () => {
  const refused = async (...certifications: object[]) =>
    service.refusal(list, { input: make.productInput(stall, { certifications }) }, { as: organiser });
  expect((await refused({ label: 'ORGANIC' })).code).toBe('BAD_USER_INPUT');
  expect((await refused({ label: 'ORGANIC', certificateNumber: '' })).code).toBe('BAD_USER_INPUT');
  expect((await refused({ label: 'ORGANIC', certificateNumber: '   ' })).code).toBe('BAD_USER_INPUT');
  expect((await refused(organic, organic)).code).toBe('BAD_USER_INPUT');
  expect(await refused(origin, { ...organic, validUntil: '2025-01-28' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'certifications.1.validUntil' }],
  });
});

test('new certificates take the place of the old, and a label that goes takes its certificate along', async () => {
  const productId = await make.product(stall, { labels: [], certifications: [organic] });
  expect((await change(productId, { certifications: [origin] })).certifications).toMatchObject([origin]);
  const both = await change(productId, { certifications: [origin, { ...organic, certificateNumber: 'MA-BIO-154/9' }] });
  expect(both).toMatchObject({
    labels: ['ORGANIC', 'PROTECTED_ORIGIN'],
    certifications: [{ certificateNumber: 'MA-BIO-154/9' }, origin],
  });
  expect(await change(productId, { category: 'SPICES' })).toEqual(both);
  expect(await change(productId, { labels: ['PROTECTED_ORIGIN'] })).toMatchObject({
    labels: ['PROTECTED_ORIGIN'],
    certifications: [origin],
  });
  const input = { productId, certifications: [organic] };
  expect((await service.refusal(update, { input }, { as: actingFor(newId()) })).code).toBe('FORBIDDEN');
});

test('products are found by label, and by whether a certificate that is good today stands behind it', async () => {
  const category = 'FIND_BY_LABEL';
  const said = await make.product(stall, { category, labels: ['ORGANIC'] });
  const proven = await make.product(stall, { category, labels: [], certifications: [organic] });
  const other = await make.product(stall, { category, labels: ['ORGANIC'], certifications: [origin] });
  const ask = 'query ($filter: ProductFilter) { products(filter: $filter) { totalCount nodes { id } } }';
  const found = async (filter: object) => {
    const { products } = await service.data(ask, { filter: { category, ...filter } });
    expect(products.totalCount).toBe(products.nodes.length);
    return products.nodes.map(({ id }: { id: string }) => id);
  };
  expect(await found({ label: 'ORGANIC' })).toEqual([said, proven, other]);
  expect(await found({ certified: true })).toEqual([proven, other]);
  expect(await found({ label: 'ORGANIC', certified: true })).toEqual([proven]);
  expect(await found({ label: 'ORGANIC', certified: false })).toEqual([said, other]);
  expect(await found({ certified: false })).toEqual([said]);
  service.setNow(new Date('2025-01-30T11:00:00Z'));
  expect(await found({ certified: true })).toEqual([other]);
});

test('the certificates of fifty products are read in as many statements as those of one', async () => {
  const many = await make.stall(editionId);
  await Promise.all(Array.from({ length: 50 }, () => make.product(many, { certifications: [organic] })));
  const ask = `query ($filter: ProductFilter, $first: Int!) { products(filter: $filter, first: $first) {
    nodes { certifications { certificateNumber valid } } } }`;
  const count = (first: number) =>
    service.countStatements(() => service.data(ask, { filter: { exhibitorId: many.exhibitorId }, first }));
  const one = await count(1);
  expect(await count(50)).toBe(one);
});
