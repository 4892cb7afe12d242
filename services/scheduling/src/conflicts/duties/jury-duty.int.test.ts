import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../../service.js';
import { builders } from '../../testing/builders.js';
import { at, errorOf, rulesOf } from '../../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rules: ReturnType<typeof rulesOf>;
let editionId: string;
let venueId: string;

const as = { as: organiser };
const conflicts = () => rules.conflicts(editionId);
const inJury = (sitting: { id: string }) => ({
  code: 'CONFLICT',
  rule: 'JURY_DUTY',
  conflictsWith: [{ type: 'JurySitting', id: sitting.id }],
});
const release = () =>
  service.execute(
    'mutation ($input: ReleaseProgrammeInput!) { releaseProgramme(input: $input) { version } }',
    { input: { idempotencyKey: newId(), editionId } },
    as,
  );

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

test('a jury member cannot be double-booked: the sitting is named, by whom it knows the juror, when scheduling and when moving', async () => {
  const exhibitor = await make.participant(editionId);
  const performer = await make.performer();
  const people = { exhibitorIds: [exhibitor.id], performerIds: [performer] };
  const sitting = await make.sitting(editionId, { ...at('09:00:00', '10:00:00'), ...people });
  for (const cast of [{ exhibitorIds: [exhibitor.id] }, { performerIds: [performer] }]) {
    const refused = await make.schedule({ editionId, venueId, ...cast, ...at('09:59:59.999', '11:00:00') });
    expect(errorOf(refused)).toMatchObject(inJury(sitting));
  }
  const sessionId = await make.session({ editionId, venueId, ...people, ...at('10:00:00', '11:00:00') });
  expect(errorOf(await make.move({ sessionId, ...at('08:00:00', '09:00:00.001') }))).toMatchObject(inJury(sitting));
  expect((await make.move({ sessionId, ...at('08:00:00', '09:00:00') })).errors).toBeUndefined();
  expect(await conflicts()).toEqual([]);
});

test('a trainer of the jury is not given a workshop at that time: it is refused with the sitting', async () => {
  const trainer = newId();
  const sitting = await make.sitting(editionId, { trainerIds: [trainer] });
  const workshop = make.announcement({ editionId, venueId, trainerIds: [trainer] });
  await service.deliver(workshop.announced);
  expect((await service.told('org.maarad.scheduling.session.refused.v1')).at(-1)).toMatchObject({
    subject: workshop.id,
    data: { conflictsWith: [{ type: 'JurySitting', id: sitting.id }] },
  });
});

test('a sitting that comes after a session is listed as a conflict, and the release is refused until one of them gives way', async () => {
  const exhibitor = await make.participant(editionId);
  const sessionId = await make.session({ editionId, venueId, exhibitorIds: [exhibitor.id] });
  const sitting = await make.sitting(editionId, { exhibitorIds: [exhibitor.id] });
  const listed = [{ rule: 'JURY_DUTY', severity: 'BLOCK', overridden: false, sessions: [{ id: sessionId }] }];
  expect(await conflicts()).toMatchObject(listed);
  expect(errorOf(await release())).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Session', id: sessionId }],
  });
  await sitting.change(at('11:00:00', '12:00:00'));
  expect(await conflicts()).toEqual([]);
  await sitting.change(at('10:00:00', '12:00:00'));
  expect(await conflicts()).toMatchObject(listed);
  await sitting.cancel();
  expect(await conflicts()).toEqual([]);
  expect((await release()).data?.releaseProgramme).toEqual({ version: 1 });
});

test('the rule weighs what the organiser says, and an override with a reason lets a session through', async () => {
  const exhibitor = await make.participant(editionId);
  await make.sitting(editionId, { exhibitorIds: [exhibitor.id] });
  const override = { rules: ['JURY_DUTY'], reason: 'its second member sits in the jury' };
  await make.session({ editionId, venueId, exhibitorIds: [exhibitor.id], override });
  expect(await conflicts()).toMatchObject([{ rule: 'JURY_DUTY', severity: 'WARN', overridden: true }]);
  expect((await release()).errors).toBeUndefined();
  await rules.set('setConflictRule', { editionId, rule: 'JURY_DUTY', severity: 'WARN' });
  const another = await make.participant(editionId);
  await make.sitting(editionId, { exhibitorIds: [another.id] });
  await make.session({ editionId, venueId: await make.venue(), exhibitorIds: [another.id] });
  expect(await conflicts()).toMatchObject([
    { severity: 'WARN', overridden: true },
    { severity: 'WARN', overridden: false },
  ]);
});

