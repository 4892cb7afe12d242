import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let editionId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
});
beforeEach(async () => {
  editionId = await make.edition();
});
afterAll(() => service.close());

const fields = `id version releasedAt note { value } added { id } cancelled { id }
  moved { session { id } from { venue { id } startsAt } to { venue { id } startsAt endsAt } }
  concerned { performers { id } exhibitors { id } workshops { id } }`;
const release = (input: object = {}, as = organiser) =>
  service.execute(
    `mutation ($input: ReleaseProgrammeInput!) { made: releaseProgramme(input: $input) { ${fields} } }`,
    { input: { editionId, idempotencyKey: newId(), ...input } },
    { as },
  );
const released = async (input: object = {}) => {
  const { data, errors } = await release(input);
  expect(errors).toBeUndefined();
  return data?.made;
};
const errorOf = ({ errors }: { errors?: readonly { message: string; extensions?: object }[] }) => ({
  message: errors?.[0]?.message,
  ...errors?.[0]?.extensions,
});
const told = async () =>
  (await service.told('org.maarad.scheduling.programme.released.v1')).filter(({ subject }) => subject === editionId);
const standing = async (id: string) =>
  (await service.data('query ($id: ID!) { session(id: $id) { released releasedIn status } }', { id })).session;

test('a release tells what was added, moved and cancelled since the last one, as a type and as one event', async () => {
  const [here, there] = [await make.venue(), await make.venue()];
  const kept = await make.session({ editionId, venueId: await make.venue() });
  const moving = await make.session({ editionId, venueId: here });
  const leaving = await make.session({ editionId, venueId: there });
  const first = await released({ note: { fr: 'Le programme est là' } });
  expect(first).toMatchObject({ version: 1, note: { value: 'Le programme est là' }, moved: [], cancelled: [] });
  expect(first.added.map(({ id }: { id: string }) => id).sort()).toEqual([kept, moving, leaving].sort());

  await make.cancel(leaving);
  await make.move({ sessionId: moving, venueId: there });
  await make.cancel(await make.session({ editionId, venueId: here }));
  const added = await make.session({ editionId, venueId: here });
  const second = await released();
  expect(second).toMatchObject({
    version: 2,
    added: [{ id: added }],
    cancelled: [{ id: leaving }],
    moved: [{ session: { id: moving }, from: { venue: { id: here } }, to: { venue: { id: there } } }],
  });
  expect((await told()).map(({ data }) => data)).toMatchObject([
    { version: 1, counts: { added: 3, moved: 0, cancelled: 0 }, releaseId: first.id },
    {
      version: 2,
      counts: { added: 1, moved: 1, cancelled: 1 },
      ...{ added: [added], moved: [moving], cancelled: [leaving] },
    },
  ]);
});

test('the programme changes freely between releases, and says of each session in which release it stands', async () => {
  const venueId = await make.venue();
  const sessionId = await make.session({ editionId, venueId });
  expect(await standing(sessionId)).toEqual({ released: false, releasedIn: null, status: 'SCHEDULED' });
  await released();
  expect(await standing(sessionId)).toEqual({ released: true, releasedIn: 1, status: 'SCHEDULED' });
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  expect(await standing(sessionId)).toMatchObject({ released: false, releasedIn: null });
  await make.session({ editionId, venueId: await make.venue() });
  await released();
  expect(await standing(sessionId)).toMatchObject({ released: true, releasedIn: 2 });
  await make.cancel(sessionId);
  expect(await standing(sessionId)).toMatchObject({ released: false, status: 'CANCELLED' });
  await released();
  expect(await standing(sessionId)).toMatchObject({ releasedIn: 3, status: 'CANCELLED' });
});

test('a release is refused while a blocking conflict stands, and names the session', async () => {
  const venueId = await make.venue({ capacity: 40 });
  const sessionId = await make.session({ editionId, venueId, capacity: 40 });
  await service.database.query('UPDATE venues SET capacity = 39 WHERE id = $1', [venueId]);
  expect(errorOf(await release())).toMatchObject({ code: 'CONFLICT', conflictsWith: [{ id: sessionId }] });
  expect(await told()).toEqual([]);
  await service.database.query('UPDATE venues SET capacity = 40 WHERE id = $1', [venueId]);
  expect(await released()).toMatchObject({ version: 1 });
});

test('where there is nothing to release, nothing is released', async () => {
  const nothing = { code: 'CONFLICT', message: expect.stringMatching(/nothing to release/), conflictsWith: [] };
  expect(errorOf(await release())).toMatchObject(nothing);
  const sessionId = await make.session({ editionId, venueId: await make.venue() });
  await released();
  expect(errorOf(await release())).toMatchObject(nothing);
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  await make.move({ sessionId, endsAt: '2025-01-28T11:00:00Z' });
  expect(errorOf(await release())).toMatchObject(nothing);
  expect(await told()).toHaveLength(1);
});

