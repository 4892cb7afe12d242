import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';
import { partnershipBuilders } from '../testing/partnership-builders.js';

let service: TestService;
let partnerships: ReturnType<typeof partnershipBuilders>;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  partnerships = partnershipBuilders(service);
});
afterAll(() => service.close());

const as = { as: organiser };
const listed = async (filter: object): Promise<string[]> => {
  const { partnerships: list } = await service.data(
    'query ($filter: PartnershipFilter) { partnerships(first: 100, filter: $filter) { nodes { id } } }',
    { filter },
    as,
  );
  return list.nodes.map(({ id }: { id: string }) => id);
};

test('partnerships are filtered by edition, exhibitor, kind, status, and by region and country of either side', async () => {
  const editionId = await make.edition();
  const souss = await make.exhibitor();
  const draa = await make.exhibitor({ region: 'DRAA_TAFILALET' });
  const senegal = await make.exhibitor({ kind: 'DELEGATION', country: 'SN', region: undefined });
  const regional = await partnerships.agreed(souss, draa, { editionId });
  const abroad = await partnerships.proposed(senegal, souss, { editionId, kind: 'EXPORT' });
  const outside = (await partnerships.recordOutside(draa)).data?.made.id;
  expect(await listed({ editionId })).toEqual([abroad, regional]);
  expect(await listed({ exhibitorId: souss })).toEqual([abroad, regional]);
  expect(await listed({ exhibitorId: draa })).toEqual([outside, regional]);
  expect(await listed({ editionId, kind: 'EXPORT' })).toEqual([abroad]);
  expect(await listed({ editionId, status: 'AGREED' })).toEqual([regional]);
  expect(await listed({ region: 'DRAA_TAFILALET' })).toEqual([outside, regional]);
  expect(await listed({ country: 'SN' })).toEqual([abroad]);
  expect(await listed({ country: 'FR' })).toEqual([outside]);
  expect(await listed({ editionId: 'no id' })).toEqual([]);
  expect(await listed({ exhibitorId: 'no id' })).toEqual([]);
});

test("an exhibitor's partnerships are paged, whichever side it is of, the latest proposed first", async () => {
  const [hub, ...others] = await Promise.all(Array.from({ length: 6 }, () => make.exhibitor()));
  const proposed: string[] = [];
  for (const [index, each] of others.entries()) {
    const [from = '', to = ''] = index % 2 ? [hub, each] : [each, hub];
    proposed.unshift(await partnerships.proposed(from, to));
  }
  const query =
    'query ($id: ID!, $after: String) { exhibitor(id: $id) { partnerships(first: 3, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }';
  const own = { as: actingFor(hub ?? '') };
  const first = (await service.data(query, { id: hub }, own)).exhibitor.partnerships;
  const rest = (await service.data(query, { id: hub, after: first.pageInfo.endCursor }, own)).exhibitor.partnerships;
  expect([...first.nodes, ...rest.nodes].map(({ id }: { id: string }) => id)).toEqual(proposed);
  expect([first.totalCount, first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([5, true, false]);
  const foreign = Buffer.from(JSON.stringify(['2025-01-01'])).toString('base64url');
  expect(await service.refusal(query, { id: hub, after: foreign }, own)).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'after' }],
  });
});

test('lists of partnerships, of exhibitors with theirs and of their follow-ups run as many statements for fifty as for one', async () => {
  const editionId = await make.edition();
  const hub = await make.exhibitor();
  const grow = async (count: number) => {
    for (let made = 0; made < count; made += 1) {
      const id = await partnerships.agreed(hub, await make.exhibitor(), { editionId });
      await partnerships.followUp(id, 'ON_TRACK', organiser);
    }
  };
  const asked = (filter: object) => () =>
    service.data(
      `query ($filter: PartnershipFilter) { partnerships(first: 100, filter: $filter) { totalCount nodes {
        kind from { name { value } partnerships(first: 2) { totalCount nodes { id } } }
        to { name { value } partnerships(first: 2) { totalCount nodes { id to { id } } } }
        partner { id } edition { id } history { status } nextFollowUpDue followUps(first: 2) { totalCount nodes { state partnership { id } } }
      } } }`,
      { filter },
      as,
    );
  await grow(1);
  const forOne = await service.countStatements(asked({ editionId }));
  await grow(49);
  expect(await service.countStatements(asked({ editionId }))).toBe(forOne);
  const references = (ids: string[]) => () =>
    service.data(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Partnership { id from { id } } } }',
      { representations: ids.map((id) => ({ __typename: 'Partnership', id })) },
      as,
    );
  const ids = await listed({ editionId });
  expect(ids).toHaveLength(50);
  expect(await service.countStatements(references(ids))).toBe(
    await service.countStatements(references(ids.slice(0, 1))),
  );
});