test('a sitting that came after its session is let through as it stands, with a reason; another one that comes then is not', async () => {
  const exhibitor = await make.participant(editionId);
  const sessionId = await make.session({ editionId, venueId, exhibitorIds: [exhibitor.id] });
  await make.sitting(editionId, { exhibitorIds: [exhibitor.id] });
  const override = { rules: ['JURY_DUTY'], reason: 'its second member sits in the jury' };
  const letThrough = (rules: string[], asking: object = as) =>
    service.execute(
      `mutation ($input: OverrideRulesInput!) { overrideRules(input: $input) { id overrides { rules reason by } } }`,
      { input: { sessionId, override: { ...override, rules } } },
      asking,
    );
  for (const asking of [{}, { as: { id: 'visitor', role: 'visitor' } }]) {
    expect(errorOf(await letThrough(['JURY_DUTY'], asking))).toMatchObject({
      code: expect.stringMatching(/UNAUTHENTICATED|FORBIDDEN/),
    });
  }
  expect(errorOf(await letThrough(['VENUE']))).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await letThrough(['QUIET_PERIOD'])).data?.overrideRules.overrides).toEqual([]);
  expect(errorOf(await release())).toMatchObject({ code: 'CONFLICT' });
  const kept = [{ ...override, by: organiser.id }];
  expect((await letThrough(['JURY_DUTY', 'QUIET_PERIOD'])).data?.overrideRules.overrides).toEqual(kept);
  expect((await letThrough(['JURY_DUTY'])).data?.overrideRules.overrides).toEqual(kept);
  expect(await conflicts()).toMatchObject([{ severity: 'WARN', overridden: true }]);
  expect((await release()).errors).toBeUndefined();
  const later = await make.sitting(editionId, { ...at('10:30:00', '11:30:00'), exhibitorIds: [exhibitor.id] });
  expect(await conflicts()).toMatchObject([{ severity: 'BLOCK', overridden: false }]);
  await later.cancel();
  expect(await conflicts()).toMatchObject([{ severity: 'WARN', overridden: true }]);
});

test('no slot is suggested, and no session placed, where one of its people sits in the jury', async () => {
  const exhibitor = await make.participant(editionId);
  await make.sitting(editionId, { ...at('08:00:00', '10:30:00'), exhibitorIds: [exhibitor.id] });
  const within = { from: '2025-01-28T08:00:00Z', to: '2025-01-28T12:00:00Z' };
  const wish = { minutes: 60, exhibitorIds: [exhibitor.id], venueIds: [venueId], within };
  const { suggestSlots } = await service.data(
    'query ($input: SuggestSlotsInput!) { suggestSlots(input: $input) { startsAt } }',
    { input: { editionId, ...wish, first: 50 } },
    as,
  );
  expect(suggestSlots.length).toBeGreaterThan(0);
  for (const { startsAt } of suggestSlots) {
    expect(Date.parse(startsAt)).toBeGreaterThanOrEqual(Date.parse('2025-01-28T10:30:00Z'));
  }
  const session = { kind: 'CONCERT', title: { fr: 'Concert' }, ...wish };
  const { fillProgramme } = await service.data(
    `mutation ($input: FillProgrammeInput!) { fillProgramme(input: $input) { placed { startsAt } refusals { rule } } }`,
    { input: { idempotencyKey: newId(), editionId, mode: 'AS_MANY_AS_FIT', seed: 1, sessions: [session, session] } },
    as,
  );
  expect(fillProgramme.placed).toHaveLength(1);
  expect(Date.parse(fillProgramme.placed[0].startsAt)).toBeGreaterThanOrEqual(Date.parse('2025-01-28T10:30:00Z'));
  expect(fillProgramme.refusals).toMatchObject([{ rule: expect.any(String) }]);
});

test('a sitting that is told while 50 clients schedule its people: each is refused, or listed as a conflict', async () => {
  const people = await Promise.all(Array.from({ length: 50 }, () => make.participant(editionId)));
  const venues = await Promise.all(people.map(() => make.venue()));
  const exhibitorIds = people.map(({ id }) => id);
  const [, ...answers] = await Promise.all([
    make.sitting(editionId, { exhibitorIds }),
    ...people.map(({ id }, index) => make.schedule({ editionId, venueId: venues[index] ?? '', exhibitorIds: [id] })),
  ]);
  const made = answers.flatMap(({ data }) => data?.made?.id ?? []);
  const refused = answers.filter((answer) => (errorOf(answer) as { rule?: string } | undefined)?.rule === 'JURY_DUTY');
  expect(made.length + refused.length).toBe(50);
  const listed = (await conflicts()) as { sessions: { id: string }[] }[];
  expect(listed.flatMap(({ sessions }) => sessions.map(({ id }) => id)).sort()).toEqual(made.sort());
});

test('the jury’s sittings cost the conflicts no statement more, for one as for 50', async () => {
  const count = () => service.countStatements(conflicts);
  const exhibitor = await make.participant(editionId);
  await make.sitting(editionId, { exhibitorIds: [exhibitor.id] });
  const once = await count();
  for (let index = 0; index < 50; index += 1) {
    await make.sitting(editionId, { exhibitorIds: [exhibitor.id] });
  }
  expect(await count()).toBe(once);
});
