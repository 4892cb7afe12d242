import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
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
const overridesOf = async (id: string) => {
  const { session } = await service.data(
    'query ($id: ID!) { session(id: $id) { overrides { rules reason by at } } }',
    { id },
    as,
  );
  return session.overrides;
};

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

test('an override needs a reason, is kept with who, when and why, and holds for the place that the session got', async () => {
  await set('setQuietPeriods', { periods: [prayer] });
  const time = at('12:00:00', '14:00:00');
  for (const override of [
    { rules: ['QUIET_PERIOD'], reason: '' },
    { rules: ['QUIET_PERIOD'], reason: '  ' },
    { rules: [], reason: 'so' },
  ]) {
    expect(errorOf(await make.schedule({ editionId, venueId, ...time, override }))).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  }
  const other = { rules: ['CLOSING_HOURS'], reason: 'a live broadcast' };
  expect(errorOf(await make.schedule({ editionId, venueId, ...time, override: other }))).toMatchObject({
    rule: 'QUIET_PERIOD',
  });
  service.setNow(new Date('2025-01-20T10:00:00Z'));
  const override = { rules: ['QUIET_PERIOD', 'CLOSING_HOURS'], reason: ' a live broadcast ' };
  const sessionId = await make.session({ editionId, venueId, ...time, override });
  const kept = {
    rules: ['QUIET_PERIOD'],
    reason: 'a live broadcast',
    by: organiser.id,
    at: '2025-01-20T10:00:00.000Z',
  };
  expect(await overridesOf(sessionId)).toEqual([kept]);
  expect(await conflicts()).toMatchObject([{ rule: 'QUIET_PERIOD', severity: 'WARN', overridden: true }]);

  await set('setConflictRule', { rule: 'QUIET_PERIOD', severity: 'WARN' });
  await make.move({ sessionId, ...at('12:30:00', '14:00:00') });
  await set('setConflictRule', { rule: 'QUIET_PERIOD', severity: 'BLOCK' });
  expect(await conflicts()).toMatchObject([{ rule: 'QUIET_PERIOD', severity: 'BLOCK', overridden: false }]);
  const again = { rules: ['QUIET_PERIOD'], reason: 'still live' };
  expect(errorOf(await make.move({ sessionId, ...at('12:15:00', '14:00:00') }))).toMatchObject({
    rule: 'QUIET_PERIOD',
  });
  expect((await make.move({ sessionId, ...at('12:15:00', '14:00:00'), override: again })).errors).toBeUndefined();
  expect(await overridesOf(sessionId)).toMatchObject([kept, { reason: 'still live' }]);
});

test('a session for more people than its venue holds by now is listed, and blocks the release', async () => {
  const sessionId = await make.session({ editionId, venueId, capacity: 40 });
  await service.data(
    'mutation ($input: UpdateVenueInput!) { updateVenue(input: $input) { capacity } }',
    { input: { venueId, capacity: 30 } },
    as,
  );
  expect(await conflicts()).toMatchObject([{ rule: 'CAPACITY', severity: 'BLOCK', sessions: [{ id: sessionId }] }]);
  expect(
    await service.refusal(
      'mutation ($input: ReleaseProgrammeInput!) { releaseProgramme(input: $input) { id } }',
      { input: { editionId, idempotencyKey: newId() } },
      as,
    ),
  ).toMatchObject({ code: 'CONFLICT', conflictsWith: [{ type: 'Session', id: sessionId }] });
});

test('conflicts of one session or of fifty, of one edition or of three: as many statements', async () => {
  await set('setQuietPeriods', { periods: [prayer] });
  await set('setConflictRule', { rule: 'QUIET_PERIOD', severity: 'WARN' });
  const ask = (ids: string[]) =>
    service.countStatements(() =>
      service.data(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Edition {
          programmeRules { rules { rule } } conflicts { rule sessions { venue { id } overrides { reason } } } } } }`,
        { of: ids.map((id) => ({ __typename: 'Edition', id })) },
        as,
      ),
    );
  const schedule = async () => make.session({ editionId, venueId: await make.venue(), ...at('12:00:00', '13:00:00') });
  await schedule();
  const one = await ask([editionId]);
  for (let more = 1; more < 50; more += 1) {
    await schedule();
  }
  expect(await conflicts()).toHaveLength(50);
  expect(await ask([editionId])).toBe(one);
  expect(await ask([editionId, await make.edition(), await make.edition()])).toBe(one);
});

test('only the organiser sets rules, and reads conflicts and overrides, also by way of an entity', async () => {
  const sessionId = await make.session({ editionId, venueId });
  const nobodys = [{}, { as: actingFor(newId()) }, { as: { id: 't', role: 'trainer' as const, trainerId: newId() } }];
  const inputs: [string, object][] = [
    ['setConflictRule', { editionId, rule: 'QUIET_PERIOD', severity: 'IGNORE' }],
    ['setOpeningHours', { editionId }],
    ['setQuietPeriods', { editionId, periods: [] }],
  ];
  for (const who of nobodys) {
    const code = who.as ? 'FORBIDDEN' : 'UNAUTHENTICATED';
    for (const [mutation, input] of inputs) {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const source = `mutation ($input: ${type}!) { ${mutation}(input: $input) { opensAt } }`;
      expect(await service.refusal(source, { input }, who)).toMatchObject({ code });
    }
    const entity = (type: string, id: string, fields: string) =>
      service.refusal(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`,
        { of: [{ __typename: type, id }] },
        who,
      );
    expect(await entity('Edition', editionId, 'conflicts { rule }')).toMatchObject({ code });
    expect(await entity('Session', sessionId, 'overrides { reason }')).toMatchObject({ code });
    expect(
      await service.refusal('query ($id: ID!) { session(id: $id) { overrides { by } } }', { id: sessionId }, who),
    ).toMatchObject({ code });
  }
});
