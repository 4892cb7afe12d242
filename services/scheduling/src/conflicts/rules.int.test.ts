import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { at, errorOf, prayer, rulesOf } from '../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rules: ReturnType<typeof rulesOf>;
let editionId: string;
let venueId: string;

const as = { as: organiser };
const set = (mutation: string, input: object) => rules.set(mutation, { editionId, ...input });
const conflicts = () => rules.conflicts(editionId);

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  rules = rulesOf(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  editionId = await make.edition();
  venueId = await make.venue();
});

test('nothing takes place in a quiet period; a session may end where it begins and begin where it ends', async () => {
  const { quietPeriods } = await set('setQuietPeriods', { periods: [prayer] });
  for (const time of [at('12:00:00', '12:45:00.001'), at('13:14:59.999', '14:00:00'), at('12:00:00', '14:00:00')]) {
    expect(errorOf(await make.schedule({ editionId, venueId, ...time }))).toEqual({
      code: 'CONFLICT',
      rule: 'QUIET_PERIOD',
      rules: [{ rule: 'QUIET_PERIOD', detail: expect.stringContaining('صلاة الظهر') }],
      conflictsWith: [{ type: 'QuietPeriod', id: quietPeriods[0].id, name: prayer.label }],
    });
  }
  await make.session({ editionId, venueId, ...at('12:00:00', '12:45:00') });
  const after = await make.session({ editionId, venueId, ...at('13:15:00', '14:00:00') });
  expect(errorOf(await make.move({ sessionId: after, ...at('13:00:00', '13:30:00') }))).toMatchObject({
    rule: 'QUIET_PERIOD',
  });
  expect(await conflicts()).toEqual([]);
});

test('nothing takes place in closing hours, as the clocks of the edition show them', async () => {
  await set('setOpeningHours', { opensAt: '10:00', closesAt: '20:00' });
  for (const time of [at('08:59:59', '10:00:00'), at('18:00:00', '19:00:01'), at('22:00:00', '22:30:00')]) {
    expect(errorOf(await make.schedule({ editionId, venueId, ...time }))).toMatchObject({
      code: 'CONFLICT',
      rule: 'CLOSING_HOURS',
      conflictsWith: [{ type: 'Edition', id: editionId }],
    });
  }
  await make.session({ editionId, venueId, ...at('09:00:00', '19:00:00') });
  await set('setOpeningHours', { opensAt: '10:00', closesAt: '01:00' });
  const late = { startsAt: '2025-01-29T22:30:00Z', endsAt: '2025-01-30T00:00:00Z' };
  await make.session({ editionId, venueId, ...late });
  expect(await set('setOpeningHours', { opensAt: null, closesAt: null })).toMatchObject({ opensAt: null });
  await make.session({ editionId, venueId, ...at('03:00:00', '04:00:00') });
});

test('the severity of a rule decides: it blocks, warns or is ignored, and what warns is listed', async () => {
  await set('setQuietPeriods', { periods: [prayer] });
  const time = at('12:00:00', '13:00:00');
  await set('setConflictRule', { rule: 'QUIET_PERIOD', severity: 'WARN' });
  const sessionId = await make.session({ editionId, venueId, ...time });
  expect(await conflicts()).toEqual([
    {
      rule: 'QUIET_PERIOD',
      severity: 'WARN',
      overridden: false,
      detail: expect.stringContaining('12:45'),
      sessions: [{ id: sessionId }],
    },
  ]);
  await set('setConflictRule', { rule: 'QUIET_PERIOD', severity: 'BLOCK' });
  expect(await conflicts()).toMatchObject([{ severity: 'BLOCK' }]);
  const changed = await set('setConflictRule', { rule: 'QUIET_PERIOD', severity: 'IGNORE' });
  expect(changed.rules).toContainEqual({ rule: 'QUIET_PERIOD', severity: 'IGNORE', settable: true });
  expect(await conflicts()).toEqual([]);
  await make.session({ editionId, venueId: await make.venue(), ...time });
});

test('the rules that the database keeps cannot be weighed, nor overridden', async () => {
  await make.session({ editionId, venueId });
  for (const rule of ['VENUE', 'PERFORMER', 'EXHIBITOR', 'TRAINER', 'CHANGE_OVER']) {
    expect(
      await service.refusal(
        'mutation ($input: SetConflictRuleInput!) { setConflictRule(input: $input) { opensAt } }',
        { input: { editionId, rule, severity: 'IGNORE' } },
        as,
      ),
    ).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'rule' }] });
    const override = { rules: [rule], reason: 'the minister wishes it' };
    expect(errorOf(await make.schedule({ editionId, venueId, override }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'override.rules' }],
    });
  }
  const override = { rules: ['QUIET_PERIOD', 'CLOSING_HOURS'], reason: 'the minister wishes it' };
  expect(errorOf(await make.schedule({ editionId, venueId, override }))).toMatchObject({ rule: 'VENUE' });
});

