import { newId } from '@maarad/shared/runtime';
import { testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
});
afterAll(() => service.close());

const programme = `query ($of: [_Any!]!, $day: LocalDate, $kinds: [SessionKind!], $venueId: ID, $first: Int, $after: String) {
  _entities(representations: $of) { ... on Edition { programme(day: $day, kinds: $kinds, venueId: $venueId, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id day title { value } venue { name { value } } performers { id name { value } origin } exhibitors { id } } } } } }`;
const of = (...ids: string[]) => ids.map((id) => ({ __typename: 'Edition', id }));
const read = async (variables: object) => (await service.data(programme, variables as never))._entities[0].programme;
const idsOf = (list: { nodes: { id: string }[] }) => list.nodes.map(({ id }) => id);
const hour = (day: string, from: number) => ({
  startsAt: `${day}T${String(from).padStart(2, '0')}:00:00Z`,
  endsAt: `${day}T${String(from + 1).padStart(2, '0')}:00:00Z`,
});

test('the programme of a day is what starts on it in the edition’s time zone, by its start, without what is cancelled', async () => {
  const editionId = await make.edition();
  const [venueId, other] = [await make.venue(), await make.venue()];
  const late = await make.session({ editionId, venueId, ...hour('2025-01-28', 22) });
  const early = await make.session({ editionId, venueId: other, kind: 'FOLKLORE', ...hour('2025-01-28', 8) });
  const nextDay = await make.session({
    editionId,
    venueId,
    startsAt: '2025-01-28T23:00:00Z',
    endsAt: '2025-01-29T00:00:00Z',
  });
  await make.cancel(await make.session({ editionId, venueId, ...hour('2025-01-28', 10) }));

  expect(idsOf(await read({ of: of(editionId) }))).toEqual([early, late, nextDay]);
  expect(idsOf(await read({ of: of(editionId), day: '2025-01-28' }))).toEqual([early, late]);
  expect(idsOf(await read({ of: of(editionId), day: '2025-01-29' }))).toEqual([nextDay]);
  expect(idsOf(await read({ of: of(editionId), kinds: ['FOLKLORE'] }))).toEqual([early]);
  expect(idsOf(await read({ of: of(editionId), venueId, day: '2025-01-28' }))).toEqual([late]);
  expect((await read({ of: of(editionId), venueId: 'nowhere' })).totalCount).toBe(0);
});

test('a day outside the edition is refused; an edition not heard of has nothing yet', async () => {
  const editionId = await make.edition();
  for (const day of ['2025-01-26', '2025-02-03']) {
    expect(await service.refusal(programme, { of: of(editionId), day })).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'day' }],
    });
  }
  expect(await service.refusal(programme, { of: of(editionId), day: '2025-01-32' })).toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  expect(await read({ of: of(newId()), day: '2025-01-28' })).toMatchObject({ nodes: [], totalCount: 0 });
  expect(await read({ of: of('nowhere') })).toMatchObject({ nodes: [], totalCount: 0 });
});

