import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { attendanceOf, enterSheet, time } from '../testing/attendance.js';
import { announce, builders, enrol, trainer } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let attendance: ReturnType<typeof attendanceOf>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  attendance = attendanceOf(service);
  edition = await make.edition();
});
afterAll(() => service.close());
beforeEach(() => service.setNow(time('12:00')));

const terms = `materials { title { value } url } prerequisites { value } requiresTopics price { amount currency }`;
const read = `query ($id: ID!) { workshop(id: $id) { ${terms} } }`;
const update = `mutation ($input: UpdateWorkshopInput!) { updateWorkshop(input: $input) { ${terms} } }`;
const sheet = { title: { fr: 'Fiche' }, url: 'https://fair.example/fiche.pdf' };

test('a workshop says what it gives, asks and costs; what is not said is nothing, and free', async () => {
  const { workshopId } = await make.scheduled(edition, {
    ...{ materials: [sheet], prerequisites: { ar: 'أحضروا حاسوبا' }, requiresTopics: ['PRICING'] },
    price: { amount: '150.00', currency: 'MAD' },
  });
  expect((await service.data(read, { id: workshopId })).workshop).toEqual({
    materials: [{ title: { value: 'Fiche' }, url: sheet.url }],
    prerequisites: { value: 'أحضروا حاسوبا' },
    ...{ requiresTopics: ['PRICING'], price: { amount: '150.00', currency: 'MAD' } },
  });
  const plain = await make.scheduled(edition);
  expect((await service.data(read, { id: plain.workshopId })).workshop).toEqual({
    ...{ materials: [], prerequisites: null, requiresTopics: [], price: null },
  });
});

test('its trainers give other materials later, as often as they like; trainers of others do not', async () => {
  const { workshopId, trainerId } = await make.scheduled(edition, { prerequisites: { fr: 'Rien' } });
  const input = { workshopId, materials: [sheet, { ...sheet, url: 'https://fair.example/2.pdf' }] };
  for (let times = 0; times < 2; times += 1) {
    const { updateWorkshop } = await service.data(update, { input }, { as: trainer(trainerId) });
    expect(updateWorkshop).toMatchObject({ materials: [{}, {}], prerequisites: { value: 'Rien' } });
  }
  for (const as of [trainer(await make.trainer()), actingFor(newId())]) {
    expect(await service.refusal(update, { input }, { as })).toMatchObject({ code: 'FORBIDDEN' });
  }
});

test('materials are at addresses that begin with https, and a price is in the currency of the edition', async () => {
  const trainerId = await make.trainer();
  for (const [wrong, path] of [
    [{ materials: [{ ...sheet, url: 'javascript:alert(1)' }] }, 'materials.0.url'],
    [{ materials: [{ ...sheet, url: 'http://fair.example/' }] }, 'materials.0.url'],
    [{ price: { amount: '10', currency: 'EUR' } }, 'price.currency'],
    [{ price: { amount: '10.005', currency: 'MAD' } }, 'price.amount'],
    [{ requiresTopics: ['PRICING', 'PRICING'] }, 'requiresTopics'],
  ] as const) {
    const input = make.workshopInput(edition, [trainerId], wrong);
    expect(await service.refusal(announce, { input }, { as: organiser })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', problems: [{ path }] },
    });
  }
});

test('a place notes what is due for it, which stays, and is seen by those who may see the place', async () => {
  const { workshopId, trainerId } = await make.scheduled(edition, { price: { amount: '80', currency: 'MAD' } });
  const { exhibitorId } = await make.participant(edition);
  const [id = ''] = await make.enrolled(workshopId, exhibitorId);
  const due = 'query ($id: ID!) { enrolment(id: $id) { due { amount } } }';
  for (const as of [actingFor(exhibitorId), trainer(trainerId), organiser]) {
    expect((await service.data(due, { id }, { as })).enrolment).toEqual({ due: { amount: '80.00' } });
  }
  const stranger = actingFor((await make.participant(edition)).exhibitorId);
  const entity = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Enrolment { due { amount } } } }`;
  const representations = [{ __typename: 'Enrolment', id }];
  expect((await service.data(entity, { representations }, { as: stranger }))._entities).toEqual([null]);
});

test('nobody enrols who has not completed what a workshop requires: it says who lacks what', async () => {
  const one = await attendance.attended(edition, 1, { topic: 'PRICING' });
  const { enrolment } = await service.data(
    'query ($id: ID!) { enrolment(id: $id) { participant { name } } }',
    { id: one.enrolmentId },
    { as: organiser },
  );
  const { workshopId } = await make.scheduled(edition, { requiresTopics: ['PRICING'] });
  const as = actingFor(one.exhibitorId);
  const ask = (names: string[]) => {
    const participants = names.map((name) => ({ name }));
    return service.execute(enrol, { input: make.enrolInput(workshopId, one.exhibitorId, 0, { participants }) }, { as });
  };
  const [name, other] = [enrolment.participant.name, 'Khadija'];
  const missing = (answer: Awaited<ReturnType<typeof ask>>) => answer.errors?.[0]?.extensions;
  expect(missing(await ask([name, other]))).toMatchObject({
    ...{ code: 'CONFLICT', conflictsWith: [{ type: 'Workshop', id: workshopId }] },
    missing: [name, other].map((participant) => ({ participant, topics: ['PRICING'] })),
  });
  const sheetOf = (minutes: number) =>
    service.data(
      enterSheet,
      { input: { workshopId: one.workshopId, rows: [{ enrolmentId: one.enrolmentId, minutes }] } },
      { as: one.as },
    );
  await sheetOf(95);
  await attendance.closing(one);
  expect(missing(await ask([name]))).toMatchObject({ code: 'CONFLICT' });
  await sheetOf(96);
  expect(missing(await ask([name, other]))).toMatchObject({ missing: [{ participant: other, topics: ['PRICING'] }] });
  expect((await ask([name.toUpperCase()])).errors).toBeUndefined();
});
