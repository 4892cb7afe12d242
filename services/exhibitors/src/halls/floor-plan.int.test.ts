import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;

beforeAll(async () => {
  service = await testService(exhibitorsService);
});
afterAll(() => service.close());

test('a floor plan has all that is drawn, in metres: the hall, its stands, its aisles', async () => {
  const editionId = await builders(service).edition();
  const aisles = [{ x: 0, y: 3, width: 12, depth: 2.5 }];
  const position = { x: 0, y: 0, width: 4, depth: 3 };
  const input = {
    ...{ idempotencyKey: newId(), editionId, code: 'B', name: { fr: 'Halle B' }, width: 12, depth: 8 },
    stands: [{ code: 'B-1', position }],
  };
  const create = 'mutation ($input: CreateHallInput!) { createHall(input: $input) { id } }';
  const as = { as: organiser };
  const { createHall } = await service.data(create, { input: { ...input, aisles } }, as);
  const { edition } = await service.data(
    `query ($id: ID!) { edition(id: $id) { halls { id width depth aisles { x y width depth }
       stands { code area position { x y width depth } } } } }`,
    { id: editionId },
  );
  expect(edition.halls).toEqual([
    { id: createHall.id, width: 12, depth: 8, aisles, stands: [{ code: 'B-1', area: 12, position }] },
  ]);
  const blocked = { ...input, idempotencyKey: newId(), code: 'C', aisles: [{ x: 0, y: 2, width: 12, depth: 2 }] };
  expect(await service.refusal(create, { input: blocked }, as)).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'aisles.0', rule: 'must not lie on stand B-1' }],
  });
});
