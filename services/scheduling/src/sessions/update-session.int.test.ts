import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders, sessionFields } from '../testing/builders.js';
import { errorOf, rulesOf } from '../testing/rules.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let editionId: string;
let venueId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  editionId = await make.edition();
  venueId = await make.venue();
});

const update = (input: object, as = organiser) =>
  service.execute(
    `mutation ($input: UpdateSessionInput!) { made: updateSession(input: $input) { ${sessionFields} } }`,
    { input },
    { as },
  );
const changesOf = async (id: string) =>
  (await service.told('org.maarad.scheduling.session.changed.v1')).filter(({ subject }) => subject === id);

test('a session gains and loses who appears in it: each is booked or free at once, and it is told once with who was in it', async () => {
  const [one, other] = [await make.performer(), await make.performer()];
  const exhibitor = await make.participant(editionId);
  const sessionId = await make.session({ editionId, venueId, performerIds: [one] });
  const changed = { sessionId, performerIds: [other], exhibitorIds: [exhibitor.id], title: { fr: 'Ahwach' } };
  expect((await update(changed)).data?.made).toMatchObject({
    ...{ performers: [{ id: other }], exhibitors: [{ id: exhibitor.id }], title: { value: 'Ahwach' } },
  });
  await update(changed);
  expect(await changesOf(sessionId)).toMatchObject([
    {
      data: {
        ...{ performerIds: [other], exhibitorIds: [exhibitor.id], title: { fr: 'Ahwach' }, venueId },
        from: { performerIds: [one], exhibitorIds: [] },
      },
    },
  ]);
  const elsewhere = { editionId, venueId: await make.venue() };
  expect(errorOf(await make.schedule({ ...elsewhere, performerIds: [other] }))).toMatchObject({
    ...{ code: 'CONFLICT', rule: 'PERFORMER', conflictsWith: [{ id: sessionId }] },
  });
  expect((await make.schedule({ ...elsewhere, performerIds: [one] })).errors).toBeUndefined();
});

test('nobody is put into a session who is in another at that time, is not known, or does not take part', async () => {
  const performer = await make.performer();
  const busy = await make.session({ editionId, venueId: await make.venue(), performerIds: [performer] });
  const sessionId = await make.session({ editionId, venueId });
  expect(errorOf(await update({ sessionId, performerIds: [performer] }))).toMatchObject({
    ...{ code: 'CONFLICT', rule: 'PERFORMER', conflictsWith: [{ id: busy }] },
  });
  expect(errorOf(await update({ sessionId, performerIds: [newId()] }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(errorOf(await update({ sessionId, exhibitorIds: [newId()] }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await changesOf(sessionId)).toEqual([]);
});

test('the rules about people hold for those who are new; what was lifted for the session stands', async () => {
  const rules = rulesOf(service);
  await rules.set('setOpeningHours', { editionId, opensAt: '14:00', closesAt: '18:00' });
  const override = { rules: ['CLOSING_HOURS'], reason: 'before the doors open' };
  const sessionId = await make.session({ editionId, venueId, override });
  const [juror, other] = [await make.participant(editionId), await make.participant(editionId)];
  const sitting = await make.sitting(editionId, { exhibitorIds: [juror.id] });
  expect((await update({ sessionId, exhibitorIds: [other.id] })).errors).toBeUndefined();
  const exhibitorIds = [other.id, juror.id];
  expect(errorOf(await update({ sessionId, exhibitorIds }))).toMatchObject({
    ...{ rule: 'JURY_DUTY', conflictsWith: [{ type: 'JurySitting', id: sitting.id }] },
  });
  const lifted = { rules: ['JURY_DUTY'], reason: 'another member plays' };
  expect((await update({ sessionId, exhibitorIds, override: lifted })).errors).toBeUndefined();
  expect(await rules.conflicts(editionId)).toMatchObject([
    { rule: 'CLOSING_HOURS', severity: 'WARN', overridden: true },
    { rule: 'JURY_DUTY', severity: 'WARN', overridden: true },
  ]);
  const another = await make.participant(editionId);
  await make.sitting(editionId, { exhibitorIds: [another.id] });
  const all = [...exhibitorIds, another.id];
  expect(errorOf(await update({ sessionId, exhibitorIds: all }))).toMatchObject({ rule: 'JURY_DUTY' });
  expect((await update({ sessionId, exhibitorIds: all, override: lifted })).errors).toBeUndefined();
  expect(await rules.conflicts(editionId)).toMatchObject([{ overridden: true }, { overridden: true }]);
});

test('the words of a workshop are its own, and what is cancelled does not change', async () => {
  const workshop = make.announcement({ editionId, venueId });
  await service.deliver(workshop.announced);
  const [told] = (await service.told('org.maarad.scheduling.session.scheduled.v1')).slice(-1);
  const held = { sessionId: told?.subject };
  expect(errorOf(await update({ ...held, title: { fr: 'Autre' } }))).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', problems: [{ path: 'title' }] },
  });
  const exhibitor = await make.participant(editionId);
  expect((await update({ ...held, exhibitorIds: [exhibitor.id] })).errors).toBeUndefined();
  const sessionId = await make.session({ editionId, venueId: await make.venue() });
  await make.cancel(sessionId);
  expect(errorOf(await update({ sessionId, title: { fr: 'Autre' } }))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
});

test('only the organiser changes a session', async () => {
  const sessionId = await make.session({ editionId, venueId });
  expect(errorOf(await update({ sessionId, performerIds: [] }, actingFor(newId())))).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('of 50 sessions that want one performer at one time at once, one gets it, and the others are told which', async () => {
  const performer = await make.performer();
  const sessions = await Promise.all(
    Array.from({ length: 50 }, async () => make.session({ editionId, venueId: await make.venue() })),
  );
  const answers = await Promise.all(sessions.map((sessionId) => update({ sessionId, performerIds: [performer] })));
  const [winner, ...none] = answers.flatMap(({ data }) => data?.made?.id ?? []);
  expect(none).toEqual([]);
  for (const answer of answers.filter(({ errors }) => errors)) {
    expect(errorOf(answer)).toMatchObject({ code: 'CONFLICT', rule: 'PERFORMER', conflictsWith: [{ id: winner }] });
  }
});