test('whoever is concerned is listed once per release, also those who no longer appear', async () => {
  const [performer, exhibitor] = [await make.performer(), await make.participant(editionId)];
  const cast = { editionId, performerIds: [performer], exhibitorIds: [exhibitor.id] };
  const sessionId = await make.session({ ...cast, venueId: await make.venue() });
  await make.session({
    ...{ ...cast, venueId: await make.venue() },
    ...{ startsAt: '2025-01-29T09:00:00Z', endsAt: '2025-01-29T10:00:00Z' },
  });
  const workshop = make.announcement({ editionId, venueId: await make.venue() });
  await service.deliver(workshop.announced);
  const everybody = {
    performers: [{ id: performer }],
    exhibitors: [{ id: exhibitor.id }],
    workshops: [{ id: workshop.id }],
  };
  expect((await released()).concerned).toEqual(everybody);
  await exhibitor.withdraw(new Date('2025-01-20T08:00:00Z'));
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  expect((await released()).concerned).toEqual({ ...everybody, workshops: [] });
  expect((await told())[1]?.data).toMatchObject({
    ...{ performerIds: [performer], exhibitorIds: [exhibitor.id], workshopIds: [] },
  });
});

test('a release is immutable: neither it nor what it says is changed by anybody, and a later move leaves it as it was', async () => {
  const venueId = await make.venue();
  const sessionId = await make.session({ editionId, venueId });
  await released();
  await make.move({ sessionId, startsAt: '2025-01-28T08:00:00Z' });
  await released();
  await make.move({ sessionId, startsAt: '2025-01-28T07:00:00Z' });
  const { programmeRelease } = await service.data(
    `query ($editionId: ID!) { programmeRelease(editionId: $editionId, version: 2) { ${fields} } }`,
    { editionId },
  );
  expect(programmeRelease.moved).toMatchObject([
    { from: { startsAt: '2025-01-28T09:00:00.000Z' }, to: { startsAt: '2025-01-28T08:00:00.000Z' } },
  ]);
  for (const statement of [
    'UPDATE programme_releases SET version = 9',
    'DELETE FROM programme_releases',
    `UPDATE released_sessions SET change = 'ADDED'`,
    'DELETE FROM released_sessions',
  ]) {
    await expect(service.database.query(statement)).rejects.toThrow(/never changed/);
  }
});

test('fifty organisers who release at once: one release, and the others are told that there is nothing left', async () => {
  await make.session({ editionId, venueId: await make.venue() });
  const answers = await Promise.all(Array.from({ length: 50 }, () => release()));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  for (const refused of answers.filter(({ errors }) => errors)) {
    expect(errorOf(refused)).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/nothing to release/) });
  }
  expect(await told()).toHaveLength(1);
});

test('the same key gives the same release again; only the organiser releases', async () => {
  await make.session({ editionId, venueId: await make.venue() });
  const idempotencyKey = newId();
  expect((await released({ idempotencyKey })).id).toBe((await released({ idempotencyKey })).id);
  expect(errorOf(await release({ idempotencyKey, note: { fr: 'autre' } }))).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  });
  expect(errorOf(await release({}, actingFor(newId())))).toMatchObject({ code: 'FORBIDDEN' });
  expect(errorOf(await release({ editionId: newId() }))).toMatchObject({ code: 'NOT_FOUND', type: 'Edition' });
});

test('the releases of an edition are paged, the newest first, in a constant number of statements', async () => {
  const sessionId = await make.session({ editionId, venueId: await make.venue() });
  const read = (first: number) =>
    service.data(
      `query ($id: ID!, $first: Int!) { _entities(representations: [{ __typename: "Edition", id: $id }]) {
        ... on Edition { releases(first: $first) { totalCount nodes { ${fields} } pageInfo { hasNextPage } } } } }`,
      { id: editionId, first },
    );
  for (const end of [11, 12, 13, 14]) {
    await make.move({ sessionId, endsAt: `2025-01-28T${end}:00:00Z` });
    for (let count = 0; count < 5; count += 1) {
      await make.session({ editionId, venueId: await make.venue(), performerIds: [await make.performer()] });
    }
    await make.cancel(await make.session({ editionId, venueId: await make.venue() }));
    await released();
  }
  const [{ releases }] = (await read(2))._entities;
  expect(releases).toMatchObject({ totalCount: 4, nodes: [{ version: 4 }, { version: 3 }] });
  expect(releases.pageInfo.hasNextPage).toBe(true);
  const [one, all] = [await service.countStatements(() => read(1)), await service.countStatements(() => read(4))];
  expect(all).toBe(one);
});
