import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { at, errorOf } from '../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;

const as = { as: organiser };
const troupe = {
  name: { fr: 'Ahwach de Telouet' },
  size: 24,
  technicalNeeds: { fr: 'un sol de bois, dix mètres sur huit' },
  fee: { amount: '12500.50', currency: 'MAD' },
};
const fields = 'kind origin size technicalNeeds { value } fee { amount currency }';

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
});
afterAll(() => service.close());

const update = (input: object, asking: object = as) =>
  service.execute(
    `mutation ($input: UpdatePerformerInput!) { made: updatePerformer(input: $input) { ${fields} } }`,
    { input },
    asking,
  );

test('a troupe has a size, an origin, technical needs and a fee; what an update leaves out stays', async () => {
  const id = await make.performer(troupe);
  const read = () => service.data(`query ($id: ID!) { performer(id: $id) { ${fields} } }`, { id }, as);
  const whole = {
    ...{ kind: 'FOLKLORE_TROUPE', origin: 'DRAA_TAFILALET', size: 24 },
    technicalNeeds: { value: troupe.technicalNeeds.fr },
    fee: troupe.fee,
  };
  expect((await read()).performer).toEqual(whole);
  const changed = { ...whole, size: 30, fee: { amount: '13000.00', currency: 'MAD' } };
  const input = { performerId: id, size: 30, fee: { amount: '13000', currency: 'MAD' } };
  expect((await update(input)).data?.made).toEqual(changed);
  expect((await update(input)).data?.made).toEqual(changed);
  const plain = await make.performer();
  expect(
    (await service.data(`query ($id: ID!) { performer(id: $id) { ${fields} } }`, { id: plain }, as)).performer,
  ).toEqual({
    ...{ kind: 'FOLKLORE_TROUPE', origin: 'DRAA_TAFILALET', size: null, technicalNeeds: null, fee: null },
  });
});

test('a fee is kept from everybody but the organiser, also by way of an entity, a session and a list', async () => {
  const id = await make.performer(troupe);
  const editionId = await make.edition();
  const sessionId = await make.session({ editionId, venueId: await make.venue(), performerIds: [id] });
  const ways: [string, object][] = [
    ['query ($id: ID!) { performer(id: $id) { fee { amount } } }', { id }],
    ['{ performers { nodes { fee { amount } } } }', {}],
    ['query ($id: ID!) { session(id: $id) { performers { fee { amount } } } }', { id: sessionId }],
    [
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Performer { fee { amount } } } }',
      { of: [{ __typename: 'Performer', id }] },
    ],
  ];
  for (const [source, variables] of ways) {
    for (const [who, code] of [
      [{}, 'UNAUTHENTICATED'],
      [{ as: actingFor(newId()) }, 'FORBIDDEN'],
      [{ as: { id: 't', role: 'trainer', trainerId: newId() } }, 'FORBIDDEN'],
      [{ as: { id: 'p', role: 'partner', partnerId: newId() } }, 'FORBIDDEN'],
    ] as const) {
      const answer = await service.execute(source, { ...variables }, who);
      expect(errorOf(answer)).toMatchObject({ code });
      expect(JSON.stringify(answer)).not.toContain('12500');
    }
  }
  const open = 'query ($id: ID!) { performer(id: $id) { size technicalNeeds { value } } }';
  expect((await service.data(open, { id })).performer).toMatchObject({ size: 24 });
  expect(JSON.stringify(await service.told())).not.toContain('12500');
});

test('a performer’s sessions come by their start, without what is cancelled', async () => {
  const id = await make.performer();
  const editionId = await make.edition();
  const venueId = await make.venue();
  const inIt = { editionId, venueId, performerIds: [id] };
  const later = await make.session({ ...inIt, ...at('15:00:00', '16:00:00') });
  const earlier = await make.session({ ...inIt, ...at('10:00:00', '11:00:00') });
  await make.cancel(await make.session({ ...inIt, ...at('12:00:00', '13:00:00') }));
  await make.session({ editionId, venueId, ...at('17:00:00', '18:00:00') });
  const { performer } = await service.data('query ($id: ID!) { performer(id: $id) { sessions { id } } }', { id });
  expect(performer.sessions).toEqual([{ id: earlier }, { id: later }]);
});

test('performers are listed by page, narrowed by kind and origin, in as many statements for one as for fifty', async () => {
  const editionId = await make.edition();
  const origin = 'ORIENTAL';
  const add = async () => {
    const id = await make.performer({ origin, kind: 'SPEAKER' });
    await make.session({ editionId, venueId: await make.venue(), performerIds: [id] });
  };
  await add();
  const list = (first: number, after?: string) =>
    service.data(
      `query ($first: Int!, $after: String) { performers(first: $first, after: $after, kinds: [SPEAKER], origins: [ORIENTAL]) {
        totalCount pageInfo { endCursor hasNextPage } nodes { id origin sessions { id venue { id } } } } }`,
      { first, after },
    );
  const one = await service.countStatements(() => list(100));
  for (let more = 1; more < 50; more += 1) {
    await add();
  }
  expect(await service.countStatements(() => list(100))).toBe(one);
  const { performers: first } = await list(30);
  const { performers: rest } = await list(30, first.pageInfo.endCursor);
  expect(first).toMatchObject({ totalCount: 50, pageInfo: { hasNextPage: true } });
  expect(new Set([...first.nodes, ...rest.nodes].map(({ id }: { id: string }) => id)).size).toBe(50);
  expect(rest.nodes.every((each: { sessions: object[] }) => each.sessions.length === 1)).toBe(true);
});

test('refuses what cannot be; only the organiser changes a performer', async () => {
  const performerId = await make.performer();
  for (const input of [
    { size: 0 },
    { fee: { amount: '1.005', currency: 'MAD' } },
    { fee: { amount: '-1', currency: 'MAD' } },
  ]) {
    expect(errorOf(await update({ performerId, ...input }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  expect(errorOf(await update({ performerId: newId() }))).toMatchObject({ code: 'NOT_FOUND', type: 'Performer' });
  expect(errorOf(await update({ performerId }, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(errorOf(await update({ performerId }, { as: actingFor(newId()) }))).toMatchObject({ code: 'FORBIDDEN' });
});
