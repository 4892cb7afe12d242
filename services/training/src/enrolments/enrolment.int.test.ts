import { enrolmentCancelled, enrolmentConfirmed } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { builders, cancelEnrolment, enrol, readWorkshop } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

const seatsLeft = async (id: string) => (await service.data(readWorkshop, { id })).workshop.seatsLeft as number;
const confirmed = async (workshopId: string) =>
  (await service.told(enrolmentConfirmed.type)).filter(({ data }) => data.workshopId === workshopId);
const cancelled = async (workshopId: string) =>
  (await service.told(enrolmentCancelled.type)).filter(({ data }) => data.workshopId === workshopId);

test('forty who enrol at once for thirty places: thirty have one, ten are told FULL, thirty events', async () => {
  const { workshopId } = await make.scheduled(edition, { capacity: 30 });
  const exhibitors = await Promise.all(Array.from({ length: 40 }, () => make.participant(edition)));
  const answers = await Promise.all(
    exhibitors.map(({ exhibitorId }) =>
      service.execute(enrol, { input: make.enrolInput(workshopId, exhibitorId) }, { as: actingFor(exhibitorId) }),
    ),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(30);
  for (const { errors } of answers.filter((answer) => answer.errors)) {
    expect(errors?.[0]?.extensions).toEqual({ code: 'FULL', seatsLeft: 0 });
  }
  expect(await confirmed(workshopId)).toHaveLength(30);
  expect(await seatsLeft(workshopId)).toBe(0);
  const [{ count }] = await service.database.query('SELECT count(*) FROM enrolments WHERE workshop_id = $1', [
    workshopId,
  ]);
  expect(Number(count)).toBe(30);
});

test('several people come all or not at all, unless as many as fit are wanted', async () => {
  const { workshopId } = await make.scheduled(edition, { capacity: 3 });
  const { exhibitorId } = await make.participant(edition);
  const as = actingFor(exhibitorId);
  const ask = (people: number, overrides = {}) =>
    service.execute(enrol, { input: make.enrolInput(workshopId, exhibitorId, people, overrides) }, { as });
  expect((await ask(4)).errors?.[0]?.extensions).toEqual({ code: 'FULL', seatsLeft: 3 });
  expect(await seatsLeft(workshopId)).toBe(3);
  expect(await confirmed(workshopId)).toHaveLength(0);
  const some = await ask(4, { allOrNone: false });
  expect(some.data?.enrol.map((one: any) => one.participant.name)).toEqual(
    [1, 2, 3].map((n) => expect.stringContaining(`Fatima ${n} `)),
  );
  expect((await ask(2, { allOrNone: false })).errors?.[0]?.extensions).toEqual({ code: 'FULL', seatsLeft: 0 });
  expect(await confirmed(workshopId)).toHaveLength(3);
});

test('the same key gives the first places again and takes no others; with another input it is refused', async () => {
  const { workshopId } = await make.scheduled(edition);
  const { exhibitorId } = await make.participant(edition);
  const input = make.enrolInput(workshopId, exhibitorId, 2);
  const ask = (given: object) => service.execute(enrol, { input: given }, { as: actingFor(exhibitorId) });
  const [first, second] = await Promise.all([ask(input), ask(input)]);
  expect(first?.errors).toBeUndefined();
  expect(second?.data?.enrol.map(({ id }: any) => id)).toEqual(first?.data?.enrol.map(({ id }: any) => id));
  expect(await seatsLeft(workshopId)).toBe(28);
  const other = { ...input, participants: [{ name: 'Khadija' }] };
  expect((await ask(other)).errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_CONFLICT');
});

test('a place that is given back is free for another, once', async () => {
  const { workshopId } = await make.scheduled(edition, { capacity: 1 });
  const { exhibitorId } = await make.participant(edition);
  const [enrolmentId] = await make.enrolled(workshopId, exhibitorId);
  const input = { enrolmentId, reason: 'she is needed at the stand' };
  const ask = () => service.execute(cancelEnrolment, { input }, { as: actingFor(exhibitorId) });
  const answers = await Promise.all([ask(), ask(), ask()]);
  const [done] = answers.filter(({ errors }) => !errors);
  expect(done?.data?.cancelEnrolment).toEqual({
    ...{ id: enrolmentId, status: 'CANCELLED', cancellationReason: input.reason, workshop: { seatsLeft: 1 } },
  });
  expect(answers.flatMap(({ errors }) => errors?.[0]?.extensions?.code ?? [])).toEqual([
    'ILLEGAL_TRANSITION',
    'ILLEGAL_TRANSITION',
  ]);
  expect(await cancelled(workshopId)).toHaveLength(1);
  await make.enrolled(workshopId, exhibitorId);
  expect(await seatsLeft(workshopId)).toBe(0);
});

test('places taken and given back by fifty at once are counted right', async () => {
  const { workshopId } = await make.scheduled(edition, { capacity: 50 });
  const { exhibitorId } = await make.participant(edition);
  const held = (await Promise.all([1, 2].map(() => make.enrolled(workshopId, exhibitorId, 20)))).flat();
  await Promise.all([
    ...held
      .slice(0, 30)
      .map((enrolmentId) => service.data(cancelEnrolment, { input: { enrolmentId, reason: 'no' } }, { as: organiser })),
    ...Array.from({ length: 20 }, () =>
      service.execute(enrol, { input: make.enrolInput(workshopId, exhibitorId) }, { as: organiser }),
    ),
  ]);
  const [{ count }] = await service.database.query(
    `SELECT count(*) FROM enrolments WHERE workshop_id = $1 AND status = 'CONFIRMED'`,
    [workshopId],
  );
  expect(await seatsLeft(workshopId)).toBe(50 - Number(count));
  expect((await confirmed(workshopId)).length - (await cancelled(workshopId)).length).toBe(Number(count));
});

test('who withdraws from the fair has no place any more, in any workshop, and gets none', async () => {
  const [one, other] = [await make.scheduled(edition), await make.scheduled(edition)];
  const { exhibitorId, registrationId } = await make.participant(edition);
  await make.enrolled(one.workshopId, exhibitorId, 2);
  await make.enrolled(other.workshopId, exhibitorId, 1);
  await make.enrolled(one.workshopId, (await make.participant(edition)).exhibitorId, 1);
  await make.withdraw(registrationId, exhibitorId, edition);
  expect([await seatsLeft(one.workshopId), await seatsLeft(other.workshopId)]).toEqual([29, 30]);
  expect((await cancelled(one.workshopId)).map(({ data }) => data.reason)).toEqual([
    'the harvest came early',
    'the harvest came early',
  ]);
  const input = make.enrolInput(one.workshopId, exhibitorId);
  expect(await service.refusal(enrol, { input }, { as: organiser })).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Exhibitor', id: exhibitorId }],
  });
  const again = await make.participant(edition, exhibitorId);
  await make.enrolled(one.workshopId, exhibitorId, 1);
  await make.withdraw(registrationId, exhibitorId, edition);
  expect(await seatsLeft(one.workshopId)).toBe(28);
  expect(again.registrationId).not.toBe(registrationId);
});

