import { actingFor, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../../service.js';
import { builders } from '../../testing/builders.js';
import { partnershipBuilders } from '../../testing/partnership-builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let partnerships: ReturnType<typeof partnershipBuilders>;
let editionId: string;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  partnerships = partnershipBuilders(service);
});
beforeEach(async () => {
  editionId = await make.edition();
});
afterAll(() => service.close());

const network = async (args = '') => {
  const { edition } = await service.data(
    `query ($id: ID!) { edition(id: $id) { partnershipNetwork${args && `(${args})`} {
      partnerships truncated nodes { id degree exhibitor { id region } partner { country } } edges { id from to kind agreedAt }
      byRegion { from to partnerships } byCountry { from to partnerships }
    } } }`,
    { id: editionId },
  );
  return edition.partnershipNetwork;
};

/** Two from one region, one from another, a delegation and an outside partner: what they have agreed, and what they have not. */
async function fair() {
  service.setNow(new Date('2025-01-28T10:00:00Z'));
  const souss = await make.exhibitor();
  const second = await make.exhibitor();
  const draa = await make.exhibitor({ region: 'DRAA_TAFILALET' });
  const senegal = await make.exhibitor({ kind: 'DELEGATION', country: 'SN', region: undefined });
  const supply = await partnerships.agreed(souss, draa, { editionId });
  const knowHow = await partnerships.agreed(draa, souss, { editionId, kind: 'KNOW_HOW' });
  const within = await partnerships.agreed(souss, second, { editionId });
  service.setNow(new Date('2025-01-29T10:00:00Z'));
  const abroad = await partnerships.agreed(senegal, souss, { editionId, kind: 'EXPORT' });
  const outside = (await partnerships.recordOutside(draa, { editionId })).data?.made.id as string;
  const ended = await partnerships.agreed(second, draa, { editionId });
  await partnerships.end(ended, actingFor(draa), 'over');
  await partnerships.proposed(second, senegal, { editionId });
  await partnerships.agreed(second, senegal, { kind: 'JOINT_ORDER' });
  return { souss, second, draa, senegal, supply, knowHow, within, abroad, outside };
}

test('the network of an edition is its agreed partnerships as nodes and edges, by region and country', async () => {
  const { souss, second, draa, senegal, supply, knowHow, within, abroad, outside } = await fair();
  const found = await network();
  expect(found).toMatchObject({ partnerships: 5, truncated: false });
  expect(found.edges.map(({ id }: { id: string }) => id)).toEqual([outside, abroad, within, knowHow, supply]);
  expect(found.edges[1]).toEqual({
    id: abroad,
    from: senegal,
    to: souss,
    kind: 'EXPORT',
    agreedAt: '2025-01-29T10:00:00.000Z',
  });
  const degrees = found.nodes.map(({ id, degree }: { id: string; degree: number }) => [id, degree]);
  expect(degrees.slice(0, 2)).toEqual([
    [souss, 4],
    [draa, 3],
  ]);
  const partnerId = found.edges[0].to;
  expect(new Map(degrees.slice(2))).toEqual(
    new Map([
      [second, 1],
      [senegal, 1],
      [partnerId, 1],
    ]),
  );
  expect(found.nodes.find(({ id }: { id: string }) => id === partnerId)).toMatchObject({
    exhibitor: null,
    partner: { country: 'FR' },
  });
  expect(found.byRegion).toEqual([
    { from: 'DRAA_TAFILALET', to: 'SOUSS_MASSA', partnerships: 2 },
    { from: 'DRAA_TAFILALET', to: null, partnerships: 1 },
    { from: 'SOUSS_MASSA', to: 'SOUSS_MASSA', partnerships: 1 },
    { from: 'SOUSS_MASSA', to: null, partnerships: 1 },
  ]);
  expect(found.byCountry).toEqual([
    { from: 'MA', to: 'MA', partnerships: 3 },
    { from: 'FR', to: 'MA', partnerships: 1 },
    { from: 'MA', to: 'SN', partnerships: 1 },
  ]);
});

test('the network is narrowed by kind, region and country, and its figures with it', async () => {
  const { within, abroad, outside, supply } = await fair();
  const edges = async (args: string) => (await network(args)).edges.map(({ id }: { id: string }) => id);
  expect(await edges('kinds: [SUPPLY]')).toEqual([within, supply]);
  expect(await edges('country: "SN"')).toEqual([abroad]);
  expect(await edges('country: "FR"')).toEqual([outside]);
  expect(await edges('kinds: [SUPPLY], region: DRAA_TAFILALET')).toEqual([supply]);
  expect((await network('country: "SN"')).byCountry).toEqual([{ from: 'MA', to: 'SN', partnerships: 1 }]);
  expect(await network('kinds: [JOINT_ORDER]')).toMatchObject({ nodes: [], edges: [], partnerships: 0, byRegion: [] });
});

test('a network of more edges than asked for is cut, says so, and its figures and degrees count all', async () => {
  const { draa, outside, abroad } = await fair();
  const cut = await network('first: 2');
  expect(cut).toMatchObject({ partnerships: 5, truncated: true });
  expect(cut.edges.map(({ id }: { id: string }) => id)).toEqual([outside, abroad]);
  expect(cut.nodes).toHaveLength(4);
  expect(cut.nodes.find(({ id }: { id: string }) => id === draa).degree).toBe(3);
  expect(cut.byCountry[0]).toEqual({ from: 'MA', to: 'MA', partnerships: 3 });
  const tooMany = 'query ($id: ID!) { edition(id: $id) { partnershipNetwork(first: 1001) { truncated } } }';
  expect(await service.refusal(tooMany, { id: editionId })).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('the network runs as many statements for fifty partnerships, and for several editions, as for one', async () => {
  const query = `query ($first: Int!) { editions(first: $first) { nodes { partnershipNetwork {
    partnerships nodes { degree exhibitor { name { value } } partner { name { value } } } edges { kind } byRegion { from partnerships } byCountry { from partnerships }
  } } } }`;
  const grow = async (count: number) => {
    for (let made = 0; made < count; made += 1) {
      const from = await make.exhibitor();
      await partnerships.agreed(from, await make.exhibitor(), { editionId });
      await partnerships.recordOutside(from, { editionId });
    }
  };
  await grow(1);
  const forOne = await service.countStatements(() => service.data(query, { first: 1 }));
  await grow(49);
  expect(await service.countStatements(() => service.data(query, { first: 1 }))).toBe(forOne);
  expect(await service.countStatements(() => service.data(query, { first: 4 }))).toBe(forOne);
  expect((await network()).partnerships).toBe(100);
});
