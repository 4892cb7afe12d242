import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { Series1700000044100 } from '../migrations/1700000044100-series.js';
import { WorkshopTerms1700000044200 } from '../migrations/1700000044200-workshop-terms.js';
import { TopicWaits1700000044300 } from '../migrations/1700000044300-topic-waits.js';
import { trainingService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;

beforeAll(async () => {
  service = await testService(trainingService);
});
afterAll(() => service.close());

test('workshops and places from before series, terms and topics are as they were: one session, free, for all', async () => {
  const make = builders(service);
  const edition = await make.edition();
  const { workshopId, sessionId } = await make.scheduled(edition);
  const { exhibitorId } = await make.participant(edition);
  const [id = ''] = await make.enrolled(workshopId, exhibitorId);
  const announced = await make.announced(edition, [await make.trainer()], { venueId: newId() });
  const ask = `query ($ids: [_Any!]!, $id: ID!) {
    _entities(representations: $ids) { ... on Workshop {
      status startsAt endsAt seatsLeft venue { id } sessions { id } requiresTopics materials { url } price { amount }
      meetings { startsAt endsAt venue { id } session { id } } completionRule { minimumMinutes } } }
    enrolment(id: $id) { status due { amount } } }`;
  const ids = [workshopId, announced].map((id) => ({ __typename: 'Workshop', id }));
  const read = () => service.data(ask, { ids, id }, { as: organiser });
  const before = await read();
  expect(before._entities[0].sessions).toEqual([{ id: sessionId }]);
  const runner = service.database.createQueryRunner();
  const migrations = [new Series1700000044100(), new WorkshopTerms1700000044200(), new TopicWaits1700000044300()];
  for (const migration of [...migrations].reverse()) {
    await migration.down(runner);
  }
  for (const migration of migrations) {
    await migration.up(runner);
  }
  await runner.release();
  expect(await read()).toEqual(before);
});
