import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { at, errorOf, rulesOf } from '../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rules: ReturnType<typeof rulesOf>;
let editionId: string;
let venueId: string;
let performerId: string;

const as = { as: organiser };
const setFor = {
  venue: (windows: object[], asking: object = as) =>
    service.execute(
      `mutation ($input: SetVenueAvailabilityInput!) { made: setVenueAvailability(input: $input) {
         id availability { startsAt endsAt } } }`,
      { input: { venueId, windows } },
      asking,
    ),
  performer: (windows: object[], asking: object = as) =>
    service.execute(
      `mutation ($input: SetPerformerAvailabilityInput!) { made: setPerformerAvailability(input: $input) {
         id availability { startsAt endsAt } } }`,
      { input: { performerId, windows } },
      asking,
    ),
};
const morning = at('08:00:00', '10:00:00');

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  rules = rulesOf(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  editionId = await make.edition();
  venueId = await make.venue();
  performerId = await make.performer();
});

test.each(['venue', 'performer'] as const)(
  'a %s is given no session outside of its availability; without one it is always available',
  async (who) => {
    const session = { editionId, venueId, performerIds: [performerId] };
    expect((await setFor[who]([morning])).data?.made.availability).toHaveLength(1);
    const id = who === 'venue' ? venueId : performerId;
    for (const time of [at('07:59:59', '09:00:00'), at('09:00:00', '10:00:00.001')]) {
      expect(errorOf(await make.schedule({ ...session, ...time }))).toMatchObject({
        code: 'CONFLICT',
        rule: 'UNAVAILABLE',
        conflictsWith: [{ type: who === 'venue' ? 'Venue' : 'Performer', id }],
      });
    }
    const sessionId = await make.session({ ...session, ...morning });
    expect(errorOf(await make.move({ sessionId, ...at('09:00:00', '11:00:00') }))).toMatchObject({
      rule: 'UNAVAILABLE',
    });
    await setFor[who]([]);
    expect((await make.move({ sessionId, ...at('09:00:00', '11:00:00') })).errors).toBeUndefined();
  },
);

test('a session outside of a new availability stays, and is listed; it can be weighed and overridden', async () => {
  const sessionId = await make.session({ editionId, venueId, ...at('12:00:00', '13:00:00') });
  await setFor.venue([morning]);
  expect(await rules.conflicts(editionId)).toMatchObject([
    { rule: 'UNAVAILABLE', severity: 'BLOCK', sessions: [{ id: sessionId }] },
  ]);
  const override = { rules: ['UNAVAILABLE'], reason: 'the caretaker stays on' };
  await make.move({ sessionId, ...at('13:00:00', '14:00:00'), override });
  expect(await rules.conflicts(editionId)).toMatchObject([{ severity: 'WARN', overridden: true }]);
  await rules.set('setConflictRule', { editionId, rule: 'UNAVAILABLE', severity: 'IGNORE' });
  expect(await rules.conflicts(editionId)).toEqual([]);
});

test('slots are suggested where venue and performer are both available', async () => {
  await setFor.venue([at('08:00:00', '11:00:00'), at('15:00:00', '16:00:00')]);
  await setFor.performer([at('10:00:00', '20:00:00')]);
  const { suggestSlots } = await service.data(
    'query ($input: SuggestSlotsInput!) { suggestSlots(input: $input) { startsAt } }',
    { input: { editionId, minutes: 60, venueIds: [venueId], performerIds: [performerId], first: 50 } },
    as,
  );
  expect(suggestSlots.map(({ startsAt }: { startsAt: string }) => startsAt).sort()).toEqual([
    '2025-01-28T10:00:00.000Z',
    '2025-01-28T15:00:00.000Z',
  ]);
});

test('windows that overlap or touch become one; one that ends before it starts is named', async () => {
  const windows = [at('10:00:00', '12:00:00'), morning, at('11:00:00', '11:30:00')];
  expect((await setFor.venue(windows)).data?.made.availability).toEqual([
    { startsAt: '2025-01-28T08:00:00.000Z', endsAt: '2025-01-28T12:00:00.000Z' },
  ]);
  expect(errorOf(await setFor.venue([morning, { startsAt: morning.endsAt, endsAt: morning.startsAt }]))).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'windows.1.endsAt' }],
  });
});

test('only the organiser sets availability, and sees a performer’s, by _entities too', async () => {
  await setFor.performer([morning]);
  for (const asking of [{}, { as: actingFor(newId()) }, { as: { id: 'partner', role: 'partner' } }]) {
    for (const set of [setFor.venue, setFor.performer]) {
      expect(errorOf(await set([], asking))).toMatchObject({
        code: expect.stringMatching(/UNAUTHENTICATED|FORBIDDEN/),
      });
    }
    const { data, errors } = await service.execute(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Performer { availability { startsAt } } } }',
      { of: [{ __typename: 'Performer', id: performerId }] },
      asking as never,
    );
    expect(data?._entities).toEqual([{ availability: null }]);
    expect(errors).toHaveLength(1);
  }
});

test('the availability of a list of performers costs the same number of statements for one as for 50', async () => {
  const count = (first: number) =>
    service.countStatements(() =>
      service.data(
        'query ($first: Int!) { performers(first: $first) { nodes { availability { endsAt } } } }',
        { first },
        as,
      ),
    );
  const one = await count(1);
  for (let index = 0; index < 50; index += 1) {
    performerId = await make.performer();
    await setFor.performer([morning]);
  }
  expect(await count(50)).toBe(one);
});
