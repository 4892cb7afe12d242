import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
});
afterAll(() => service.close());

const figures = 'exhibitors womenLed youthLed womenLedShare youthLedShare members women youth';
const inclusion = `query ($id: ID!) { edition(id: $id) { inclusion { ${figures}
  byRegion { region ${figures} } byKind { kind ${figures} } byCountry { country ${figures} } } } }`;
const shownOf = async (id: string) => (await service.data(inclusion, { id })).edition.inclusion;

const people = (total: number, women: number, youth: number) => ({ members: { total, women, youth } });
const enter = async (edition: string, overrides: object) => make.approved(edition, await make.exhibitor(overrides));
const abroad = (country: string) => ({ kind: 'DELEGATION', country, region: undefined });
const hidden = { womenLed: null, youthLed: null, womenLedShare: null, youthLedShare: null, members: null };

/** Two large regions of two kinds that share them, so that nothing has to be hidden. */
async function twoRegions(edition: string): Promise<void> {
  for (const region of ['SOUSS_MASSA', 'ORIENTAL']) {
    await enter(edition, { region, ...people(40, 30, 10) });
    await enter(edition, { region, kind: 'ASSOCIATION', ...people(20, 8, 12) });
  }
}

test('the inclusion of an edition counts those who take part, by region, kind and country, for everyone to see', async () => {
  const edition = await make.edition();
  await twoRegions(edition);
  await enter(edition, { ...abroad('SN'), members: undefined });
  await make.registration(edition, await make.exhibitor({ region: 'ORIENTAL' }));
  const group = { exhibitors: 2, womenLed: 1, youthLed: 1, womenLedShare: 0.5, youthLedShare: 0.5 };
  const nobody = { womenLed: 0, youthLed: 0, womenLedShare: 0, youthLedShare: 0, members: 0, women: 0, youth: 0 };
  expect(await shownOf(edition)).toEqual({
    ...{ exhibitors: 5, womenLed: 2, youthLed: 2, womenLedShare: 0.4, youthLedShare: 0.4 },
    ...{ members: 120, women: 76, youth: 44 },
    byRegion: [
      { region: 'ORIENTAL', ...group, members: 60, women: 38, youth: 22 },
      { region: 'SOUSS_MASSA', ...group, members: 60, women: 38, youth: 22 },
      { region: null, exhibitors: 1, ...nobody },
    ],
    byKind: [
      {
        ...{ kind: 'AGRICULTURAL_COOPERATIVE', ...group, womenLed: 2, youthLed: 0, womenLedShare: 1, youthLedShare: 0 },
        ...{ members: 80, women: 60, youth: 20 },
      },
      {
        ...{ kind: 'ASSOCIATION', ...group, womenLed: 0, youthLed: 2, womenLedShare: 0, youthLedShare: 1 },
        ...{ members: 40, women: 16, youth: 24 },
      },
      { kind: 'DELEGATION', exhibitors: 1, ...nobody },
    ],
    byCountry: [{ country: 'SN', exhibitors: 1, ...nobody }],
  });
});

test('a region with fewer than five people shows none of its figures, nor does the next smallest, to anybody', async () => {
  const edition = await make.edition();
  for (const kind of ['AGRICULTURAL_COOPERATIVE', 'CRAFT_COOPERATIVE']) {
    await enter(edition, { region: 'ORIENTAL', kind, ...people(40, 37, 10) });
    await enter(edition, { region: 'SOUSS_MASSA', kind, ...people(60, 57, 20) });
  }
  await enter(edition, { region: 'FES_MEKNES', kind: 'CRAFT_COOPERATIVE', ...people(4, 4, 0) });
  const { byRegion } = (await service.data(inclusion, { id: edition }, { as: organiser })).edition.inclusion;
  expect(byRegion).toMatchObject([
    { region: 'ORIENTAL', exhibitors: 2, ...hidden, women: null, youth: null },
    { region: 'SOUSS_MASSA', exhibitors: 2, womenLed: 2, members: 120, women: 114, youth: 40 },
    { region: 'FES_MEKNES', exhibitors: 1, ...hidden, women: null, youth: null },
  ]);
});

