import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../../service.js';
import { awardBuilders, juror } from '../../testing/award-builders.js';

let service: TestService;
let awards: ReturnType<typeof awardBuilders>;
let editionId: string;

const as = { as: organiser };
const morning = { startsAt: '2025-01-28T09:00:00.000Z', endsAt: '2025-01-28T11:00:00.000Z' };
const noon = { startsAt: '2025-01-28T11:00:00.000Z', endsAt: '2025-01-28T12:00:00.000Z' };

beforeAll(async () => {
  service = await testService(exhibitorsService);
  awards = awardBuilders(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  service.setNow(new Date('2025-01-20T09:00:00Z'));
  editionId = await awards.make.edition();
  await awards.category(editionId);
});

const run = (mutation: string, input: object, asking: object = as) =>
  service.execute(
    `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) {
       made: ${mutation}(input: $input) { id status startsAt endsAt edition { id } } }`,
    { input },
    asking,
  );
const schedule = (time: object = morning, idempotencyKey = newId()) =>
  run('scheduleJurySitting', { idempotencyKey, judgingId: editionId, ...time });
const scheduled = async (time: object = morning): Promise<string> => (await schedule(time)).data?.made.id;
const errorOf = ({ errors }: { errors?: readonly { extensions?: Record<string, any> }[] }) => errors?.[0]?.extensions;
const told = async (id: string) =>
  (await service.told())
    .filter(({ subject }) => subject === id)
    .map(({ type, data }) => ({ type: type.split('.').at(-2), ...data }));
const appoint = (people: object) =>
  service.data(
    'mutation ($input: AppointJurorInput!) { appointJuror(input: $input) { id trainer { id } performer { id } } }',
    { input: { idempotencyKey: newId(), editionId, principalId: newId(), ...people } },
    as,
  );

test('a sitting is told with the ids of those whose people sit in it, and nothing else about a juror', async () => {
  const [exhibitorId, trainerId, performerId] = [await awards.make.exhibitor(), newId(), newId()];
  await appoint({ exhibitorId });
  expect((await appoint({ exhibitorId, trainerId, performerId })).appointJuror).toMatchObject({
    trainer: { id: trainerId },
    performer: { id: performerId },
  });
  await appoint({});
  const key = newId();
  const first = await schedule(morning, key);
  expect(first.data?.made).toMatchObject({ status: 'SCHEDULED', ...morning, edition: { id: editionId } });
  expect((await schedule(morning, key)).data).toEqual(first.data);
  const sittingId = first.data?.made.id;
  const facts = { editionId, exhibitorIds: [exhibitorId], trainerIds: [trainerId], performerIds: [performerId] };
  expect(await told(sittingId)).toEqual([{ type: 'sitting-scheduled', ...facts, ...morning }]);
  await run('moveJurySitting', { sittingId, ...noon });
  await run('moveJurySitting', { sittingId, ...noon });
  await run('cancelJurySitting', { sittingId });
  expect((await told(sittingId)).slice(1)).toEqual([
    { type: 'sitting-changed', ...facts, ...noon },
    { type: 'sitting-cancelled', ...facts, ...noon },
  ]);
  for (const again of [run('cancelJurySitting', { sittingId }), run('moveJurySitting', { sittingId, ...morning })]) {
    expect(errorOf(await again)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  }
});

test('whoever is appointed later is told to be in the sittings still to come, and a juror who is nobody else in none', async () => {
  const [past, coming] = [await scheduled(), await scheduled(noon)];
  service.setNow(new Date(morning.endsAt));
  await appoint({});
  expect(await told(coming)).toHaveLength(1);
  const trainerId = newId();
  await appoint({ trainerId });
  expect(await told(past)).toHaveLength(1);
  expect((await told(coming))[1]).toMatchObject({ type: 'sitting-changed', trainerIds: [trainerId], ...noon });
});

test('the jury sits in one sitting at once: the one in the way is named; one may begin where another ends', async () => {
  const sittingId = await scheduled();
  const overlapping = { startsAt: '2025-01-28T10:59:59.999Z', endsAt: '2025-01-28T12:00:00.000Z' };
  const refusal = { code: 'CONFLICT', conflictsWith: [{ type: 'JurySitting', id: sittingId }] };
  expect(errorOf(await schedule(overlapping))).toMatchObject(refusal);
  const next = await scheduled(noon);
  expect(errorOf(await run('moveJurySitting', { sittingId: next, ...overlapping }))).toMatchObject(refusal);
  await run('cancelJurySitting', { sittingId });
  expect((await run('moveJurySitting', { sittingId: next, ...overlapping })).errors).toBeUndefined();
  expect((await schedule({ startsAt: '2025-01-28T09:00:00Z', endsAt: overlapping.startsAt })).errors).toBeUndefined();
});

test('of 50 who schedule one sitting at once, one does, and the others are told which', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => schedule()));
  const made = answers.flatMap(({ data }) => data?.made?.id ?? []);
  expect(made).toHaveLength(1);
  for (const answer of answers.filter(({ errors }) => errors)) {
    expect(errorOf(answer)).toMatchObject({ code: 'CONFLICT', conflictsWith: [{ type: 'JurySitting', id: made[0] }] });
  }
});

