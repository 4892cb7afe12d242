import { enrolmentRescheduled, workshopAnnounced } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { closeAttendance, enterSheet, recordAttendance, time } from '../testing/attendance.js';
import { announce, builders, cancelEnrolment, trainer } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());
beforeEach(() => service.setNow(time('08:00')));

const on = (day: number) => ({ startsAt: `2025-01-${day}T09:30:00.000Z`, endsAt: `2025-01-${day}T11:30:00.000Z` });
const read = `query ($id: ID!) { workshop(id: $id) { status startsAt seatsLeft venue { id } session { id } sessions { id }
  meetings { startsAt venue { id } session { id } } completionRule { minimumMinutes } refusal { meeting } } }`;
const workshopOf = async (id: string) => (await service.data(read, { id })).workshop;
const toldOf = async (enrolmentId: string) =>
  (await service.told(enrolmentRescheduled.type))
    .filter(({ subject }) => subject === enrolmentId)
    .map(({ data }) => data);

/** A workshop of three sessions, on the 28th, 29th and 30th, wanted in another order. */
async function announced() {
  const trainerId = await make.trainer();
  const venues = [newId(), newId(), newId()];
  const workshopId = await make.announced(edition, [trainerId], {
    ...{ venueId: venues[1], ...on(29) },
    furtherSessions: [
      { venueId: venues[2], ...on(30) },
      { venueId: venues[0], ...on(28) },
    ],
  });
  const sessions = venues.map(() => newId());
  const book = (index: number) =>
    make.session(sessions[index] ?? '', edition, workshopId, { venueId: venues[index], ...on(28 + index) });
  return { workshopId, trainerId, venues, sessions, book };
}

async function scheduled() {
  const one = await announced();
  for (const index of [2, 0, 1]) {
    await one.book(index);
  }
  const { exhibitorId } = await make.participant(edition);
  return { ...one, exhibitorId, enrolments: await make.enrolled(one.workshopId, exhibitorId, 2) };
}

test('a workshop of several sessions asks for all of them in one event, in order of time', async () => {
  const { workshopId, venues } = await announced();
  const [event] = (await service.told(workshopAnnounced.type)).filter(({ subject }) => subject === workshopId);
  const meetings = venues.map((venueId, index) => ({ venueId, ...on(28 + index) }));
  expect(event?.data).toMatchObject({ ...meetings[0], meetings });
});

test('a scan at the door counts for the session in whose time it falls, or that is nearest', async () => {
  const { workshopId, trainerId, enrolments } = await scheduled();
  const as = trainer(trainerId);
  service.setNow(new Date('2025-01-31T08:00:00.000Z'));
  const codes = 'query ($id: ID!) { workshop(id: $id) { enrolments { nodes { id doorCode } } } }';
  const { nodes } = (await service.data(codes, { id: workshopId }, { as })).workshop.enrolments;
  const { doorCode } = nodes.find(({ id }: { id: string }) => id === enrolments[0]);
  const scan = async (direction: string, at: string) =>
    (await service.data(recordAttendance, { input: { workshopId, doorCode, direction, at } }, { as })).recordAttendance;
  await scan('OUT', '2025-01-30T10:30:00.000Z');
  await scan('IN', '2025-01-29T09:00:00.000Z');
  await scan('OUT', '2025-01-29T12:00:00.000Z');
  expect(await scan('IN', '2025-01-30T10:00:00.000Z')).toMatchObject({ minutesPresent: 120 + 30 });
});

test('it is SCHEDULED once all its sessions are booked, in whatever order that is heard, and however often', async () => {
  const { workshopId, sessions, venues, book } = await announced();
  await book(2);
  await book(0);
  await book(0);
  expect(await workshopOf(workshopId)).toMatchObject({
    ...{ status: 'ANNOUNCED', sessions: [{ id: sessions[0] }, { id: sessions[2] }] },
    meetings: venues.map((id, index) => ({
      ...{ venue: { id }, startsAt: on(28 + index).startsAt, session: index === 1 ? null : { id: sessions[index] } },
    })),
  });
  await book(1);
  expect(await workshopOf(workshopId)).toMatchObject({
    ...{ status: 'SCHEDULED', startsAt: on(28).startsAt, venue: { id: venues[0] }, session: { id: sessions[0] } },
    sessions: sessions.map((id) => ({ id })),
  });
});

test('it is REFUSED whole, and says which of its sessions has no place', async () => {
  const { workshopId } = await announced();
  await make.refused(edition, workshopId, [], 2);
  expect(await workshopOf(workshopId)).toMatchObject({ status: 'REFUSED', sessions: [], refusal: { meeting: 2 } });
});

test('it follows each of its sessions, and those enrolled or waiting are told from where to where, once', async () => {
  const { workshopId, sessions, venues, exhibitorId, enrolments } = await scheduled();
  const [stays, left] = enrolments as [string, string];
  await service.data(cancelEnrolment, { input: { enrolmentId: left, reason: 'ill' } }, { as: organiser });
  const there = { venueId: newId(), ...on(31) };
  await make.moved(sessions[0] ?? '', edition, workshopId, there);
  await make.moved(sessions[0] ?? '', edition, workshopId, there);
  expect(await workshopOf(workshopId)).toMatchObject({
    ...{ startsAt: on(29).startsAt, session: { id: sessions[1] }, venue: { id: venues[1] } },
    sessions: [{ id: sessions[1] }, { id: sessions[2] }, { id: sessions[0] }],
  });
  expect(await toldOf(stays)).toEqual([
    {
      ...{ workshopId, exhibitorId, editionId: edition, sessionId: sessions[0] },
      ...{ from: { venueId: venues[0], ...on(28) }, to: there },
    },
  ]);
  expect(await toldOf(left)).toEqual([]);
});

