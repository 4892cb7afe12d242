import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

const list = 'mutation ($input: ListProductInput!) { listProduct(input: $input) { id } }';

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

test('an approved registration opens the stall once, however often the event comes', async () => {
  const stall = { exhibitorId: newId(), editionId: edition, registrationId: newId() };
  const approval = make.approval(stall);
  await service.deliver(approval, approval);
  await service.deliver(approval);
  const rows = await service.database.query('SELECT id, open FROM stalls WHERE exhibitor_id = $1', [stall.exhibitorId]);
  expect(rows).toEqual([{ id: stall.registrationId, open: true }]);
});

test('nothing is listed before the approval, nor after the withdrawal', async () => {
  const nobody = { exhibitorId: newId(), editionId: edition, registrationId: newId() };
  expect(await service.refusal(list, { input: make.productInput(nobody) }, { as: organiser })).toMatchObject({
    code: 'NOT_FOUND',
    type: 'Stall',
    exhibitorId: nobody.exhibitorId,
  });
  const stall = await make.stall(edition);
  await make.close(stall);
  expect(await service.refusal(list, { input: make.productInput(stall) }, { as: organiser })).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Registration', id: stall.registrationId }],
  });
});

test('a redelivered approval does not reopen a stall that has closed', async () => {
  const stall = { exhibitorId: newId(), editionId: edition, registrationId: newId() };
  const approval = make.approval(stall);
  await service.deliver(approval);
  await make.close(stall);
  await service.deliver(approval);
  expect((await service.refusal(list, { input: make.productInput(stall) }, { as: organiser })).code).toBe('CONFLICT');
});

test('an exhibitor that registers again after a withdrawal sells again', async () => {
  const stall = await make.stall(edition);
  const product = await make.product(stall);
  await make.close(stall);
  await service.deliver(make.approval({ ...stall, registrationId: newId() }));
  await make.sale(stall, [[product, 1]]);
  expect(await make.available(product)).toBe(9);
});

test('the products of a closed stall are on no list', async () => {
  const stall = await make.stall(edition);
  await make.product(stall);
  const ask = 'query ($filter: ProductFilter) { products(filter: $filter) { totalCount } }';
  const filter = { exhibitorId: stall.exhibitorId };
  expect((await service.data(ask, { filter })).products.totalCount).toBe(1);
  await make.close(stall);
  expect((await service.data(ask, { filter })).products.totalCount).toBe(0);
});
