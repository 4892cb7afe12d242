import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { at, errorOf, prayer, rulesOf } from '../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let editionId: string;
let venueId: string;

const as = { as: organiser };
const suggestion = 'venue { id } startsAt endsAt day score reasons { code points } warnings { rule detail }';

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  editionId = await make.edition({ startsOn: '2025-01-28', endsOn: '2025-01-29' });
  venueId = await make.venue({ changeOverMinutes: 15 });
  await rulesOf(service).set('setOpeningHours', { editionId, opensAt: '10:00', closesAt: '14:00' });
});

const suggest = async (input: object) => {
  const { slots } = await service.data(
    `query ($input: SuggestSlotsInput!) { slots: suggestSlots(input: $input) { ${suggestion} } }`,
    { input: { editionId, venueIds: [venueId], ...input } },
    as,
  );
  return slots;
};
const fill = (input: object, asking: object = as) =>
  service.execute(
    `mutation ($input: FillProgrammeInput!) { fill: fillProgramme(input: $input) {
      id seed placed { id title { value } startsAt endsAt venue { id } capacity status }
      refusals { index title { value } rule ruledOut { rule slots } } } }`,
    { input: { editionId, idempotencyKey: newId(), ...input } },
    asking,
  );
const unplaced = (title: string, more: object = {}) => ({
  ...{ kind: 'CONFERENCE', title: { fr: title }, minutes: 60, venueIds: [venueId] },
  ...more,
});

test('only free slots are suggested, each with why, and whoever takes one gets it', async () => {
  const performer = await make.performer();
  await rulesOf(service).set('setQuietPeriods', { editionId, periods: [prayer] });
  await make.session({ editionId, venueId, ...at('09:00:00', '10:00:00') });
  await make.session({
    editionId,
    venueId: await make.venue(),
    performerIds: [performer],
    ...at('11:00:00', '12:00:00'),
  });
  const wish = { kind: 'WORKSHOP', minutes: 45, performerIds: [performer], capacity: 30 };
  const slots = await suggest({ ...wish, within: { from: '2025-01-28T00:00:00Z', to: '2025-01-28T23:00:00Z' } });
  expect(slots.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
    '2025-01-28T10:15:00.000Z',
    '2025-01-28T12:00:00.000Z',
  ]);
  expect(slots[0]).toMatchObject({
    venue: { id: venueId },
    endsAt: '2025-01-28T11:00:00.000Z',
    day: '2025-01-28',
    warnings: [],
  });
  const codes = slots[0].reasons.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(
    expect.arrayContaining(['VENUE_FITS_KIND', 'VENUE_FITS_SIZE', 'DAYTIME', 'NO_GAP', 'PEOPLE_THERE']),
  );
  expect(slots[0].score).toBe(
    slots[0].reasons.reduce((sum: number, { points }: { points: number }) => sum + points, 0),
  );
  for (const { startsAt, endsAt } of slots) {
    const taken = await make.schedule({ editionId, venueId, performerIds: [performer], startsAt, endsAt });
    expect(taken.errors).toBeUndefined();
  }
  expect(await suggest(wish)).toEqual(await suggest(wish));
});

test('for a session to move, its own booking is free, where it is is no suggestion, and staying near speaks for a slot', async () => {
  const sessionId = await make.session({ editionId, venueId, ...at('10:00:00', '11:00:00') });
  const within = { from: '2025-01-28T09:30:00Z', to: '2025-01-28T11:00:00Z' };
  const [best, ...others] = await suggest({ sessionId, within });
  expect(best).toMatchObject({ startsAt: '2025-01-28T09:30:00.000Z', endsAt: '2025-01-28T10:30:00.000Z' });
  expect(others).toEqual([]);
  expect(best.reasons.map(({ code }: { code: string }) => code)).toEqual(
    expect.arrayContaining(['SAME_VENUE', 'SAME_DAY', 'NEAR_THE_OLD_TIME']),
  );
});

test('a slot that breaks a rule which warns is suggested after the others, with the warning', async () => {
  await rulesOf(service).set('setQuietPeriods', { editionId, periods: [prayer] });
  await rulesOf(service).set('setConflictRule', { editionId, rule: 'QUIET_PERIOD', severity: 'WARN' });
  const slots = await suggest({ kind: 'CONFERENCE', minutes: 15, first: 50 });
  const warned = slots.filter(({ warnings }: { warnings: object[] }) => warnings.length > 0);
  expect(warned.length).toBeGreaterThan(0);
  expect(warned[0].warnings).toMatchObject([{ rule: 'QUIET_PERIOD' }]);
  const places = slots.map(({ warnings }: { warnings: object[] }) => warnings.length);
  expect(places).toEqual([...places].sort());
});

test('of an edition that is on, no slot is suggested that has begun', async () => {
  service.setNow(new Date('2025-01-29T10:07:00Z'));
  const slots = await suggest({ minutes: 15, first: 50 });
  service.setNow(new Date());
  expect(slots.map(({ startsAt }: { startsAt: string }) => startsAt).sort()[0]).toBe('2025-01-29T10:15:00.000Z');
});

test('suggesting takes as many statements with one booking as with fifty', async () => {
  const count = () => service.countStatements(() => suggest({ minutes: 30 }));
  await make.session({ editionId, venueId });
  const one = await count();
  for (let more = 1; more < 50; more += 1) {
    await make.session({ editionId, venueId: await make.venue() });
  }
  expect(await count()).toBe(one);
});

