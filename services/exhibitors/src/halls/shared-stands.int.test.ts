import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
});
afterAll(() => service.close());

const as = { as: organiser };
const morning = (day: number) => ({ day: `2025-01-${day}`, half: 'MORNING' });
const afternoon = (day: number) => ({ day: `2025-01-${day}`, half: 'AFTERNOON' });

const assign = (standId: string, registrationId: string, slices?: object[]) =>
  service.execute(
    'mutation ($input: AssignStandInput!) { made: assignStand(input: $input) { id status occupant { id } } }',
    { input: { standId, registrationId, slices } },
    as,
  );
const stand = async (id: string) =>
  (
    await service.data(
      'query ($id: ID!) { stand(id: $id) { status occupant { id } occupants { exhibitor { id } slices { day half } } freeSlices { day half } } }',
      { id },
    )
  ).stand;

async function fair(exhibitors: number, stands = 2) {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition, stands);
  const holders = await Promise.all(
    Array.from({ length: exhibitors }, async () => {
      const exhibitor = await make.exhibitor();
      return { exhibitor, registration: await make.approved(edition, exhibitor) };
    }),
  );
  return { edition, standIds: standIds as [string, ...string[]], holders };
}

test('two exhibitors share a stand by half-days, each seen with its own', async () => {
  const { standIds, holders } = await fair(2);
  const [first, second] = holders;
  await assign(standIds[0], second?.registration ?? '', [afternoon(27)]);
  await assign(standIds[0], first?.registration ?? '', [morning(28), morning(27)]);
  const shared = await stand(standIds[0]);
  expect(shared).toMatchObject({
    status: 'ASSIGNED',
    occupant: { id: first?.exhibitor },
    occupants: [
      { exhibitor: { id: first?.exhibitor }, slices: [morning(27), morning(28)] },
      { exhibitor: { id: second?.exhibitor }, slices: [afternoon(27)] },
    ],
  });
  expect(shared.freeSlices).toHaveLength(11);
  const told = await service.told('org.maarad.exhibitors.stand.assigned.v1');
  expect(told.at(-1)?.data.slices).toEqual([morning(27), morning(28)]);
});

test('fifty who want the same half-day of a stand at once: one gets it, and the others are told who and when', async () => {
  const { standIds, holders } = await fair(50);
  const answers = await Promise.all(
    holders.map(({ registration }, index) =>
      assign(standIds[0], registration, index % 2 ? [morning(28), afternoon(28)] : [afternoon(29), morning(28)]),
    ),
  );
  const won = answers.filter(({ errors }) => !errors);
  expect(won).toHaveLength(1);
  for (const { errors } of answers.filter((answer) => answer.errors)) {
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      conflictsWith: [{ type: 'Exhibitor', id: won[0]?.data?.made.occupant.id }],
      slice: morning(28),
    });
    expect(errors?.[0]?.message).toBe('The stand is taken on 2025-01-28 in the morning.');
  }
});

test('fifty who want half-days of their own at once all get them', async () => {
  const { standIds, holders } = await fair(50, 4);
  const slices = [27, 28, 29, 30, 31].flatMap((day) => [morning(day), afternoon(day)]);
  const answers = await Promise.all(
    holders
      .slice(0, 40)
      .map(({ registration }, index) =>
        assign(standIds[Math.floor(index / 10)] ?? '', registration, [slices[index % 10] ?? {}]),
      ),
  );
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
});

test('the whole edition and a half-day of it exclude each other', async () => {
  const { standIds, holders } = await fair(2);
  const [whole, half] = holders.map(({ registration }) => registration);
  await assign(standIds[0], whole ?? '');
  expect((await assign(standIds[0], half ?? '', [morning(30)])).errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    slice: morning(30),
  });
  await assign(standIds[1] ?? '', half ?? '', [morning(30)]);
  expect((await stand(standIds[0])).freeSlices).toEqual([]);
});

test('a registration has no two stands in one half-day, but one after the other', async () => {
  const { standIds, holders } = await fair(1);
  const registration = holders[0]?.registration ?? '';
  await assign(standIds[0], registration, [morning(27), afternoon(27)]);
  expect((await assign(standIds[1] ?? '', registration, [afternoon(27)])).errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Stand', id: standIds[0], name: 'A-1' }],
    slice: afternoon(27),
  });
  expect((await assign(standIds[1] ?? '', registration, [morning(28)])).errors).toBeUndefined();
  const { registration: seen } = await service.data(
    'query ($id: ID!) { registration(id: $id) { stand { code } stands { stand { code } slices { day } heldUntil } } }',
    { id: registration },
    as,
  );
  expect(seen).toEqual({
    stand: { code: 'A-1' },
    stands: [
      { stand: { code: 'A-1' }, slices: [{ day: '2025-01-27' }, { day: '2025-01-27' }], heldUntil: null },
      { stand: { code: 'A-2' }, slices: [{ day: '2025-01-28' }], heldUntil: null },
    ],
  });
});

test('half-days outside the edition, named twice or none are refused by their place', async () => {
  const { standIds, holders } = await fair(1);
  const paths = async (slices: object[]) =>
    (
      (await assign(standIds[0], holders[0]?.registration ?? '', slices)).errors?.[0]?.extensions?.problems as {
        path: string;
      }[]
    ).map(({ path }) => path);
  expect(await paths([morning(27), morning(26)])).toEqual(['slices.1.day']);
  expect(await paths([morning(27), morning(27)])).toEqual(['slices.1']);
  expect(await paths([])).toEqual(['slices']);
});

test('a stand is taken back from one of those who share it, or from all', async () => {
  const { standIds, holders } = await fair(2);
  const [first, second] = holders.map(({ registration }) => registration);
  await assign(standIds[0], first ?? '', [morning(27)]);
  await assign(standIds[0], second ?? '', [afternoon(27)]);
  const release = (registrationId?: string) =>
    service.execute(
      'mutation ($input: ReleaseStandInput!) { made: releaseStand(input: $input) { occupants { exhibitor { id } } } }',
      { input: { standId: standIds[0], reason: 'a new plan', registrationId } },
      as,
    );
  expect((await release(first)).data?.made.occupants).toEqual([{ exhibitor: { id: holders[1]?.exhibitor } }]);
  await assign(standIds[0], first ?? '', [morning(27)]);
  expect((await release()).data?.made.occupants).toEqual([]);
  expect((await release()).errors?.[0]?.extensions).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'FREE' });
});

test('a floor costs the same number of statements whether one stand is shared or fifty', async () => {
  const { edition, standIds, holders } = await fair(50, 50);
  const read = () =>
    service.countStatements(() =>
      service.data(
        'query ($id: ID!) { edition(id: $id) { halls { stands { status heldUntil occupant { id } occupants { exhibitor { name { value } } slices { day } } freeSlices { day } } } } }',
        { id: edition },
      ),
    );
  await assign(standIds[0], holders[0]?.registration ?? '', [morning(27)]);
  const one = await read();
  await Promise.all(
    holders.slice(1).map(({ registration }, index) => assign(standIds[index + 1] ?? '', registration, [morning(27)])),
  );
  expect(await read()).toBe(one);
});
