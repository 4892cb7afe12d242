import { newId } from '@maarad/shared/runtime';
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
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString();
const approveMany =
  'mutation ($input: ApproveRegistrationsInput!) { approveRegistrations(input: $input) { id registration { id status history { reason } } error { code message } } }';
const approve =
  'mutation ($input: RegistrationStepInput!) { approveRegistration(input: $input) { status stand { id status heldUntil } } }';

test('many are approved at once with an answer for each: what one is refused for does not keep the others', async () => {
  const edition = await make.edition();
  const [good, rejected, waiting] = [
    await make.registration(edition, await make.exhibitor()),
    await make.registration(edition, await make.exhibitor()),
    await make.registration(edition, await make.exhibitor()),
  ];
  await make.step('rejectRegistration', rejected, 'the file is not complete');
  await make.step('waitlistRegistration', waiting);
  const missing = newId();
  const input = { registrationIds: [good, rejected, missing, waiting, good], reason: 'the commission of 3 March' };
  const { approveRegistrations } = await service.data(approveMany, { input }, as);
  const done = { status: 'APPROVED', error: null };
  expect(
    approveRegistrations.map(({ id, registration, error }: Record<string, any>) => ({
      id,
      status: registration?.status,
      error: error?.code ?? null,
    })),
  ).toEqual([
    { id: good, ...done },
    { id: rejected, status: undefined, error: 'ILLEGAL_TRANSITION' },
    { id: missing, status: undefined, error: 'NOT_FOUND' },
    { id: waiting, ...done },
    { id: good, status: undefined, error: 'ILLEGAL_TRANSITION' },
  ]);
  expect(approveRegistrations[0].registration.history.at(-1).reason).toBe('the commission of 3 March');
  expect(await service.told('org.maarad.exhibitors.registration.approved.v1')).toHaveLength(2);
});

test('at most a hundred are approved at once, by the organiser only', async () => {
  const input = { registrationIds: Array.from({ length: 101 }, newId) };
  expect(await service.refusal(approveMany, { input }, as)).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await service.refusal(approveMany, { input: { registrationIds: [newId()] } })).toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});

test('an approval offers a stand that is held until the deadline', async () => {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition);
  const [standId, holdUntil] = [standIds[0], inAWeek()];
  const registrationId = await make.registration(edition, await make.exhibitor());
  const { approveRegistration } = await service.data(approve, { input: { registrationId, standId, holdUntil } }, as);
  expect(approveRegistration).toEqual({
    status: 'APPROVED',
    stand: { id: standId, status: 'HELD', heldUntil: holdUntil },
  });
  const told = (await service.told()).slice(-2);
  expect(told.map(({ type }) => type.split('.').slice(3, 5).join('.'))).toEqual([
    'registration.approved',
    'stand.held',
  ]);
  expect(told[1]?.data).toMatchObject({ standId, registrationId, until: holdUntil });
});

test('an approval whose stand is taken is no approval', async () => {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition);
  const holder = await make.exhibitor();
  await make.assign(standIds[0] ?? '', await make.approved(edition, holder));
  const registrationId = await make.registration(edition, await make.exhibitor());
  const input = { registrationId, standId: standIds[0], holdUntil: inAWeek() };
  expect(await service.refusal(approve, { input }, as)).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Exhibitor', id: holder }],
    slice: { day: '2025-01-27', half: 'MORNING' },
  });
  const { registration } = await service.data(
    'query ($id: ID!) { registration(id: $id) { status } }',
    { id: registrationId },
    as,
  );
  expect(registration.status).toBe('SUBMITTED');
});

test('an offer needs a stand and a deadline that is to come, and no other step makes one', async () => {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition);
  const registrationId = await make.registration(edition, await make.exhibitor());
  const problems = async (source: string, offer: object) =>
    (await service.refusal(source, { input: { registrationId, ...offer } }, as)).problems.map(
      ({ path }: { path: string }) => path,
    );
  expect(await problems(approve, { standId: standIds[0] })).toEqual(['holdUntil']);
  expect(await problems(approve, { holdUntil: inAWeek() })).toEqual(['holdUntil']);
  expect(await problems(approve, { standId: standIds[0], holdUntil: '2020-01-01T00:00:00Z' })).toEqual(['holdUntil']);
  const waitlist = 'mutation ($input: RegistrationStepInput!) { waitlistRegistration(input: $input) { id } }';
  expect(await problems(waitlist, { standId: standIds[0], holdUntil: inAWeek() })).toEqual(['standId', 'holdUntil']);
});
