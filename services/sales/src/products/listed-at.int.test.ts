import { testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(salesService);
  make = builders(service);
});
afterAll(() => service.close());

test('a product says when it was listed, and an exhibitor’s are narrowed to those listed since', async () => {
  const edition = await make.edition();
  const stall = await make.stall(edition);
  const hour = (count: number) => new Date(noon.getTime() + count * 3_600_000);
  const listed: string[] = [];
  for (const count of [0, 1, 2]) {
    service.setNow(hour(count));
    listed.push(await make.product(stall));
  }
  const ask = `query ($representations: [_Any!]!, $editionId: ID!, $from: DateTime) { _entities(representations: $representations) {
    ... on Exhibitor { products(editionId: $editionId, listedFrom: $from) { totalCount nodes { id listedAt } } } } }`;
  const representations = [{ __typename: 'Exhibitor', id: stall.exhibitorId }];
  const since = async (from: Date | null) =>
    (await service.data(ask, { representations, editionId: edition, from }))._entities[0].products;
  expect((await since(null)).nodes).toEqual(listed.map((id, count) => ({ id, listedAt: hour(count).toISOString() })));
  expect(await since(hour(1))).toMatchObject({ totalCount: 2, nodes: [{ id: listed[1] }, { id: listed[2] }] });
  expect(await since(hour(3))).toEqual({ totalCount: 0, nodes: [] });
});
