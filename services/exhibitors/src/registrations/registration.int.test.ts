import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

test('a registration goes from submitted to checked in, and each step is in its history and is one event', async () => {
  const id = await make.registration(edition, await make.exhibitor());
  for (const step of ['waitlistRegistration', 'approveRegistration', 'confirmRegistration', 'checkInRegistration']) {
    expect((await make.step(step, id)).errors).toBeUndefined();
  }
  const { registration } = await service.data(
    'query ($id: ID!) { registration(id: $id) { status history { status by } } }',
    { id },
    { as: organiser },
  );
  expect(registration.history.map(({ status }: { status: string }) => status)).toEqual([
    'SUBMITTED',
    'WAITLISTED',
    'APPROVED',
    'CONFIRMED',
    'CHECKED_IN',
  ]);
  const told = (await service.told()).filter(({ subject }) => subject === id);
  expect(told.map(({ type }) => type.split('.').at(-2))).toEqual([
    'submitted',
    'waitlisted',
    'approved',
    'confirmed',
    'checked-in',
  ]);
  expect(told.map(({ sequence }) => Number(sequence))).toEqual([1, 2, 3, 4, 5]);
});

test('refuses a step that may not follow, and says which may', async () => {
  const id = await make.registration(edition, await make.exhibitor());
  await make.step('rejectRegistration', id, 'the file is not complete');
  const { errors } = await make.step('approveRegistration', id);
  expect(errors?.[0]?.extensions).toEqual({
    code: 'ILLEGAL_TRANSITION',
    type: 'Registration',
    from: 'REJECTED',
    to: 'APPROVED',
    allowed: [],
  });
});

test('two organisers deciding at once: one decision stands, the other is told', async () => {
  const id = await make.registration(edition, await make.exhibitor());
  const answers = await Promise.all([
    make.step('approveRegistration', id),
    make.step('rejectRegistration', id, 'no place'),
  ]);
  const failed = answers.filter(({ errors }) => errors);
  expect(failed).toHaveLength(1);
  expect(failed[0]?.errors?.[0]?.extensions?.code).toBe('ILLEGAL_TRANSITION');
  expect((await service.told()).filter(({ subject }) => subject === id)).toHaveLength(2);
});

test('withdrawing frees the stand', async () => {
  const own = await make.edition();
  const { standIds } = await make.hall(own);
  const registration = await make.approved(own, await make.exhibitor());
  await make.assign(standIds[0] ?? '', registration);
  const { data } = await make.step('withdrawRegistration', registration, 'the harvest came early');
  expect(data?.made).toMatchObject({ status: 'WITHDRAWN', stand: null });
  const { stand } = await service.data('query ($id: ID!) { stand(id: $id) { status occupant { id } } }', {
    id: standIds[0],
  });
  expect(stand).toEqual({ status: 'FREE', occupant: null });
  expect((await service.told()).slice(-2).map(({ type }) => type.split('.').slice(3, 5).join('.'))).toEqual([
    'registration.withdrawn',
    'stand.released',
  ]);
});

test('an exhibitor has one open registration an edition, and may ask again after a refusal', async () => {
  const exhibitor = await make.exhibitor();
  const first = await make.registration(edition, exhibitor);
  const again = { editionId: edition, exhibitorId: exhibitor, idempotencyKey: `again-${exhibitor}` };
  const submit = 'mutation ($input: SubmitRegistrationInput!) { submitRegistration(input: $input) { id } }';
  expect(await service.refusal(submit, { input: again }, { as: organiser })).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Registration', id: first }],
  });
  await make.step('rejectRegistration', first, 'not this year');
  expect((await service.data(submit, { input: again }, { as: organiser })).submitRegistration.id).not.toBe(first);
});

test('the same key gives the first registration again; with another input it is refused', async () => {
  const [one, other] = [await make.exhibitor(), await make.exhibitor()];
  const submit = (exhibitorId: string) =>
    service.execute(
      'mutation ($input: SubmitRegistrationInput!) { submitRegistration(input: $input) { id } }',
      { input: { editionId: edition, exhibitorId, idempotencyKey: 'the-key' } },
      { as: organiser },
    );
  const [first, second] = await Promise.all([submit(one), submit(one)]);
  expect(first).toEqual(second);
  expect(first?.errors).toBeUndefined();
  expect((await submit(other)).errors?.[0]?.extensions).toEqual({ code: 'IDEMPOTENCY_CONFLICT', key: 'the-key' });
});

test('an exhibitor sees and changes only its own registration; a visitor sees none', async () => {
  const [mine, theirs] = [await make.exhibitor(), await make.exhibitor()];
  const [own, foreign] = [await make.registration(edition, mine), await make.registration(edition, theirs)];
  const as = actingFor(mine);
  const list = await service.data('{ registrations { nodes { id } totalCount } }', {}, { as });
  expect(list.registrations).toEqual({ nodes: [{ id: own }], totalCount: 1 });
  const { registration } = await service.data(
    'query ($id: ID!) { registration(id: $id) { id } }',
    { id: foreign },
    { as },
  );
  expect(registration).toBeNull();
  const withdraw = 'mutation ($input: RegistrationRefusalInput!) { withdrawRegistration(input: $input) { id } }';
  expect(
    await service.refusal(withdraw, { input: { registrationId: foreign, reason: 'mischief' } }, { as }),
  ).toMatchObject({ code: 'FORBIDDEN' });
  expect(await service.refusal('{ registrations { totalCount } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(
    await service.refusal(
      'mutation ($input: RegistrationStepInput!) { approveRegistration(input: $input) { id } }',
      { input: { registrationId: own } },
      { as },
    ),
  ).toMatchObject({
    code: 'FORBIDDEN',
  });
  const entities = await service.data(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Registration { id } } }',
    { representations: [{ __typename: 'Registration', id: foreign }] },
    { as },
  );
  expect(entities._entities).toEqual([null]);
});
