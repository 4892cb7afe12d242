import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { builders, cancelEnrolment, enrol } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

test('nobody is in a workshop twice, however the name is written; who has left it may come again', async () => {
  const { workshopId } = await make.scheduled(edition);
  const exhibitorId = (await make.participant(edition)).exhibitorId;
  const ask = (name: string, exhibitor = exhibitorId) =>
    service.execute(
      enrol,
      { input: make.enrolInput(workshopId, exhibitor, 1, { participants: [{ name }] }) },
      { as: organiser },
    );
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask('فاطمة الزهراء')));
  const [done, ...more] = answers.filter(({ errors }) => !errors);
  expect(more).toEqual([]);
  const id = done?.data?.enrol[0].id;
  for (const { errors } of answers.filter((answer) => answer.errors)) {
    expect(errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', conflictsWith: [{ type: 'Enrolment', id }] });
  }
  expect((await ask('  فَاطِمَة   الزَّهراء ')).errors?.[0]?.extensions?.code).toBe('CONFLICT');
  const { workshop } = await service.data('query ($id: ID!) { workshop(id: $id) { seatsLeft } }', { id: workshopId });
  expect(workshop.seatsLeft).toBe(29);
  expect((await ask('فاطمة الزهراء', (await make.participant(edition)).exhibitorId)).errors).toBeUndefined();
  await service.data(cancelEnrolment, { input: { enrolmentId: id, reason: 'harvest' } }, { as: organiser });
  expect((await ask('فاطمة الزهراء')).errors).toBeUndefined();
  const twins = make.enrolInput(workshopId, exhibitorId, 1, { participants: [{ name: 'Aïcha' }, { name: 'AICHA' }] });
  expect(await service.refusal(enrol, { input: twins }, { as: organiser })).toMatchObject({ code: 'BAD_USER_INPUT' });
});