test('nobody who enrols while its exhibitor withdraws keeps a place', async () => {
  const { workshopId } = await make.scheduled(edition);
  const { exhibitorId, registrationId } = await make.participant(edition);
  const enrolling = Array.from({ length: 20 }, () =>
    service.execute(enrol, { input: make.enrolInput(workshopId, exhibitorId) }, { as: organiser }),
  );
  await Promise.all([...enrolling, make.withdraw(registrationId, exhibitorId, edition)]);
  expect(await seatsLeft(workshopId)).toBe(30);
  expect(await cancelled(workshopId)).toHaveLength((await confirmed(workshopId)).length);
});

test('takes enrolments only while it is scheduled', async () => {
  const { exhibitorId } = await make.participant(edition);
  const trainerId = await make.trainer();
  const [announced, refused] = [await make.announced(edition, [trainerId]), await make.announced(edition, [trainerId])];
  await make.refused(edition, refused, []);
  const gone = await make.scheduled(edition);
  await make.sessionCancelled(gone.sessionId, edition, gone.workshopId, null);
  for (const [workshopId, from] of [
    [announced, 'ANNOUNCED'],
    [refused, 'REFUSED'],
    [gone.workshopId, 'CANCELLED'],
  ] as const) {
    const input = make.enrolInput(workshopId, exhibitorId);
    expect(await service.refusal(enrol, { input }, { as: organiser })).toMatchObject({
      ...{ code: 'ILLEGAL_TRANSITION', type: 'Workshop', from },
    });
  }
});

test('refuses nobody, too many, nameless people, and a workshop that is none', async () => {
  const { workshopId } = await make.scheduled(edition);
  const { exhibitorId } = await make.participant(edition);
  const refusal = (people: number, overrides = {}) =>
    service.refusal(enrol, { input: make.enrolInput(workshopId, exhibitorId, people, overrides) }, { as: organiser });
  for (const bad of [await refusal(0), await refusal(21)]) {
    expect(bad).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'participants' }] });
  }
  expect(await refusal(1, { participants: [{ name: '  ' }] })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: expect.stringMatching(/^participants.*name$/) }],
  });
  expect(await refusal(1, { workshopId: newId() })).toMatchObject({ code: 'NOT_FOUND', type: 'Workshop' });
  expect(await refusal(1, { workshopId: 'w' })).toMatchObject({ code: 'NOT_FOUND', type: 'Workshop' });
  expect(await refusal(1, { exhibitorId: 'e' })).toMatchObject({ code: 'CONFLICT' });
});

test('events about enrolments carry the region and nobody', async () => {
  const { workshopId } = await make.scheduled(edition);
  const { exhibitorId } = await make.participant(edition);
  await make.enrolled(workshopId, exhibitorId);
  const [event] = await confirmed(workshopId);
  expect(event).toMatchObject({
    edition,
    region: 'SOUSS_MASSA',
    data: { workshopId, editionId: edition, exhibitorId },
  });
  expect(JSON.stringify(event)).not.toContain('Fatima');
});
