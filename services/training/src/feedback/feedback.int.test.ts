import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { attendanceOf, enterSheet, time } from '../testing/attendance.js';
import { builders, trainer } from '../testing/builders.js';

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

const rate = 'mutation ($input: RateWorkshopInput!) { rateWorkshop(input: $input) { id feedback { rating comment } } }';
const results = `rating ratings { rating count } feedback { totalCount nodes { rating comment } }`;
const readResults = `query ($id: ID!) { workshop(id: $id) { ${results} } }`;
const resultsOf = async (id: string, as: Principal) => (await service.data(readResults, { id }, { as })).workshop;

/** A workshop that is over, where these people of an exhibitor were. */
async function held(people = 1) {
  const one = await attendance.attended(edition, people);
  const rows = one.enrolments.map((enrolmentId) => ({ enrolmentId, minutes: 120 }));
  await service.data(enterSheet, { input: { workshopId: one.workshopId, rows } }, { as: one.as });
  await attendance.closing(one);
  const say = (index: number, rating: number, comment?: string) =>
    service.data(
      rate,
      { input: { enrolmentId: one.enrolments[index], rating, comment } },
      { as: actingFor(one.exhibitorId) },
    );
  return { ...one, say };
}

test('who attended says how it was, and may say it otherwise; each counts once, however often it is sent', async () => {
  const one = await held();
  await Promise.all(Array.from({ length: 50 }, () => one.say(0, 2, ' too fast ')));
  const { rateWorkshop } = await one.say(0, 4, 'slower now');
  expect(rateWorkshop).toEqual({ id: one.enrolmentId, feedback: { rating: 4, comment: 'slower now' } });
  expect((await resultsOf(one.workshopId, one.as)).feedback).toEqual({
    totalCount: 1,
    nodes: [{ rating: null, comment: 'slower now' }],
  });
});

test('nobody rates a workshop before its attendance is closed, without having been there, or after fourteen days', async () => {
  const [early, absent, late] = [await attendance.attended(edition), await attendance.attended(edition), await held()];
  await attendance.closing(absent);
  service.setNow(new Date(time('12:00').getTime() + 14 * 86_400_000));
  const refusal = ({ enrolmentId, exhibitorId }: { enrolmentId: string; exhibitorId: string }) =>
    service.refusal(rate, { input: { enrolmentId, rating: 3 } }, { as: actingFor(exhibitorId) });
  expect(await refusal(early)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'CONFIRMED' });
  expect(await refusal(absent)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'ABSENT' });
  expect(await refusal(late)).toMatchObject({ code: 'ILLEGAL_TRANSITION', closedAt: expect.any(String) });
  service.setNow(new Date(time('12:00').getTime() + 14 * 86_400_000 - 1));
  await late.say(0, 3);
});

test('a rating is from 1 to 5, and a comment says something', async () => {
  const one = await held();
  for (const wrong of [{ rating: 0 }, { rating: 6 }, { rating: 3, comment: '  ' }]) {
    const input = { enrolmentId: one.enrolmentId, ...wrong };
    expect(await service.refusal(rate, { input }, { as: actingFor(one.exhibitorId) })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  }
});

test('figures are shown from five answers on', async () => {
  const one = await held(5);
  for (const [index, rating] of [5, 4, 4, 1].entries()) {
    await one.say(index, rating);
  }
  expect(await resultsOf(one.workshopId, one.as)).toMatchObject({ rating: null, ratings: null });
  const { feedback } = await resultsOf(one.workshopId, one.as);
  expect(feedback.nodes.map(({ rating }: { rating: number | null }) => rating)).toEqual([null, null, null, null]);
  await one.say(4, 5, 'very clear');
  expect(await resultsOf(one.workshopId, one.as)).toMatchObject({
    rating: 3.8,
    ratings: [1, 0, 0, 2, 2].map((count, index) => ({ rating: index + 1, count })),
    feedback: { totalCount: 5, nodes: expect.arrayContaining([{ rating: 5, comment: 'very clear' }]) },
  });
});

test('a trainer reads the results of own workshops only; visitors, partners and exhibitors of none', async () => {
  const one = await held(5);
  for (let index = 0; index < 5; index += 1) {
    await one.say(index, 5, 'good');
  }
  for (const as of [one.as, organiser]) {
    expect((await resultsOf(one.workshopId, as)).rating).toBe(5);
  }
  const others = [(await held()).as, actingFor(one.exhibitorId), { id: 'region', role: 'partner' as const }];
  const entity = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Workshop { ${results} } } }`;
  for (const as of [...others, { id: 'anonymous', role: 'visitor' as const }]) {
    const representations = [{ __typename: 'Workshop', id: one.workshopId }];
    for (const answer of [
      await service.execute(readResults, { id: one.workshopId }, { as }),
      await service.execute(entity, { representations }, { as }),
    ]) {
      expect(answer.data?.workshop ?? answer.data?._entities[0]).toEqual({
        rating: null,
        ratings: null,
        feedback: null,
      });
      expect(answer.errors).toHaveLength(3);
      for (const error of answer.errors ?? []) {
        expect(error.extensions?.code).toBe(as.id === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
      }
    }
  }
});

test('who said what is seen by the exhibitor alone: neither by the trainers of the workshop nor by the organiser', async () => {
  const one = await held();
  await one.say(0, 1, 'the hall was too hot');
  const entity = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Enrolment { feedback { rating } } } }`;
  const read = (as: Principal) =>
    service.execute(entity, { representations: [{ __typename: 'Enrolment', id: one.enrolmentId }] }, { as });
  expect((await read(actingFor(one.exhibitorId))).data?._entities).toEqual([{ feedback: { rating: 1 } }]);
  for (const as of [one.as, organiser]) {
    const { data, errors } = await read(as);
    expect(data?._entities).toEqual([{ feedback: null }]);
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  }
});

test('only the exhibitor says how it was for its people', async () => {
  const one = await held();
  const stranger = actingFor((await make.participant(edition)).exhibitorId);
  for (const as of [one.as, organiser, stranger, trainer(newId())]) {
    const input = { enrolmentId: one.enrolmentId, rating: 5 };
    expect(await service.refusal(rate, { input }, { as })).toMatchObject({ code: 'FORBIDDEN' });
  }
});

test('the statements of results do not grow with the number of workshops', async () => {
  for (let index = 0; index < 6; index += 1) {
    await (await held()).say(0, 4, 'good');
  }
  const list = `query ($first: Int!) { workshops(first: $first) { nodes { ${results} } } }`;
  const count = (first: number) => service.countStatements(() => service.data(list, { first }, { as: organiser }));
  expect(await count(50)).toBe(await count(1));
});
