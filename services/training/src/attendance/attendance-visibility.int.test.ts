import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { attendanceOf, closeAttendance, enterSheet, recordAttendance, time } from '../testing/attendance.js';
import { builders, trainer } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let attended: ReturnType<typeof attendanceOf>['attended'];
let scan: ReturnType<typeof attendanceOf>['scan'];

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  ({ attended, scan } = attendanceOf(service));
  edition = await make.edition();
  service.setNow(time('12:00'));
});
afterAll(() => service.close());

test("only the workshop's trainers and the organiser record attendance", async () => {
  const one = await attended(edition);
  const strangers = [
    actingFor(one.exhibitorId),
    trainer(await make.trainer()),
    { id: 'region', role: 'partner' as const, partnerId: newId() },
    { id: 'anonymous', role: 'visitor' as const },
  ];
  const { workshopId, doorCode, enrolmentId } = one;
  for (const as of strangers) {
    const code = as.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    for (const [operation, input] of [
      [recordAttendance, { workshopId, doorCode, direction: 'IN' }],
      [enterSheet, { workshopId, rows: [{ enrolmentId, minutes: 60 }] }],
      [closeAttendance, { workshopId }],
    ] as const) {
      expect(await service.refusal(operation, { input }, { as })).toMatchObject({ code });
    }
  }
  expect((await scan({ ...one, as: organiser as never }, 'IN', '09:30')).recordAttendance.minutesPresent).toBe(120);
});

test('door code, minutes and marks are for the exhibitor itself, the trainers and the organiser; for others there is no such enrolment', async () => {
  const one = await attended(edition);
  await scan(one, 'IN', '09:30');
  const read = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Enrolment { doorCode minutesPresent completed attendance { totalCount } } } }`;
  const representations = [{ __typename: 'Enrolment', id: one.enrolmentId }];
  for (const as of [actingFor(one.exhibitorId), one.as, organiser]) {
    expect((await service.data(read, { representations }, { as }))._entities).toEqual([
      { doorCode: one.doorCode, minutesPresent: 120, completed: null, attendance: { totalCount: 1 } },
    ]);
  }
  for (const as of [
    actingFor((await make.participant(edition)).exhibitorId),
    trainer(await make.trainer()),
    { id: 'anonymous', role: 'visitor' as const },
  ]) {
    expect((await service.data(read, { representations }, { as }))._entities).toEqual([null]);
  }
});

test("the statements of a workshop's attendance do not grow with its length", async () => {
  const one = await attended(edition, 20);
  const { exhibitorId } = await make.participant(edition);
  await make.enrolled(one.workshopId, exhibitorId, 10);
  const list = `query ($id: ID!, $first: Int!) { workshop(id: $id) { completionRule { minimumMinutes }
    enrolments(first: $first) { nodes { doorCode minutesPresent completed attendance { nodes { at } } } } } }`;
  const count = (first: number) =>
    service.countStatements(() => service.data(list, { id: one.workshopId, first }, { as: one.as }));
  expect(await count(30)).toBe(await count(1));
});
