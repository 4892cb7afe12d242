import { attendanceRecorded } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { attendanceOf, closeAttendance, enterSheet, recordAttendance, time } from '../testing/attendance.js';
import { builders, cancelEnrolment } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let attended: ReturnType<typeof attendanceOf>['attended'];
let scan: ReturnType<typeof attendanceOf>['scan'];
let closing: ReturnType<typeof attendanceOf>['closing'];

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  ({ attended, scan, closing } = attendanceOf(service));
  edition = await make.edition();
});
afterAll(() => service.close());
beforeEach(() => service.setNow(time('12:00')));

const told = async (workshopId: string) =>
  (await service.told(attendanceRecorded.type)).filter(({ data }) => data.workshopId === workshopId);

test('minutes present follow from the door, whatever the order in which offline scans arrive', async () => {
  const one = await attended(edition);
  await scan(one, 'OUT', '11:00');
  await scan(one, 'IN', '10:30');
  await scan(one, 'IN', '09:30');
  const { recordAttendance: recorded } = await scan(one, 'OUT', '10:00');
  expect(recorded).toEqual({ id: one.enrolmentId, status: 'CONFIRMED', minutesPresent: 60, completed: null });
});

test('fifty doors that send the same scan at once leave one mark', async () => {
  const one = await attended(edition);
  await Promise.all(Array.from({ length: 50 }, () => scan(one, 'IN', '09:45')));
  const log = `query ($id: ID!) { workshop(id: $id) { enrolments { nodes { minutesPresent attendance { totalCount nodes { direction at } } } } } }`;
  const { workshop } = await service.data(log, { id: one.workshopId }, { as: one.as });
  expect(workshop.enrolments.nodes).toEqual([
    {
      minutesPresent: 105,
      attendance: { totalCount: 1, nodes: [{ direction: 'IN', at: '2025-01-28T09:45:00.000Z' }] },
    },
  ]);
});

test('fifty different scans of one person at once are all counted', async () => {
  const one = await attended(edition);
  const at = (minute: number) => new Date(time('09:30').getTime() + minute * 60_000).toISOString().slice(11, 16);
  await Promise.all(
    Array.from({ length: 25 }, (_, index) => [
      scan(one, 'IN', at(index * 4)),
      scan(one, 'OUT', at(index * 4 + 2)),
    ]).flat(),
  );
  expect((await scan(one, 'IN', '09:30')).recordAttendance.minutesPresent).toBe(50);
});

test('a door takes only codes of its workshop, places that are held, and nothing from the future', async () => {
  const one = await attended(edition, 2);
  const other = await attended(edition);
  const input = { workshopId: one.workshopId, doorCode: one.doorCode, direction: 'IN' };
  const ask = (changes: object) =>
    service.refusal(recordAttendance, { input: { ...input, ...changes } }, { as: one.as });
  expect(await ask({ doorCode: other.doorCode })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await ask({ at: time('12:30') })).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'at' }] });
  expect(await ask({ sessionId: newId() })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'sessionId' }],
  });
  await service.data(
    cancelEnrolment,
    { input: { enrolmentId: one.enrolmentId, reason: 'ill' } },
    { as: actingFor(one.exhibitorId) },
  );
  expect(await ask({})).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'CANCELLED' });
  const { workshopId } = await make.scheduled(edition);
  expect(await service.refusal(recordAttendance, { input: { ...input, workshopId } }, { as: organiser })).toMatchObject(
    {
      code: 'NOT_FOUND',
    },
  );
});

test('a sheet is entered row by row: what is right is entered, each wrong row is told why', async () => {
  const one = await attended(edition, 4);
  const [minutes, spans, tooMany, neither] = one.enrolments;
  const rows = [
    { enrolmentId: minutes, minutes: 90 },
    { enrolmentId: spans, spans: [{ from: time('09:30'), to: time('10:15') }] },
    { enrolmentId: tooMany, minutes: 121 },
    { enrolmentId: neither },
    { enrolmentId: minutes, minutes: 5 },
    { enrolmentId: newId(), minutes: 5 },
    { enrolmentId: 'nobody', minutes: 5 },
  ];
  const enter = () =>
    service.data(enterSheet, { input: { workshopId: one.workshopId, sessionId: one.sessionId, rows } }, { as: one.as });
  const { enterAttendanceSheet: report } = await enter();
  expect(report.entered).toBe(2);
  expect(report.rows.map((row: any) => row.problem ?? row.enrolment.minutesPresent)).toEqual([
    ...[90, 45, 'The session has 120 minutes.', 'It must say either minutes or spans.'],
    'It is on the sheet twice: the first row was entered.',
    ...['There is no such enrolment in this workshop.', 'There is no such enrolment in this workshop.'],
  ]);
  expect((await enter()).enterAttendanceSheet).toEqual(report);
});

