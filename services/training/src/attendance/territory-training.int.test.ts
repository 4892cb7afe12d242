import { registrationApproved } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { closeAttendance, recordAttendance, time } from '../testing/attendance.js';
import { builders, enrol, trainer } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
});
afterAll(() => service.close());
beforeEach(() => service.setNow(time('12:00')));

/** An exhibitor from a region with so many people in a workshop, of whom some were there to the end and the others not at all. */
async function taught(edition: string, region: 'SOUSS_MASSA' | 'ORIENTAL', names: string[], present = names.length) {
  const exhibitorId = newId();
  await service.deliver(
    registrationApproved(newId(), {
      ...{ exhibitorId, editionId: edition, name: { fr: 'Coopérative' }, kind: 'CRAFT_COOPERATIVE', sector: 'WEAVING' },
      ...{ country: 'MA', region, womenLed: true },
    }),
  );
  return { exhibitorId, learn: (workshop: Workshop) => learn(workshop, exhibitorId, names, present) };
}

interface Workshop {
  workshopId: string;
  trainerId: string;
}

async function learn({ workshopId, trainerId }: Workshop, exhibitorId: string, names: string[], present: number) {
  const participants = names.map((name) => ({ name }));
  const input = { idempotencyKey: newId(), workshopId, exhibitorId, participants };
  const enrolled = (await service.data(enrol, { input }, { as: organiser })).enrol;
  const doors = 'query ($id: ID!) { workshop(id: $id) { enrolments(first: 100) { nodes { id doorCode } } } }';
  const { workshop } = await service.data(doors, { id: workshopId }, { as: organiser });
  const there = enrolled.slice(0, present).map(({ id }: { id: string }) => id);
  for (const { doorCode } of workshop.enrolments.nodes.filter(({ id }: { id: string }) => there.includes(id))) {
    const scan = { workshopId, doorCode, direction: 'IN', at: time('09:30') };
    await service.data(recordAttendance, { input: scan }, { as: trainer(trainerId) });
  }
}

const close = ({ workshopId, trainerId }: Workshop) =>
  service.data(closeAttendance, { input: { workshopId } }, { as: trainer(trainerId) });

const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Territory { trainingCompleted } } }';
const ask = async (editionId: string, ...regions: string[]) => {
  const of = regions.map((region) => ({ __typename: 'Territory', editionId, region }));
  return (await service.data(query, { of }))._entities.map(
    ({ trainingCompleted }: { trainingCompleted: number | null }) => trainingCompleted,
  );
};

const six = ['Aicha', 'Fatima', 'Hind', 'Khadija', 'Meryem', 'Zineb'];

test('a territory shows how many places its people have completed, once the attendance is closed', async () => {
  const edition = await make.edition();
  const workshop = await make.scheduled(edition);
  const weavers = await taught(edition, 'SOUSS_MASSA', six, 5);
  await weavers.learn(workshop);
  expect(await ask(edition, 'SOUSS_MASSA', 'ORIENTAL')).toEqual([0, 0]);
  await close(workshop);
  expect(await ask(edition, 'SOUSS_MASSA', 'ORIENTAL')).toEqual([5, 0]);
});

test('fewer than five people are not shown, however many places they have completed', async () => {
  const edition = await make.edition();
  const [four, five] = [await taught(edition, 'ORIENTAL', six.slice(0, 4)), await taught(edition, 'SOUSS_MASSA', six)];
  for (let times = 0; times < 2; times += 1) {
    const workshop = await make.scheduled(edition);
    await four.learn(workshop);
    await five.learn(workshop);
    await close(workshop);
  }
  expect(await ask(edition, 'ORIENTAL', 'SOUSS_MASSA')).toEqual([null, 12]);
});

test('all territories cost as many statements as one', async () => {
  const edition = await make.edition();
  const one = await service.countStatements(() => ask(edition, 'ORIENTAL'));
  const several = ['ORIENTAL', 'SOUSS_MASSA', 'FES_MEKNES', 'MARRAKECH_SAFI'];
  expect(await service.countStatements(() => ask(edition, ...several))).toBe(one);
  expect(await ask('nothing', 'ORIENTAL')).toEqual([0]);
});