test('an exhibitor with fewer than five women, men, youth or others shows its members to itself and the organiser only', async () => {
  const [large, few] = [await make.exhibitor(people(40, 30, 10)), await make.exhibitor(people(40, 36, 12))];
  const query = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Exhibitor { members { total women youth } } } }`;
  const ids = [large, few].map((id) => ({ __typename: 'Exhibitor', id }));
  const seenBy = async (as?: Principal) =>
    (await service.data(query, { ids }, { as }))._entities.map(({ members }: { members: object | null }) => members);
  const all = [people(40, 30, 10).members, people(40, 36, 12).members];
  expect(await seenBy()).toEqual([all[0], null]);
  expect(await seenBy(actingFor(large))).toEqual([all[0], null]);
  expect(await seenBy(actingFor(few))).toEqual(all);
  expect(await seenBy(organiser)).toEqual(all);
});

test('a figure from which the profiles of all others could be subtracted is not shown', async () => {
  const edition = await make.edition();
  await twoRegions(edition);
  await enter(edition, { region: 'ORIENTAL', ...people(40, 36, 12) });
  const { members, women, youth, byRegion } = await shownOf(edition);
  expect({ members, women, youth }).toEqual({ members: 160, women: null, youth: 56 });
  expect(byRegion).toMatchObject([
    { region: 'ORIENTAL', members: null },
    { region: 'SOUSS_MASSA', members: 60 },
  ]);
});

test('an edition with too few people shows no figure about them', async () => {
  const edition = await make.edition();
  await enter(edition, people(4, 2, 2));
  expect(await shownOf(edition)).toMatchObject({ exhibitors: 1, ...hidden, byRegion: [hidden], byKind: [hidden] });
});

test('an edition in which nobody takes part has empty figures', async () => {
  const none = { exhibitors: 0, womenLed: 0, womenLedShare: null, members: 0, byRegion: [], byKind: [], byCountry: [] };
  expect(await shownOf(await make.edition())).toMatchObject(none);
});

test('the figures follow who comes, corrects its members, and leaves', async () => {
  const edition = await make.edition();
  await twoRegions(edition);
  const exhibitor = await make.exhibitor({ region: 'ORIENTAL', ...people(30, 20, 10) });
  const registration = await make.approved(edition, exhibitor);
  expect(await shownOf(edition)).toMatchObject({ members: 150, womenLed: 3 });
  for (const step of ['confirmRegistration', 'checkInRegistration']) {
    await make.step(step, registration);
    expect(await shownOf(edition)).toMatchObject({ members: 150 });
  }
  await service.data(
    'mutation ($input: UpdateExhibitorInput!) { updateExhibitor(input: $input) { id } }',
    { input: { exhibitorId: exhibitor, ...people(50, 10, 20) } },
    { as: actingFor(exhibitor) },
  );
  expect(await shownOf(edition)).toMatchObject({ members: 170, womenLed: 2 });
  await make.step('withdrawRegistration', registration, 'the harvest');
  expect(await shownOf(edition)).toMatchObject({ members: 120, exhibitors: 4 });
  await make.approved(edition, exhibitor);
  expect(await shownOf(edition)).toMatchObject({ members: 170, exhibitors: 5 });
});

test('the figures of fifty editions cost as many statements as those of one, and of many exhibitors as of few', async () => {
  const editions = [await make.edition()];
  await twoRegions(editions[0] ?? '');
  while (editions.length < 50) {
    editions.push(await make.edition());
  }
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Edition {
    inclusion { members byRegion { members } } territories { members awards stands partnerships edition { id } } } } }`;
  const ask = (count: number) => {
    const of = editions.slice(0, count).map((id) => ({ __typename: 'Edition', id }));
    return service.countStatements(() => service.data(query, { of }));
  };
  expect(await ask(1)).toBe(3);
  expect(await ask(50)).toBe(3);
});

