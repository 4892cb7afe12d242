import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders, decisionOn } from '../testing/allocation-builders.js';

let service: TestService;
let fair: ReturnType<typeof allocationBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  fair = allocationBuilders(service);
});
afterAll(() => service.close());

async function two() {
  const edition = await fair.make.edition();
  const standIds = await fair.hall(edition, 'A', [{}, {}, {}]);
  const [one, other] = await fair.applicants(edition, [{}, {}]);
  return { edition, standIds, one: one!, other: other! };
}

test('an exhibitor says what it wishes of its stand, and says it anew', async () => {
  const { one, other } = await two();
  const own = { as: actingFor(one.exhibitor) };
  const first = await fair.wish(one.registration, { halls: ['A'], corner: true, near: [other.exhibitor] }, own);
  expect(first.data?.made.allocationWishes).toEqual({
    halls: ['A'],
    corner: true,
    near: [{ id: other.exhibitor }],
    apart: [],
  });
  const second = await fair.wish(one.registration, { apart: [other.exhibitor] }, own);
  expect(second.data?.made.allocationWishes).toEqual({
    halls: [],
    corner: false,
    near: [],
    apart: [{ id: other.exhibitor }],
  });
});

test('wishes are said for an own registration, or by the organiser', async () => {
  const { one, other } = await two();
  const code = async (asking?: Parameters<typeof fair.wish>[2]) =>
    (await fair.wish(one.registration, { corner: true }, asking)).errors?.[0]?.extensions?.code;
  expect(await code({ as: actingFor(other.exhibitor) })).toBe('FORBIDDEN');
  expect(await code({ as: { id: 'someone', role: 'visitor' } })).toBe('FORBIDDEN');
  expect(await code()).toBeUndefined();
});

test('wishes and the reason of a placement are read by the exhibitor and the organiser alone, through every way in', async () => {
  const { edition, one, other } = await two();
  await fair.wish(one.registration, { corner: true });
  const { id } = await fair.proposed(edition);
  await fair.apply(id);
  const fields = 'allocationWishes { corner } placement { rule proposal { id } }';
  const read = async (asking: Parameters<TestService['data']>[2]) => {
    const direct = await service.execute(
      `query ($id: ID!) { registration(id: $id) { ${fields} } }`,
      { id: one.registration },
      asking,
    );
    const entities = await service.data(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Registration { ${fields} } } }`,
      { of: [{ __typename: 'Registration', id: one.registration }] },
      asking,
    );
    return [direct.data?.registration ?? null, entities._entities[0]];
  };
  const own = { allocationWishes: { corner: true }, placement: { rule: 'LOT', proposal: null } };
  expect(await read({ as: actingFor(one.exhibitor) })).toEqual([own, own]);
  const all = { ...own, placement: { rule: 'LOT', proposal: { id } } };
  expect(await read({ as: organiser })).toEqual([all, all]);
  expect(await read({ as: actingFor(other.exhibitor) })).toEqual([null, null]);
  expect(await read({ as: { id: 'someone', role: 'partner' } })).toEqual([null, null]);
});

test('why a stand was given is read at the stand by its holder and the organiser, and is null for all others', async () => {
  const { edition, one, other } = await two();
  const { id, ...proposal } = await fair.proposed(edition);
  await fair.apply(id);
  const { stand } = decisionOn(proposal, one.registration);
  const read = async (asking?: Parameters<TestService['data']>[2]) => {
    const source = `query ($id: ID!, $of: [_Any!]!) {
      stand(id: $id) { placement { rule } } _entities(representations: $of) { ... on Stand { placement { rule } } } }`;
    const data = await service.data(source, { id: stand.id, of: [{ __typename: 'Stand', id: stand.id }] }, asking);
    return [data.stand.placement, data._entities[0].placement];
  };
  const lot = { rule: 'LOT' };
  expect(await read({ as: actingFor(one.exhibitor) })).toEqual([lot, lot]);
  expect(await read({ as: organiser })).toEqual([lot, lot]);
  expect(await read({ as: actingFor(other.exhibitor) })).toEqual([null, null]);
  expect(await read()).toEqual([null, null]);
  const input = { standId: stand.id, reason: 'a new plan' };
  await service.data(
    'mutation ($input: ReleaseStandInput!) { releaseStand(input: $input) { id } }',
    { input },
    { as: organiser },
  );
  expect(await read({ as: organiser })).toEqual([null, null]);
});

test('once an allocation has given a stand, wishes are closed; without a stand they stay open for the next one', async () => {
  const { edition, one, other } = await two();
  const late = (await fair.applicants(edition, [{ answers: { power: true } }]))[0]!;
  const { id } = await fair.proposed(edition);
  expect((await fair.wish(one.registration, { corner: true })).errors).toBeUndefined();
  await fair.apply(id);
  for (const { registration } of [one, other]) {
    expect((await fair.wish(registration, { corner: true })).errors?.[0]?.extensions?.code).toBe('ILLEGAL_TRANSITION');
  }
  expect((await fair.wish(late.registration, { corner: true })).errors).toBeUndefined();
  await fair.make.step('withdrawRegistration', late.registration, 'ill');
  expect((await fair.wish(late.registration, { corner: true })).errors?.[0]?.extensions).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    from: 'WITHDRAWN',
  });
});

test('wishes for halls and exhibitors that are not there, for itself, or both near and apart are refused by their place', async () => {
  const { one, other } = await two();
  const paths = async (wishes: object) =>
    ((await fair.wish(one.registration, wishes)).errors?.[0]?.extensions?.problems as { path: string }[]).map(
      ({ path }) => path,
    );
  expect(
    await paths({
      halls: ['A', 'Z'],
      near: [one.exhibitor, other.exhibitor],
      apart: [other.exhibitor, one.registration],
    }),
  ).toEqual(['wishes.halls.1', 'wishes.near.0', 'wishes.apart.0', 'wishes.apart.1']);
  expect(await paths({ near: ['nobody'] })).toEqual(['wishes.near']);
});

test('wishes and placements of a list cost no more statements for fifty than for one', async () => {
  const edition = await fair.make.edition();
  await fair.hall(
    edition,
    'A',
    Array.from({ length: 51 }, () => ({})),
  );
  const read = () =>
    service.countStatements(() =>
      service.data(
        `query ($id: ID!) { registrations(first: 100, filter: { editionId: $id }) { nodes {
          allocationWishes { corner near { id } apart { id } } placement { rule stand { code placement { rule } } proposal { id } registration { id } met { exhibitor { id } } } } } }`,
        { id: edition },
        { as: organiser },
      ),
    );
  const [first] = await fair.applicants(edition, [{ wishes: { corner: true } }]);
  await fair.wish(first!.registration, { near: [await fair.make.exhibitor()], apart: [await fair.make.exhibitor()] });
  await fair.apply((await fair.proposed(edition)).id);
  const one = await read();
  await fair.applicants(
    edition,
    Array.from({ length: 50 }, () => ({ wishes: { near: [first!.exhibitor] } })),
  );
  await fair.apply((await fair.proposed(edition)).id);
  // Wishes and reasons both name exhibitors: whichever is read first, these are fetched in one statement or in two.
  expect(Math.abs((await read()) - one)).toBeLessThanOrEqual(1);
});