test('a page ends where the next begins, sessions that start together too, and no page is larger than a hundred', async () => {
  const editionId = await make.edition();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    ids.push(await make.session({ editionId, venueId: await make.venue(), ...hour('2025-01-28', index < 3 ? 9 : 10) }));
  }
  const pages: string[] = [];
  let after: string | null = null;
  do {
    const page: any = await read({ of: of(editionId), first: 2, after });
    expect(page.totalCount).toBe(5);
    pages.push(...idsOf(page));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(pages).toEqual(ids);

  const all =
    'query ($first: Int, $after: String, $filter: SessionFilter) { sessions(first: $first, after: $after, filter: $filter) { nodes { id } pageInfo { endCursor } totalCount } }';
  const first = await service.data(all, { first: 3, filter: { editionId } });
  const rest = await service.data(all, { first: 3, after: first.sessions.pageInfo.endCursor, filter: { editionId } });
  expect([...idsOf(first.sessions), ...idsOf(rest.sessions)]).toEqual(ids);
  const ofAnotherList = Buffer.from(JSON.stringify(['A-1', 'A-2'])).toString('base64url');
  for (const wrong of [{ first: 10_000 }, { first: 0 }, { after: 'nonsense' }, { after: ofAnotherList }]) {
    expect(await service.refusal(all, wrong)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await service.refusal(programme, { of: of(editionId), ...wrong })).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});

test('the sessions of the fair are filtered by edition, kind, venue, day and status', async () => {
  const editionId = await make.edition();
  const venueId = await make.venue();
  const cancelled = await make.session({ editionId, venueId, ...hour('2025-01-28', 9) });
  await make.cancel(cancelled);
  const concert = await make.session({ editionId, venueId, ...hour('2025-01-28', 9) });
  const workshop = await make.session({ editionId, venueId, kind: 'CONFERENCE', ...hour('2025-01-29', 9) });
  const ids = async (filter: object) =>
    idsOf(
      (
        await service.data('query ($filter: SessionFilter) { sessions(filter: $filter) { nodes { id } } }', {
          filter: { editionId, ...filter },
        })
      ).sessions,
    );
  expect(await ids({})).toEqual([cancelled, concert, workshop]);
  expect(await ids({ statuses: ['CANCELLED'] })).toEqual([cancelled]);
  expect(await ids({ kinds: ['CONFERENCE', 'CEREMONY'] })).toEqual([workshop]);
  expect(await ids({ day: '2025-01-28', statuses: ['SCHEDULED'], venueId })).toEqual([concert]);
  expect(await ids({ venueId: newId() })).toEqual([]);
});

test('a venue shows what takes place in it, an exhibitor what it appears in; neither what is cancelled', async () => {
  const editionId = await make.edition();
  const [venueId, exhibitor] = [await make.venue({ name: { fr: 'Ménara' } }), await make.participant(editionId)];
  const second = await make.session({ editionId, venueId, exhibitorIds: [exhibitor.id], ...hour('2025-01-29', 9) });
  const first = await make.session({ editionId, venueId, exhibitorIds: [exhibitor.id], ...hour('2025-01-28', 9) });
  await make.cancel(
    await make.session({ editionId, venueId, exhibitorIds: [exhibitor.id], ...hour('2025-01-28', 12) }),
  );
  const { venues } = await service.data(
    '{ venues { id name { value } kind capacity all: sessions { id } one: sessions(day: "2025-01-29") { id } } }',
  );
  expect(venues.find(({ id }: { id: string }) => id === venueId)).toEqual({
    id: venueId,
    name: { value: 'Ménara' },
    kind: 'WORKSHOP_ROOM',
    capacity: 40,
    all: [{ id: first }, { id: second }],
    one: [{ id: second }],
  });
  const entities =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Exhibitor { id sessions { id } } } }';
  const { _entities } = await service.data(entities, {
    of: [exhibitor.id, newId(), 'nobody'].map((id) => ({ __typename: 'Exhibitor', id })),
  });
  expect(_entities.map(({ sessions }: { sessions: unknown }) => sessions)).toEqual([
    [{ id: first }, { id: second }],
    [],
    [],
  ]);
});

test('what is found through its key is what is found by its id', async () => {
  const editionId = await make.edition();
  const [venueId, performer] = [await make.venue(), await make.performer()];
  const session = await make.session({ editionId, venueId, performerIds: [performer] });
  const { _entities } = await service.data(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Session { id venue { id } performers { id } }
      ... on Venue { id capacity } ... on Performer { id kind origin } } }`,
    {
      of: [
        { __typename: 'Session', id: session },
        { __typename: 'Venue', id: venueId },
        { __typename: 'Performer', id: performer },
        { __typename: 'Session', id: 'nothing' },
      ],
    },
  );
  expect(_entities).toEqual([
    { id: session, venue: { id: venueId }, performers: [{ id: performer }] },
    { id: venueId, capacity: 40 },
    { id: performer, kind: 'FOLKLORE_TROUPE', origin: 'DRAA_TAFILALET' },
    null,
  ]);
});

test('the statements of a list do not grow with its length, nor with the number of editions, venues or exhibitors asked about', async () => {
  const [editionId, another] = [await make.edition(), await make.edition()];
  const exhibitors: string[] = [];
  for (let index = 0; index < 50; index += 1) {
    const exhibitor = await make.participant(editionId);
    exhibitors.push(exhibitor.id);
    await make.session({
      editionId,
      venueId: await make.venue(),
      performerIds: [await make.performer()],
      exhibitorIds: [exhibitor.id],
    });
  }
  const ask = (variables: object) => service.countStatements(() => service.data(programme, variables as never));
  const one = await ask({ of: of(editionId), first: 1, day: '2025-01-28' });
  expect(await ask({ of: of(editionId, another), first: 50, day: '2025-01-28' })).toBe(one);
  expect(one).toBeLessThanOrEqual(6);

  const appear = (ids: string[]) =>
    service.countStatements(() =>
      service.data(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Exhibitor { sessions { venue { sessions { id } } performers { id } } } } }',
        { of: ids.map((id) => ({ __typename: 'Exhibitor', id })) },
      ),
    );
  expect(await appear(exhibitors)).toBe(await appear(exhibitors.slice(0, 1)));
  expect(await service.countStatements(() => service.data('{ venues { sessions { performers { id } } } }'))).toBe(3);
});