test('a later sheet replaces what an earlier one said; its minutes overrule the door', async () => {
  const one = await attended(edition);
  await scan(one, 'IN', '09:30');
  const enter = async (row: object) =>
    (
      await service.data(
        enterSheet,
        { input: { workshopId: one.workshopId, rows: [{ enrolmentId: one.enrolmentId, ...row }] } },
        { as: one.as },
      )
    ).enterAttendanceSheet.rows[0].enrolment.minutesPresent;
  expect(await enter({ minutes: 30 })).toBe(30);
  expect(await enter({ spans: [{ from: time('09:00'), to: time('09:45') }] })).toBe(120);
});

test('closing says who attended and who was absent, once, and tells it without a name', async () => {
  const one = await attended(edition, 3);
  const [whole = '', half = ''] = one.codes;
  await scan({ ...one, doorCode: whole }, 'IN', '09:40');
  await scan({ ...one, doorCode: half }, 'IN', '10:30');
  const closed = await closing(one);
  expect(closed.completionRule).toEqual({ minimumPercent: 80, minimumMinutes: 96 });
  expect(closed.attendanceClosedAt).toBe('2025-01-28T12:00:00.000Z');
  expect(closed.enrolments.nodes.map(({ id: _, ...rest }: any) => rest)).toEqual([
    { status: 'ATTENDED', minutesPresent: 110, completed: true },
    { status: 'ATTENDED', minutesPresent: 60, completed: false },
    { status: 'ABSENT', minutesPresent: 0, completed: false },
  ]);
  await Promise.all(Array.from({ length: 50 }, () => closing(one)));
  const { workshopId, exhibitorId } = one;
  const facts = { workshopId, editionId: edition, exhibitorId };
  expect((await told(workshopId)).map(({ data }) => data)).toEqual([
    { ...facts, attended: true, completed: true },
    { ...facts, attended: true, completed: false },
    { ...facts, attended: false, completed: false },
  ]);
  const [enrolmentId] = one.enrolments;
  const undo = { input: { enrolmentId, reason: 'too late' } };
  expect(await service.refusal(cancelEnrolment, undo, { as: actingFor(exhibitorId) })).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    from: 'ATTENDED',
  });
});

test('a scan that comes after the closing still counts, and is told', async () => {
  const one = await attended(edition);
  expect((await closing(one)).enrolments.nodes[0]).toMatchObject({ status: 'ABSENT' });
  expect((await scan(one, 'IN', '09:30')).recordAttendance).toMatchObject({
    ...{ status: 'ATTENDED', minutesPresent: 120, completed: true },
  });
  expect((await told(one.workshopId)).map(({ data }) => [data.attended, data.completed])).toEqual([
    [false, false],
    [true, true],
  ]);
});

test("the workshop's own rule says what completes it", async () => {
  const one = await attended(edition, 1, { completionPercent: 50 });
  await scan(one, 'IN', '10:30');
  const closed = await closing(one);
  expect(closed.completionRule).toEqual({ minimumPercent: 50, minimumMinutes: 60 });
  expect(closed.enrolments.nodes[0]).toMatchObject({ completed: true });
});

test('attendance is closed when the workshop is over, not before, and not where it never had a session', async () => {
  const one = await attended(edition);
  service.setNow(time('11:29'));
  expect(
    await service.refusal(closeAttendance, { input: { workshopId: one.workshopId } }, { as: one.as }),
  ).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  });
  const workshopId = await make.announced(edition, [one.trainerId]);
  expect(await service.refusal(closeAttendance, { input: { workshopId } }, { as: organiser })).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    from: 'ANNOUNCED',
  });
});

test('a withdrawal after the workshop leaves what was attended', async () => {
  const one = await attended(edition);
  await scan(one, 'IN', '09:30');
  await closing(one);
  await make.withdraw(one.registrationId, one.exhibitorId, edition);
  expect((await closing(one)).enrolments.nodes[0]).toMatchObject({ status: 'ATTENDED' });
});
