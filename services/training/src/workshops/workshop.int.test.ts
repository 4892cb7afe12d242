import { newId } from '@maarad/shared/runtime';
import { sessionScheduled, workshopAnnounced, workshopCancelled } from '@maarad/shared/contracts';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { announce, builders, cancelWorkshop, readWorkshop, trainer } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

const workshop = async (id: string) => (await service.data(readWorkshop, { id })).workshop;
const toldOf = async (subject: string) =>
  (await service.told()).filter((event) => event.subject === subject).map(({ type }) => type);

test('an announced workshop waits for its place in the programme, which is asked for in one event', async () => {
  const trainerId = await make.trainer();
  const input = make.workshopInput(edition, [trainerId]);
  const { announceWorkshop } = await service.data(announce, { input }, { as: organiser });
  expect(announceWorkshop).toMatchObject({
    ...{ status: 'ANNOUNCED', seatsLeft: 30, session: null, trainers: [{ id: trainerId }] },
  });
  const [event] = (await service.told(workshopAnnounced.type)).filter(({ subject }) => subject === announceWorkshop.id);
  const { editionId, title, topic, capacity, venueId, startsAt, endsAt } = input;
  expect(event).toMatchObject({
    edition,
    data: { editionId, title, topic, capacity, venueId, startsAt, endsAt, language: 'ar', trainerIds: [trainerId] },
  });
});

test('becomes SCHEDULED with the session that was booked for it, where and when that is', async () => {
  const id = await make.announced(edition, [await make.trainer()]);
  const [sessionId, venueId] = [newId(), newId()];
  await make.session(sessionId, edition, id, { venueId });
  expect(await workshop(id)).toMatchObject({
    ...{ status: 'SCHEDULED', session: { id: sessionId }, venue: { id: venueId }, refusal: null },
  });
});

test('becomes REFUSED with the reason and what stands in the way', async () => {
  const id = await make.announced(edition, [await make.trainer()]);
  const other = newId();
  await make.refused(edition, id, [{ type: 'Session', id: other, name: { ar: 'أحواش' } }]);
  expect(await workshop(id)).toMatchObject({
    status: 'REFUSED',
    session: null,
    refusal: {
      reason: 'The hall is taken.',
      conflictsWith: [{ type: 'Session', id: other, name: { value: 'أحواش' } }],
    },
  });
});

test('follows its session to another time and hall', async () => {
  const { workshopId, sessionId } = await make.scheduled(edition);
  const venueId = newId();
  const there = { venueId, startsAt: '2025-01-29T14:00:00.000Z', endsAt: '2025-01-29T16:00:00.000Z' };
  await make.moved(sessionId, edition, workshopId, there);
  expect(await workshop(workshopId)).toMatchObject({ startsAt: there.startsAt, venue: { id: venueId } });
});

test('is cancelled with its session, and its enrolments with it, each told once however often that is heard', async () => {
  const { workshopId, sessionId } = await make.scheduled(edition);
  const { exhibitorId } = await make.participant(edition);
  const enrolments = await make.enrolled(workshopId, exhibitorId, 2);
  await make.sessionCancelled(sessionId, edition, workshopId, 'the hall is flooded');
  await make.sessionCancelled(sessionId, edition, workshopId, 'the hall is flooded');
  expect(await workshop(workshopId)).toMatchObject({
    ...{ status: 'CANCELLED', cancellationReason: 'the hall is flooded', seatsLeft: 30 },
  });
  expect(await toldOf(workshopId)).toEqual([workshopAnnounced.type, workshopCancelled.type]);
  for (const enrolment of enrolments) {
    expect((await toldOf(enrolment)).map((type) => type.split('.').at(-2))).toEqual(['confirmed', 'cancelled']);
  }
});