test('as many as fit are placed, and those that do not are named with the rule', async () => {
  const performer = await make.performer();
  await make.session({
    editionId,
    venueId: await make.venue(),
    performerIds: [performer],
    ...at('09:00:00', '13:00:00'),
  });
  const answer = await fill({
    sessions: [
      ...[1, 2, 3, 4, 5, 6, 7].map((number) => unplaced(`Conférence ${number}`)),
      unplaced('Trop grand', { capacity: 41 }),
      unplaced('Jour pris', {
        performerIds: [performer],
        within: { from: '2025-01-28T09:00:00Z', to: '2025-01-28T13:00:00Z' },
      }),
      unplaced('Trop court', { within: { from: '2025-01-28T09:00:00Z', to: '2025-01-28T09:30:00Z' } }),
    ],
  });
  expect(answer.errors).toBeUndefined();
  // Four hours a day hold three of an hour with a quarter between them.
  expect(answer.data?.fill.placed).toHaveLength(6);
  expect(answer.data?.fill.placed[0]).toMatchObject({ status: 'SCHEDULED', capacity: 40 });
  expect(answer.data?.fill.refusals).toHaveLength(4);
  expect(answer.data?.fill.refusals.slice(1)).toMatchObject([
    { index: 7, title: { value: 'Trop grand' } },
    { index: 8, title: { value: 'Jour pris' }, rule: 'PERFORMER' },
    { index: 9, title: { value: 'Trop court' }, rule: null, ruledOut: [] },
  ]);
  const ids = answer.data?.fill.placed.map(({ id }: { id: string }) => id);
  const told = (await service.told('org.maarad.scheduling.session.scheduled.v1')).map(({ subject }) => subject);
  expect(told).toEqual(expect.arrayContaining(ids));
  expect(await rulesOf(service).conflicts(editionId)).toEqual([]);
});

test('where all are to be placed and one cannot be, none is', async () => {
  const answer = await fill({ mode: 'ALL', sessions: [unplaced('Petit'), unplaced('Trop grand', { capacity: 41 })] });
  expect(errorOf(answer)).toMatchObject({ code: 'CONFLICT', refusals: [{ index: 1, rule: expect.any(String) }] });
  const { venues } = await service.data('{ venues { id sessions { id } } }');
  expect(venues.find(({ id }: { id: string }) => id === venueId).sessions).toEqual([]);
});

test('the same key gives the first fill again, its refusals too', async () => {
  const input = { idempotencyKey: newId(), sessions: [unplaced('Petit'), unplaced('Trop grand', { capacity: 41 })] };
  const first = await fill(input);
  expect(first.errors).toBeUndefined();
  expect(await fill(input)).toEqual(first);
  expect(errorOf(await fill({ ...input, seed: 7 }))).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
});

test('fifty fills and schedulings of one venue at once: everybody is answered, and nothing is in another’s way', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      index % 5 === 0
        ? make.schedule({ editionId, venueId, ...at('10:00:00', '11:00:00') })
        : fill({ seed: index, sessions: [unplaced(`Conférence ${index}`)] }),
    ),
  );
  const codes = new Set(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.code));
  expect([...codes].filter((code) => code !== 'CONFLICT')).toEqual([]);
  const { venues } = await service.data('{ venues { id sessions { startsAt endsAt } } }');
  const { sessions } = venues.find(({ id }: { id: string }) => id === venueId);
  expect(sessions.length).toBeGreaterThanOrEqual(4);
  sessions.slice(1).forEach(({ startsAt }: { startsAt: string }, index: number) => {
    expect(Date.parse(startsAt) - Date.parse(sessions[index].endsAt)).toBeGreaterThanOrEqual(15 * 60_000);
  });
});

test('what is not there is not found, what cannot be is refused, and only the organiser asks', async () => {
  const id = newId();
  const source = `query ($input: SuggestSlotsInput!) { suggestSlots(input: $input) { score } }`;
  const refusals: [object, object][] = [
    [
      { editionId: id, minutes: 5 },
      { code: 'NOT_FOUND', type: 'Edition' },
    ],
    [
      { editionId, minutes: 5, venueIds: [id] },
      { code: 'NOT_FOUND', type: 'Venue' },
    ],
    [
      { editionId, sessionId: id },
      { code: 'NOT_FOUND', type: 'Session' },
    ],
    [{ editionId }, { code: 'BAD_USER_INPUT', problems: [{ path: 'minutes' }] }],
  ];
  for (const [input, refusal] of refusals) {
    expect(await service.refusal(source, { input }, as)).toMatchObject(refusal);
  }
  expect(errorOf(await fill({ sessions: [unplaced('x', { exhibitorIds: [id] })] }))).toMatchObject({
    type: 'Exhibitor',
  });
  expect(errorOf(await fill({ sessions: [unplaced('x', { venueIds: [id] })] }))).toMatchObject({ type: 'Venue' });
  for (const [who, code] of [
    [{}, 'UNAUTHENTICATED'],
    [{ as: actingFor(id) }, 'FORBIDDEN'],
  ] as const) {
    expect(await service.refusal(source, { input: { editionId, minutes: 5 } }, who)).toMatchObject({ code });
    expect(errorOf(await fill({ sessions: [unplaced('x')] }, who))).toMatchObject({ code });
  }
});
