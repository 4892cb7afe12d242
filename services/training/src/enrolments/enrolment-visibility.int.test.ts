import { newId } from '@maarad/shared/runtime';
import type { Principal } from '@maarad/shared/auth';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { builders, cancelEnrolment, enrol, trainer } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let exhibitorId: string;
let workshopId: string;
let trainerId: string;
let enrolmentId: string;
let strangers: Principal[];

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  edition = await make.edition();
  ({ exhibitorId } = await make.participant(edition));
  ({ workshopId, trainerId } = await make.scheduled(edition));
  [enrolmentId = ''] = await make.enrolled(workshopId, exhibitorId);
  strangers = [
    actingFor((await make.participant(edition)).exhibitorId),
    trainer(await make.trainer()),
    { id: 'region', role: 'partner', partnerId: newId() },
    { id: 'anonymous', role: 'visitor' },
  ];
});
afterAll(() => service.close());

const entities = (selection: string, __typename: string, id: string, as: Principal) =>
  service.execute(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${__typename} { ${selection} } } }`,
    { representations: [{ __typename, id }] },
    { as },
  );

test('who comes is seen by the exhibitor itself, the trainers of the workshop and the organiser', async () => {
  for (const as of [actingFor(exhibitorId), trainer(trainerId), organiser]) {
    const { data } = await entities('id participant { name } workshop { id }', 'Enrolment', enrolmentId, as);
    expect(data?._entities).toEqual([
      { id: enrolmentId, participant: { name: expect.stringContaining('Fatima 1 ') }, workshop: { id: workshopId } },
    ]);
  }
});

test('for all others there is no such enrolment', async () => {
  for (const as of strangers) {
    const { data } = await entities('id participant { name }', 'Enrolment', enrolmentId, as);
    expect(data?._entities).toEqual([null]);
  }
});

test('an enrolment is found by its id by those who may see it; for all others, and by an id of nothing, there is none', async () => {
  const read = 'query ($id: ID!) { enrolment(id: $id) { id participant { name } } }';
  for (const as of [actingFor(exhibitorId), trainer(trainerId), organiser]) {
    const { enrolment } = await service.data(read, { id: enrolmentId }, { as });
    expect(enrolment).toEqual({ id: enrolmentId, participant: { name: expect.stringContaining('Fatima 1 ') } });
  }
  for (const as of strangers) {
    expect(await service.data(read, { id: enrolmentId }, { as })).toEqual({ enrolment: null });
  }
  for (const id of [newId(), 'nothing']) {
    expect(await service.data(read, { id }, { as: organiser })).toEqual({ enrolment: null });
  }
});

test("an exhibitor's enrolments are its own and the organiser's to see", async () => {
  for (const as of [actingFor(exhibitorId), organiser]) {
    const { data } = await entities('enrolments { id participant { name } }', 'Exhibitor', exhibitorId, as);
    expect(data?._entities).toEqual([
      { enrolments: [{ id: enrolmentId, participant: { name: expect.stringContaining('Fatima 1 ') } }] },
    ]);
  }
  for (const as of [...strangers, trainer(trainerId)]) {
    const { data, errors } = await entities('enrolments { id }', 'Exhibitor', exhibitorId, as);
    expect(data?._entities).toEqual([{ enrolments: null }]);
    expect(errors?.[0]?.extensions?.code).toBe(as.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
  }
});

test("a workshop's enrolments are its trainers' and the organiser's to see", async () => {
  const list = 'query ($id: ID!) { workshop(id: $id) { enrolments { totalCount nodes { participant { name } } } } }';
  for (const as of [trainer(trainerId), organiser]) {
    const { workshop } = await service.data(list, { id: workshopId }, { as });
    expect(workshop.enrolments).toEqual({
      totalCount: 1,
      nodes: [{ participant: { name: expect.stringContaining('Fatima 1 ') } }],
    });
  }
  for (const as of [...strangers, actingFor(exhibitorId)]) {
    const { data, errors } = await service.execute(list, { id: workshopId }, { as });
    expect(data?.workshop).toEqual({ enrolments: null });
    expect(errors?.[0]?.extensions?.code).toBe(as.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
  }
});

test('only the exhibitor itself and the organiser enrol its people and cancel that', async () => {
  for (const as of [...strangers, trainer(trainerId)]) {
    const code = as.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    const input = make.enrolInput(workshopId, exhibitorId);
    expect(await service.refusal(enrol, { input }, { as })).toMatchObject({ code });
    const undo = { enrolmentId, reason: 'mischief' };
    expect(await service.refusal(cancelEnrolment, { input: undo }, { as })).toMatchObject({ code });
  }
});

test('the statements of enrolments do not grow with their length', async () => {
  const exhibitors: { __typename: string; id: string }[] = [];
  for (let index = 0; index < 50; index += 1) {
    const participant = await make.participant(edition);
    const { workshopId: other } = await make.scheduled(edition);
    await make.enrolled(other, participant.exhibitorId, 2);
    exhibitors.push({ __typename: 'Exhibitor', id: participant.exhibitorId });
  }
  const list = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Exhibitor { enrolments { participant { name } workshop { title { value } trainers { id } } } } } }`;
  const count = (representations: object[]) =>
    service.countStatements(() => service.data(list, { representations }, { as: organiser }));
  expect(await count(exhibitors)).toBe(await count(exhibitors.slice(0, 1)));
  const sheets = `query ($first: Int!) { workshops(first: $first) { nodes { enrolments { totalCount nodes { participant { name } } } } } }`;
  const countSheets = (first: number) =>
    service.countStatements(() => service.data(sheets, { first }, { as: organiser }));
  expect(await countSheets(50)).toBe(await countSheets(1));
});
