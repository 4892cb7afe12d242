import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { at, errorOf, rulesOf } from '../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rules: ReturnType<typeof rulesOf>;
let editionId: string;
let here: string;
let there: string;
let performerIds: string[];

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  rules = rulesOf(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  editionId = await make.edition();
  [here, there, performerIds] = [await make.venue(), await make.venue(), [await make.performer()]];
});

const conflicts = () => rules.conflicts(editionId);
const walk = (minutes: number) =>
  service.data(
    'mutation ($input: SetWalkingTimeInput!) { setWalkingTime(input: $input) { walkingMinutes } }',
    { input: { editionId, minutes } },
    { as: organiser },
  );
const block = () => rules.set('setConflictRule', { editionId, rule: 'WALKING_TIME', severity: 'BLOCK' });

test('whoever is in two venues has the time to walk between them, before and after; in one venue it needs none', async () => {
  expect((await walk(20)).setWalkingTime).toEqual({ walkingMinutes: 20 });
  await block();
  const first = await make.session({ editionId, venueId: here, performerIds, ...at('10:00:00', '11:00:00') });
  for (const time of [at('11:19:59.999', '12:00:00'), at('09:00:00', '09:40:00.001')]) {
    expect(errorOf(await make.schedule({ editionId, venueId: there, performerIds, ...time }))).toMatchObject({
      ...{ code: 'CONFLICT', rule: 'WALKING_TIME', conflictsWith: [{ type: 'Session', id: first }] },
    });
  }
  const later = await make.session({ editionId, venueId: there, performerIds, ...at('11:20:00', '12:00:00') });
  await make.session({ editionId, venueId: there, performerIds, ...at('09:00:00', '09:40:00') });
  await make.session({ editionId, venueId: there, ...at('10:50:00', '11:10:00') });
  expect(errorOf(await make.move({ sessionId: later, ...at('11:10:00', '12:00:00') }))).toMatchObject({
    rule: 'WALKING_TIME',
  });
  expect((await make.move({ sessionId: later, venueId: here, ...at('11:00:00', '12:00:00') })).errors).toBeUndefined();
  expect(await conflicts()).toEqual([]);
});

test('too short a walk is a warning unless the organiser says otherwise, listed once for both sessions', async () => {
  await walk(30);
  const earlier = await make.session({ editionId, venueId: here, performerIds, ...at('09:00:00', '10:00:00') });
  const later = await make.session({ editionId, venueId: there, performerIds, ...at('10:10:00', '11:00:00') });
  expect(await conflicts()).toMatchObject([{ rule: 'WALKING_TIME', severity: 'WARN', sessions: [{ id: later }] }]);
  await block();
  expect(await conflicts()).toMatchObject([{ severity: 'BLOCK', overridden: false }]);
  const override = { rules: ['WALKING_TIME'], reason: 'a cart takes it there' };
  await make.move({ sessionId: earlier, ...at('09:05:00', '10:00:00'), override });
  expect(await conflicts()).toMatchObject([{ severity: 'WARN', overridden: true, sessions: [{ id: later }] }]);
  await walk(10);
  expect(await conflicts()).toEqual([]);
});

test('no slot is suggested from which somebody cannot walk in time, and one in the same venue is', async () => {
  await walk(30);
  await block();
  await make.session({ editionId, venueId: here, performerIds, ...at('10:00:00', '11:00:00') });
  const startsIn = async (venueId: string) => {
    const within = { from: '2025-01-28T09:00:00Z', to: '2025-01-28T12:30:00Z' };
    const { suggestSlots } = await service.data(
      'query ($input: SuggestSlotsInput!) { suggestSlots(input: $input) { startsAt } }',
      { input: { editionId, minutes: 30, venueIds: [venueId], performerIds, within, first: 50 } },
      { as: organiser },
    );
    return suggestSlots.map(({ startsAt }: { startsAt: string }) => startsAt.slice(11, 16)).sort();
  };
  expect(await startsIn(there)).toEqual(['09:00', '11:30', '12:00']);
  expect(await startsIn(here)).toEqual(['09:00', '09:30', '11:00', '11:30', '12:00']);
});

test('a walk is the organiser’s to set, from none to two hours', async () => {
  const set = (minutes: number, asking: object) =>
    service.execute(
      'mutation ($input: SetWalkingTimeInput!) { setWalkingTime(input: $input) { walkingMinutes } }',
      { input: { editionId, minutes } },
      asking,
    );
  expect(errorOf(await set(10, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
  for (const minutes of [-1, 121]) {
    expect(errorOf(await set(minutes, { as: organiser }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});