test('cancelled here, it tells scheduling which session to take out, and hears of that without answering', async () => {
  const { workshopId, sessionId, trainerId } = await make.scheduled(edition);
  const input = { workshopId, reason: 'the trainer is ill' };
  const data = await service.data(cancelWorkshop, { input }, { as: trainer(trainerId) });
  expect(data.cancelWorkshop).toMatchObject({ status: 'CANCELLED', cancellationReason: 'the trainer is ill' });
  const told = (await service.told(workshopCancelled.type)).filter(({ subject }) => subject === workshopId);
  expect(told.map((event) => event.data)).toMatchObject([{ sessionId, reason: 'the trainer is ill' }]);
  const before = (await service.told()).length;
  await make.sessionCancelled(sessionId, edition, workshopId, 'its workshop is cancelled');
  expect(await service.told()).toHaveLength(before);
  expect((await workshop(workshopId)).cancellationReason).toBe('the trainer is ill');
  expect(await service.refusal(cancelWorkshop, { input }, { as: organiser })).toMatchObject({
    ...{ code: 'ILLEGAL_TRANSITION', from: 'CANCELLED', allowed: [] },
  });
});

test('a session that comes for a workshop that was cancelled meanwhile leaves it cancelled', async () => {
  const id = await make.announced(edition, [await make.trainer()]);
  await service.data(cancelWorkshop, { input: { workshopId: id, reason: 'no' } }, { as: organiser });
  await make.session(newId(), edition, id);
  expect(await workshop(id)).toMatchObject({ status: 'CANCELLED', session: null });
});

test('the same session heard again, and sessions of no workshop, change nothing', async () => {
  const id = await make.announced(edition, [await make.trainer()]);
  const session = { ...{ editionId: edition, kind: 'WORKSHOP' as const, title: { ar: 'ورشة' }, language: null } };
  const place = { venueId: newId(), startsAt: '2025-01-28T09:30:00Z', endsAt: '2025-01-28T11:30:00Z', capacity: 30 };
  const event = sessionScheduled(newId(), {
    ...{ ...session, ...place, performerIds: [], exhibitorIds: [], workshopId: id },
  });
  const elsewhere = sessionScheduled(newId(), {
    ...{ ...session, ...place, performerIds: [], exhibitorIds: [], workshopId: null },
  });
  await service.deliver(event, event, elsewhere);
  expect(await workshop(id)).toMatchObject({ status: 'SCHEDULED', session: { id: event.subject } });
});

test('refuses an end before the start, a day outside the edition, no trainer, a trainer twice and a text in no language', async () => {
  const trainerId = await make.trainer();
  const refusal = (overrides: object) =>
    service.refusal(announce, { input: make.workshopInput(edition, [trainerId], overrides) }, { as: organiser });
  const at = (startsAt: string, endsAt: string) => ({ startsAt, endsAt });
  for (const [overrides, path] of [
    [at('2025-01-28T11:00:00Z', '2025-01-28T11:00:00Z'), 'endsAt'],
    [at('2025-01-26T09:00:00Z', '2025-01-27T09:00:00Z'), 'startsAt'],
    [at('2025-02-02T22:00:00Z', '2025-02-03T00:30:00Z'), 'endsAt'],
    [{ trainerIds: [] }, 'trainerIds'],
    [{ trainerIds: [trainerId, trainerId] }, 'trainerIds'],
    [{ title: { fr: ' ' } }, 'title'],
    [{ capacity: 0 }, 'capacity'],
    [{ venueId: 'atlas' }, 'venueId'],
  ] as const) {
    expect(await refusal(overrides)).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  }
  expect(await refusal({ trainerIds: [newId()] })).toMatchObject({ code: 'NOT_FOUND', type: 'Trainer' });
  expect(await refusal({ editionId: newId() })).toMatchObject({ code: 'NOT_FOUND', type: 'Edition' });
});

test('a midnight of the edition is in its own time zone', async () => {
  const lastEvening = { startsAt: '2025-02-02T21:00:00Z', endsAt: '2025-02-02T22:59:00Z' };
  await expect(make.announced(edition, [await make.trainer()], lastEvening)).resolves.toBeDefined();
});