test('it goes on without a session that is cancelled, which those enrolled are told; without any it is cancelled', async () => {
  const { workshopId, sessions, enrolments } = await scheduled();
  await make.sessionCancelled(sessions[0] ?? '', edition, workshopId, 'flooded');
  await make.sessionCancelled(sessions[0] ?? '', edition, workshopId, 'flooded');
  expect(await workshopOf(workshopId)).toMatchObject({
    ...{ status: 'SCHEDULED', startsAt: on(29).startsAt, seatsLeft: 28, completionRule: { minimumMinutes: 192 } },
  });
  expect(await toldOf(enrolments[1] ?? '')).toMatchObject([{ sessionId: sessions[0], to: null }]);
  await make.sessionCancelled(sessions[2] ?? '', edition, workshopId, 'flooded');
  await make.sessionCancelled(sessions[1] ?? '', edition, workshopId, 'flooded');
  expect(await workshopOf(workshopId)).toMatchObject({ status: 'CANCELLED', seatsLeft: 30 });
});

test('an offer ends at the latest when the workshop begins, also where that is earlier now', async () => {
  const trainerId = await make.trainer();
  const workshopId = await make.announced(edition, [trainerId], { capacity: 1, offerMinutes: 10_080 });
  const sessionId = newId();
  await make.session(sessionId, edition, workshopId);
  const { exhibitorId } = await make.participant(edition);
  const [held = ''] = await make.enrolled(workshopId, exhibitorId);
  const [next = ''] = await make.waiting(workshopId, exhibitorId);
  service.setNow(new Date('2025-01-26T08:00:00Z'));
  await service.data(cancelEnrolment, { input: { enrolmentId: held, reason: 'ill' } }, { as: organiser });
  const { venueId, ...earlier } = { venueId: newId(), ...on(27) };
  await make.moved(sessionId, edition, workshopId, { venueId, ...earlier });
  const { enrolment } = await service.data(
    'query ($id: ID!) { enrolment(id: $id) { status offerExpiresAt } }',
    { id: next },
    { as: organiser },
  );
  expect(enrolment).toEqual({ status: 'OFFERED', offerExpiresAt: earlier.startsAt });
});

test('minutes present and what completes it are counted over all its sessions', async () => {
  const { workshopId, trainerId, sessions, enrolments } = await scheduled();
  const as = trainer(trainerId);
  service.setNow(new Date('2025-01-30T12:00:00Z'));
  const rows = enrolments.map((enrolmentId, index) => ({ enrolmentId, minutes: index === 0 ? 120 : 60 }));
  for (const sessionId of sessions) {
    await service.data(enterSheet, { input: { workshopId, sessionId, rows } }, { as });
  }
  expect(await service.refusal(enterSheet, { input: { workshopId, rows } }, { as })).toMatchObject({
    problems: [{ path: 'sessionId' }],
  });
  const door = { workshopId, doorCode: 'NOBODY', direction: 'IN', sessionId: newId() };
  expect(await service.refusal(recordAttendance, { input: door }, { as })).toMatchObject({ code: 'NOT_FOUND' });
  const closed = (await service.data(closeAttendance, { input: { workshopId } }, { as })).closeAttendance;
  expect(closed.completionRule).toEqual({ minimumPercent: 80, minimumMinutes: 288 });
  expect(closed.enrolments.nodes).toMatchObject([
    { status: 'ATTENDED', minutesPresent: 360, completed: true },
    { status: 'ATTENDED', minutesPresent: 180, completed: false },
  ]);
});

test('the attendance is closed after its last session, not before', async () => {
  const { workshopId } = await scheduled();
  service.setNow(new Date('2025-01-30T11:00:00Z'));
  expect(await service.refusal(closeAttendance, { input: { workshopId } }, { as: organiser })).toMatchObject({
    ...{ code: 'ILLEGAL_TRANSITION', endsAt: on(30).endsAt },
  });
});

test('its sessions are in the edition, end after they begin, and are not during each other', async () => {
  const trainerId = await make.trainer();
  const [venueId, during] = [newId(), '2025-01-28T10:30:00.000Z'];
  const wrong: [object, string][] = [
    [{ venueId, ...on(28), startsAt: during }, 'furtherSessions.0.startsAt'],
    [{ venueId, ...on(29), endsAt: on(29).startsAt }, 'furtherSessions.0.endsAt'],
    [{ venueId, startsAt: '2025-02-10T09:00:00Z', endsAt: '2025-02-10T10:00:00Z' }, 'furtherSessions.0.startsAt'],
    [{ venueId: 'hall', ...on(29) }, 'furtherSessions.0.venueId'],
  ];
  for (const [further, path] of wrong) {
    const input = make.workshopInput(edition, [trainerId], { furtherSessions: [further] });
    expect(await service.refusal(announce, { input }, { as: organiser })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', problems: [{ path }] },
    });
  }
});