test('an exhibitor that is missed at its stand is a warning, until the stand is free again; it can be made to block', async () => {
  const exhibitor = await make.participant(editionId);
  const stand = await make.stand(editionId, exhibitor.id);
  const onStage = { editionId, venueId, exhibitorIds: [exhibitor.id] };
  const sessionId = await make.session(onStage);
  expect(await conflicts()).toEqual([
    {
      rule: 'STAND_DUTY',
      severity: 'WARN',
      overridden: false,
      detail: 'Missed at the stand: A-12.',
      sessions: [{ id: sessionId }],
    },
  ]);
  await set('setConflictRule', { rule: 'STAND_DUTY', severity: 'BLOCK' });
  expect(errorOf(await make.schedule({ ...onStage, ...at('15:00:00', '16:00:00') }))).toMatchObject({
    rule: 'STAND_DUTY',
    conflictsWith: [{ type: 'Stand', id: stand.id }],
  });
  await stand.release();
  expect(await conflicts()).toEqual([]);
  expect((await make.schedule({ ...onStage, ...at('15:00:00', '16:00:00') })).errors).toBeUndefined();
});

test('an exhibitor that shares a stand is missed there in its own half-days only', async () => {
  const exhibitor = await make.participant(editionId);
  await make.stand(editionId, exhibitor.id, { slices: [{ day: '2025-01-28', half: 'AFTERNOON' }] });
  const onStage = { editionId, venueId, exhibitorIds: [exhibitor.id] };
  await make.session({ ...onStage, ...at('10:00:00', '11:00:00') });
  expect(await conflicts()).toEqual([]);
  const afterNoon = await make.session({ ...onStage, ...at('11:00:00', '12:00:00') });
  expect(await conflicts()).toMatchObject([{ rule: 'STAND_DUTY', sessions: [{ id: afterNoon }] }]);
});

test('a workshop in a quiet period is refused with what stands in the way', async () => {
  const { quietPeriods } = await set('setQuietPeriods', { periods: [prayer] });
  const workshop = make.announcement({ editionId, venueId, ...at('12:00:00', '13:00:00') });
  await service.deliver(workshop.announced);
  const refused = await service.told('org.maarad.scheduling.session.refused.v1');
  expect(refused.at(-1)).toMatchObject({
    subject: workshop.id,
    data: { conflictsWith: [{ type: 'QuietPeriod', id: quietPeriods[0].id }] },
  });
});

test('quiet periods are set as a whole: a period that stays keeps its id, what cannot be is refused by its place', async () => {
  const later = { ...prayer, from: '2025-01-29T12:45:00Z', to: '2025-01-29T13:15:00Z' };
  const { quietPeriods: first } = await set('setQuietPeriods', { periods: [later, prayer] });
  expect(first.map(({ from }: { from: string }) => from)).toEqual([
    '2025-01-28T12:45:00.000Z',
    '2025-01-29T12:45:00.000Z',
  ]);
  const { quietPeriods: second } = await set('setQuietPeriods', { periods: [prayer] });
  expect(second).toEqual([first[0]]);
  for (const [period, path] of [
    [{ ...prayer, to: prayer.from }, 'periods.1.to'],
    [{ ...prayer, from: '2025-03-01T12:00:00Z', to: '2025-03-01T13:00:00Z' }, 'periods.1.from'],
    [{ ...prayer, label: {} }, 'periods.1.label'],
  ] as const) {
    expect(
      await service.refusal(
        'mutation ($input: SetQuietPeriodsInput!) { setQuietPeriods(input: $input) { opensAt } }',
        { input: { editionId, periods: [prayer, period] } },
        as,
      ),
    ).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  }
  for (const hours of [
    { opensAt: '25:00', closesAt: '26:00' },
    { opensAt: '10:00' },
    { opensAt: '24:00', closesAt: '02:00' },
  ]) {
    expect(
      await service.refusal(
        'mutation ($input: SetOpeningHoursInput!) { setOpeningHours(input: $input) { opensAt } }',
        { input: { editionId, ...hours } },
        as,
      ),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});