test('50 jurors appointed at once, while a sitting is scheduled, are all in what was told last', async () => {
  const trainers = Array.from({ length: 50 }, newId);
  const [sittingId] = await Promise.all([scheduled(), ...trainers.map((trainerId) => appoint({ trainerId }))]);
  expect((await told(sittingId)).at(-1)).toMatchObject({ trainerIds: [...trainers].sort() });
});

test('a sitting is in the edition, ends after it starts, and is set while the judging is open', async () => {
  for (const [time, path] of [
    [{ startsAt: morning.endsAt, endsAt: morning.startsAt }, 'endsAt'],
    [{ startsAt: '2025-01-26T22:59:59Z', endsAt: morning.endsAt }, 'startsAt'],
    [{ startsAt: morning.startsAt, endsAt: '2025-02-02T23:00:00.001Z' }, 'endsAt'],
  ] as const) {
    expect(errorOf(await schedule(time))).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  }
  expect((await schedule({ startsAt: '2025-02-02T22:00:00Z', endsAt: '2025-02-02T23:00:00Z' })).errors).toBeUndefined();
  const unknown = { idempotencyKey: newId(), judgingId: newId(), ...morning };
  expect(errorOf(await run('scheduleJurySitting', unknown))).toMatchObject({ code: 'NOT_FOUND', type: 'Judging' });
  await awards.seal(editionId);
  expect(errorOf(await schedule())).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
});

test('only the organiser sets sittings, and only it and the jury see when the jury sits', async () => {
  await awards.appoint(editionId, 'juror-0');
  const sittingId = await scheduled();
  const list = (asking: object) =>
    service.execute(
      'query ($id: ID!) { edition(id: $id) { judging { sittings { totalCount nodes { id } } } } }',
      { id: editionId },
      asking,
    );
  for (const asking of [as, { as: juror('juror-0') }]) {
    const { data } = await list(asking);
    expect(data?.edition.judging.sittings).toEqual({ totalCount: 1, nodes: [{ id: sittingId }] });
  }
  for (const asking of [{}, { as: juror('stranger') }, { as: actingFor(newId()) }]) {
    const { data, errors } = await list(asking);
    expect(data?.edition.judging.sittings).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errorOf(await run('cancelJurySitting', { sittingId }, asking))).toMatchObject({
      code: expect.stringMatching(/UNAUTHENTICATED|FORBIDDEN/),
    });
  }
});

test('the sittings cost the same number of statements for one as for 50', async () => {
  const count = () =>
    service.countStatements(() =>
      service.data(
        'query ($id: ID!) { edition(id: $id) { judging { sittings(first: 100) { nodes { id edition { id } } } } } }',
        { id: editionId },
        as,
      ),
    );
  await scheduled();
  const one = await count();
  for (let minute = 10; minute < 60; minute += 1) {
    await scheduled({ startsAt: `2025-01-29T10:${minute}:00Z`, endsAt: `2025-01-29T10:${minute}:30Z` });
  }
  expect(await count()).toBe(one);
});
