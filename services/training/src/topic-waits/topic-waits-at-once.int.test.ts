import { enrolmentOffered, topicWaitJoined } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { acceptOffer, builders, declineOffer, trainer } from '../testing/builders.js';
import { leave, listWaits, wait, topicWaitsOf } from '../testing/topic-waits.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let chore: ReturnType<typeof topicWaitsOf>['chore'];
let waitInput: ReturnType<typeof topicWaitsOf>['waitInput'];
let readAll: ReturnType<typeof topicWaitsOf>['readAll'];
let waiting: ReturnType<typeof topicWaitsOf>['waiting'];
let workshop: ReturnType<typeof topicWaitsOf>['workshop'];
let full: ReturnType<typeof topicWaitsOf>['full'];
let cancel: ReturnType<typeof topicWaitsOf>['cancel'];

const noon = new Date('2025-01-20T12:00:00Z');

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  ({ chore, waitInput, readAll, waiting, workshop, full, cancel } = topicWaitsOf(service, () => edition));
});
beforeEach(async () => {
  service.setNow(noon);
  edition = await make.edition();
});
afterAll(() => service.close());

test('fifty places that become free at once in five workshops are offered to fifty who wait, one each', async () => {
  const halls = await Promise.all(Array.from({ length: 5 }, () => full(10)));
  const people = await Promise.all(Array.from({ length: 50 }, () => waiting()));
  await Promise.all(halls.flatMap(({ held }) => held).map((enrolmentId) => cancel(enrolmentId)));
  await chore();
  const offers = await Promise.all(people.map(({ read }) => read()));
  expect(offers.filter(({ status }) => status === 'OFFERED')).toHaveLength(50);
  expect(new Set(offers.map(({ enrolment }) => enrolment.id)).size).toBe(50);
  const told = (await service.told(enrolmentOffered.type)).filter(({ data }) => data.editionId === edition);
  expect(told).toHaveLength(50);
});

test('fifty who ask, answer and leave at once: no place is offered twice or lost, and nobody has two', async () => {
  await Promise.all([workshop(8), workshop(7), workshop(5)]);
  const people = await Promise.all(Array.from({ length: 50 }, () => waiting()));
  await Promise.all(
    people.map(async ({ id, read }, index) => {
      const { enrolment } = await read();
      if (index % 5 === 0) {
        await service.execute(leave, { input: { topicWaitId: id } }, { as: organiser });
      } else if (enrolment) {
        await service.execute(
          index % 2 ? acceptOffer : declineOffer,
          { input: { enrolmentId: enrolment.id } },
          {
            as: organiser,
          },
        );
      }
    }),
  );
  await chore();
  const [books] = await service.database.query(
    `SELECT sum(seats_taken)::integer AS taken,
       (SELECT count(*)::integer FROM enrolments JOIN workshops w ON w.id = workshop_id
        WHERE w.edition_id = $1 AND enrolments.status IN ('CONFIRMED', 'OFFERED')) AS places,
       (SELECT count(*)::integer FROM topic_waits WHERE edition_id = $1 AND status IN ('OFFERED', 'ENROLLED')) AS served,
       (SELECT count(*)::integer FROM topic_line JOIN workshops w ON w.id = workshop_id
        WHERE w.edition_id = $1 AND w.seats_taken < w.capacity) AS overlooked
     FROM workshops WHERE edition_id = $1`,
    [edition],
  );
  expect(books).toEqual({ taken: 20, places: 20, served: 20, overlooked: 0 });
});

test('for what somebody waits is seen by the exhibitor itself and the organiser, and nobody else asks or leaves for it', async () => {
  const one = await waiting();
  const other = (await make.participant(edition)).exhibitorId;
  for (const as of [actingFor(one.exhibitorId), organiser]) {
    expect((await readAll(one.exhibitorId, as)).data._entities[0].topicWaits.totalCount).toBe(1);
  }
  for (const as of [actingFor(other), trainer(newId()), { id: 'region', role: 'partner' as const }]) {
    const { data, errors } = await readAll(one.exhibitorId, as);
    expect(data._entities).toEqual([{ topicWaits: null }]);
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
    const input = waitInput(one.exhibitorId, ['Rim']);
    expect(await service.refusal(wait, { input }, { as })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await service.refusal(leave, { input: { topicWaitId: one.id } }, { as })).toMatchObject({
      code: 'FORBIDDEN',
    });
  }
});

test('what is told of a wait names nobody', async () => {
  const one = await waiting();
  const [joined] = (await service.told(topicWaitJoined.type)).filter(({ subject }) => subject === one.id);
  expect(JSON.stringify(joined)).not.toContain('Zahra');
});

test('the statements of waits do not grow with their number', async () => {
  const exhibitors: { __typename: string; id: string }[] = [];
  for (let index = 0; index < 50; index += 1) {
    exhibitors.push({ __typename: 'Exhibitor', id: (await waiting()).exhibitorId });
  }
  await workshop(30);
  await chore();
  const count = (representations: object[]) =>
    service.countStatements(() => service.data(listWaits, { representations }, { as: organiser }));
  const offeredAndWaiting = [exhibitors[0]!, exhibitors[49]!];
  expect(await count(exhibitors)).toBe(await count(offeredAndWaiting));
});