describe('territories', () => {
  const query = `query ($id: ID!) { territories(editionId: $id) { editionId region ${figures} kinds { kind exhibitors } awards stands partnerships edition { id } } }`;
  const entities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Territory { region exhibitors members stands } } }`;
  const named = (editionId: string, region: string) => ({ __typename: 'Territory', editionId, region });

  test('a territory shows who comes from a region and what became of them', async () => {
    const edition = await make.edition();
    await twoRegions(edition);
    const { standIds } = await make.hall(edition);
    const ids = [await make.exhibitor({ region: 'ORIENTAL' }), await make.exhibitor({ region: 'ORIENTAL' })] as const;
    const registration = await make.approved(edition, ids[0]);
    await make.assign(standIds[0] ?? '', registration);
    await make.approved(edition, ids[1]);
    await service.database.query(
      `INSERT INTO partnerships (id, edition_id, from_exhibitor_id, to_exhibitor_id, kind, status, proposed_at, agreed_at, history)
       VALUES ($1, $3, $4, $5, 'SUPPLY', 'AGREED', now(), now(), '[]'), ($2, $3, $4, $5, 'EXPORT', 'PROPOSED', now(), NULL, '[]')`,
      [newId(), newId(), edition, ...ids],
    );
    const category = newId();
    await service.database.query(
      `INSERT INTO award_categories (id, edition_id, name, criteria, places) VALUES ($1, $2, '{}', '[]', 1)`,
      [category, edition],
    );
    await service.database.query(
      `INSERT INTO awards (id, edition_id, category_id, exhibitor_id, rank, citation, granted_at) VALUES ($1, $2, $3, $4, 1, '{}', now())`,
      [newId(), edition, category, ids[1]],
    );
    const { territories } = await service.data(query, { id: edition });
    expect(territories).toHaveLength(12);
    const oriental = territories.find(({ region }: { region: string }) => region === 'ORIENTAL');
    expect(oriental).toMatchObject({
      ...{ editionId: edition, exhibitors: 4, womenLed: 3, members: 140, women: 110, edition: { id: edition } },
      kinds: [
        { kind: 'AGRICULTURAL_COOPERATIVE', exhibitors: 3 },
        { kind: 'ASSOCIATION', exhibitors: 1 },
      ],
      ...{ awards: 1, stands: 1, partnerships: 1 },
    });
    const empty = territories.find(({ region }: { region: string }) => region === 'GUELMIM_OUED_NOUN');
    expect(empty).toMatchObject({ exhibitors: 0, womenLedShare: null, members: 0, kinds: [], stands: 0 });
  });

  test('a territory keeps the rule of five people as the inclusion does', async () => {
    const edition = await make.edition();
    await twoRegions(edition);
    await enter(edition, { region: 'FES_MEKNES', ...people(3, 3, 3) });
    const { territories } = await service.data(query, { id: edition });
    const { byRegion } = await shownOf(edition);
    for (const { region, members, women, youth, womenLed } of byRegion) {
      const same = territories.find((territory: { region: string }) => territory.region === region);
      expect(same).toMatchObject({ members, women, youth, womenLed });
    }
    expect(byRegion.at(-1)).toMatchObject({ region: 'FES_MEKNES', members: null });
  });

  test('other services find territories by edition and region, twelve for the statements of one', async () => {
    const edition = await make.edition();
    await twoRegions(edition);
    const { territories } = await service.data(query, { id: edition });
    const of = territories.map(({ region }: { region: string }) => named(edition, region));
    const ask = (count: number) => service.countStatements(() => service.data(entities, { of: of.slice(0, count) }));
    expect(await ask(12)).toBe(await ask(1));
    expect((await service.data(entities, { of: [named(edition, 'ORIENTAL')] }))._entities).toEqual([
      { region: 'ORIENTAL', exhibitors: 2, members: 60, stands: 0 },
    ]);
  });

  test('an edition that there is not has no territories', async () => {
    expect((await service.data(query, { id: newId() })).territories).toEqual([]);
    expect((await service.data(query, { id: 'nothing' })).territories).toEqual([]);
  });
});