test('the same key gives the first workshop again; with another input it is refused', async () => {
  const input = make.workshopInput(edition, [await make.trainer()]);
  const ask = (given: object) => service.execute(announce, { input: given }, { as: organiser });
  const [first, second] = await Promise.all([ask(input), ask(input)]);
  expect(first?.errors).toBeUndefined();
  expect(second).toEqual(first);
  expect((await ask({ ...input, capacity: 31 })).errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_CONFLICT');
});

test('a trainer announces and cancels its own workshops only; exhibitors and visitors none', async () => {
  const [mine, theirs] = [await make.trainer(), await make.trainer()];
  const as = trainer(mine);
  const own = make.workshopInput(edition, [theirs, mine]);
  expect((await service.data(announce, { input: own }, { as })).announceWorkshop.status).toBe('ANNOUNCED');
  const foreign = make.workshopInput(edition, [theirs]);
  expect(await service.refusal(announce, { input: foreign }, { as })).toMatchObject({ code: 'FORBIDDEN' });
  const input = { workshopId: await make.announced(edition, [theirs]), reason: 'mischief' };
  expect(await service.refusal(cancelWorkshop, { input }, { as })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await service.refusal(cancelWorkshop, { input }, { as: actingFor(newId()) })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await service.refusal(announce, { input: foreign })).toMatchObject({ code: 'UNAUTHENTICATED' });
  const create = 'mutation ($input: CreateTrainerInput!) { createTrainer(input: $input) { id } }';
  const someone = { idempotencyKey: newId(), name: { fr: 'Quelqu’un' } };
  expect(await service.refusal(create, { input: someone }, { as })).toMatchObject({ code: 'FORBIDDEN' });
});

test('lists are in the order of time, narrowed by every field of the filter, and paged', async () => {
  const own = await make.edition();
  const trainerId = await make.trainer();
  const on = (day: number, overrides: object = {}) =>
    make.announced(own, [trainerId], {
      ...{ startsAt: `2025-01-${day}T09:00:00Z`, endsAt: `2025-01-${day}T10:00:00Z`, ...overrides },
    });
  const third = await on(30, { topic: 'EXPORT' });
  const first = await on(28);
  const second = await on(29, { language: 'FR', level: 'ADVANCED' });
  const list =
    'query ($filter: WorkshopFilter, $first: Int, $after: String) { workshops(filter: $filter, first: $first, after: $after) { nodes { id } totalCount pageInfo { endCursor } } }';
  const ids = async (filter: object, page: object = {}) => {
    const { workshops } = await service.data(list, { filter: { editionId: own, ...filter }, ...page });
    return { ids: workshops.nodes.map(({ id }: any) => id), end: workshops.pageInfo.endCursor };
  };
  expect((await ids({})).ids).toEqual([first, second, third]);
  expect((await ids({ topics: ['EXPORT', 'FINANCE'] })).ids).toEqual([third]);
  expect((await ids({ language: 'FR' })).ids).toEqual([second]);
  expect((await ids({ level: 'ADVANCED' })).ids).toEqual([second]);
  expect((await ids({ statuses: ['SCHEDULED'] })).ids).toEqual([]);
  expect((await ids({ editionId: 'two' })).ids).toEqual([]);
  const page = await ids({}, { first: 2 });
  expect(page.ids).toEqual([first, second]);
  expect((await ids({}, { first: 2, after: page.end })).ids).toEqual([third]);
  const { trainer: read } = await service.data('query ($id: ID!) { trainer(id: $id) { workshops { id } } }', {
    id: trainerId,
  });
  expect(read.workshops.map(({ id }: any) => id)).toEqual([first, second, third]);
});

test('the statements of lists do not grow with their length', async () => {
  const own = await make.edition();
  for (let index = 0; index < 50; index += 1) {
    await make.announced(own, [await make.trainer(), await make.trainer()]);
  }
  const list = `query ($editionId: ID!, $first: Int!) {
    workshops(first: $first, filter: { editionId: $editionId }) { nodes { edition { id } session { id } venue { id } trainers { name { value } workshops { id } } } }
    trainers(first: $first) { nodes { workshops { id } } } }`;
  const count = (first: number) => service.countStatements(() => service.data(list, { editionId: own, first }));
  expect(await count(50)).toBe(await count(1));
  const entities = `query ($representations: [_Any!]!, $first: Int!) { _entities(representations: $representations) {
    ... on Edition { workshops(first: $first) { totalCount nodes { title { value } trainers { id } } } } } }`;
  const editions = [own, edition, await make.edition()].map((id) => ({ __typename: 'Edition', id }));
  const countEditions = (representations: object[], first: number) =>
    service.countStatements(() => service.data(entities, { representations, first }));
  expect(await countEditions(editions, 50)).toBe(await countEditions(editions.slice(0, 1), 1));
});
