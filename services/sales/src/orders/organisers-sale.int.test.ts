import { actingFor, organiser, type TestService } from '@maarad/shared/testing';
import { builders, recordSaleMutation as record, type TestStall } from '../testing/builders.js';
import { openSales } from '../testing/open-sales.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let stall: TestStall;
let product: string;

beforeAll(async () => {
  ({ service, make, edition, stall } = await openSales());
});
beforeEach(async () => {
  product = await make.product(stall, { openingStock: 10 });
});
afterAll(() => service.close());

const one = () => ({ input: make.saleInput(stall, [[product, 1]]) });
const audited = () =>
  service.database.query(
    `SELECT principal, entities FROM audit WHERE operation = 'recordSale' AND entities @> jsonb_build_array(jsonb_build_object('id', $1::text))`,
    [product],
  );

test('what the organiser sells for an exhibitor is in the audit, once, by all that it concerns; what the exhibitor sells is not', async () => {
  await service.data(record, one(), { as: actingFor(stall.exhibitorId) });
  expect(await audited()).toEqual([]);
  const variables = one();
  const answers = await Promise.all([1, 2, 3].map(() => service.data(record, variables, { as: organiser })));
  const [{ made } = { made: undefined }] = answers;
  expect(answers).toEqual(Array(3).fill({ made }));
  expect(await audited()).toEqual([
    {
      principal: organiser.id,
      entities: [
        { type: 'Order', id: made.id },
        { type: 'Edition', id: edition },
        { type: 'Exhibitor', id: stall.exhibitorId },
        { type: 'Product', id: product },
      ],
    },
  ]);
  expect(await make.available(product)).toBe(8);
});

test('a sale that is refused is not audited, and one that cannot be audited is no sale', async () => {
  const tooMuch = { input: make.saleInput(stall, [[product, 11]]) };
  expect((await service.refusal(record, tooMuch, { as: organiser })).products).toEqual([
    { id: product, wanted: 11, left: 10 },
  ]);
  expect(await audited()).toEqual([]);
  await service.database.query('ALTER TABLE audit ADD CONSTRAINT nothing_more CHECK (false) NOT VALID');
  expect((await service.refusal(record, one(), { as: organiser })).code).toBe('INTERNAL');
  await service.data(record, one(), { as: actingFor(stall.exhibitorId) });
  await service.database.query('ALTER TABLE audit DROP CONSTRAINT nothing_more');
  expect(await make.available(product)).toBe(9);
});
