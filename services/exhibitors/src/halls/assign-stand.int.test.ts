import { newId } from '@maarad/shared/runtime';
import { testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
});
afterAll(() => service.close());

test('fifty who want one stand at once: one holder, and the others are told who it is', async () => {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition, 1);
  const registrations = await Promise.all(
    Array.from({ length: 50 }, async (_, index) =>
      make.approved(edition, await make.exhibitor({ name: { fr: `Atelier ${index}` } })),
    ),
  );
  const answers = await Promise.all(registrations.map((registration) => make.assign(standIds[0] ?? '', registration)));
  const holders = answers.filter(({ errors }) => !errors);
  expect(holders).toHaveLength(1);
  const holder = holders[0]?.data?.made.occupant.id as string;
  for (const { errors } of answers.filter((answer) => answer.errors)) {
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      conflictsWith: [{ type: 'Exhibitor', id: holder }],
    });
  }
  expect(await service.told('org.maarad.exhibitors.stand.assigned.v1')).toHaveLength(1);
});

test('a stand that is released has no holder, and another may have it', async () => {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition);
  const [first, second] = [
    await make.approved(edition, await make.exhibitor()),
    await make.approved(edition, await make.exhibitor()),
  ];
  const standId = standIds[0] ?? '';
  await make.assign(standId, first);
  await service.data(
    'mutation ($input: ReleaseStandInput!) { releaseStand(input: $input) { status occupant { id } } }',
    { input: { standId, reason: 'moved to another hall' } },
    { as: { id: 'organiser', role: 'admin' } },
  );
  expect((await make.assign(standId, second)).errors).toBeUndefined();
});

test('a registration holds one stand', async () => {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition);
  const registration = await make.approved(edition, await make.exhibitor());
  await make.assign(standIds[0] ?? '', registration);
  const { errors } = await make.assign(standIds[1] ?? '', registration);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Stand', id: standIds[0] }],
  });
});

test('a registration that is not approved holds no stand', async () => {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition);
  const registration = await make.registration(edition, await make.exhibitor());
  const { errors } = await make.assign(standIds[0] ?? '', registration);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'SUBMITTED' });
});

test('a stand of another edition is refused, and one that is not there is not found', async () => {
  const [here, elsewhere] = [await make.edition(), await make.edition()];
  const { standIds } = await make.hall(elsewhere);
  const registration = await make.approved(here, await make.exhibitor());
  expect((await make.assign(standIds[0] ?? '', registration)).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'standId' }],
  });
  expect((await make.assign(newId(), registration)).errors?.[0]?.extensions).toMatchObject({
    code: 'NOT_FOUND',
    type: 'Stand',
  });
  expect((await make.assign('not-an-id', registration)).errors?.[0]?.extensions).toMatchObject({
    code: 'NOT_FOUND',
    id: 'not-an-id',
  });
});
