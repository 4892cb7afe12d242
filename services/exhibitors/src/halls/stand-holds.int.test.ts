import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';
import { lapseHolds } from './lapse-holds.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
});
afterAll(() => service.close());

const as = { as: organiser };
const [monday, tuesday, wednesday] = [
  '2025-01-06T09:00:00.000Z',
  '2025-01-07T09:00:00.000Z',
  '2025-01-08T09:00:00.000Z',
];
beforeEach(() => service.setNow(new Date(monday)));

const hold = (standId: string, registrationId: string, until: string) =>
  service.execute(
    'mutation ($input: HoldStandInput!) { made: holdStand(input: $input) { status heldUntil occupant { id } } }',
    { input: { standId, registrationId, until } },
    as,
  );
const stand = async (id: string) =>
  (await service.data('query ($id: ID!) { stand(id: $id) { status heldUntil occupant { id } } }', { id })).stand;
const toldOf = async (subject: string) =>
  (await service.told()).filter((event) => event.subject === subject).map(({ type }) => type.split('.').at(-2));
const sweep = () => lapseHolds(service.context(as));

/** A stand that is held until Tuesday for a registration that is approved. */
async function held() {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition);
  const exhibitor = await make.exhibitor();
  const registration = await make.approved(edition, exhibitor);
  const standId = standIds[0] ?? '';
  expect((await hold(standId, registration, tuesday)).data?.made).toEqual({
    status: 'HELD',
    heldUntil: tuesday,
    occupant: { id: exhibitor },
  });
  return { edition, standId, other: standIds[1] ?? '', exhibitor, registration };
}

const waitlisted = async (edition: string) => {
  const id = await make.registration(edition, await make.exhibitor());
  await make.step('waitlistRegistration', id);
  return id;
};

test('a stand that is held is refused to others, who are told for whom it is held', async () => {
  const { edition, standId, exhibitor } = await held();
  const { errors } = await make.assign(standId, await make.approved(edition, await make.exhibitor()));
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Exhibitor', id: exhibitor }],
  });
});

test('confirming in time turns the hold into an assignment', async () => {
  const { standId, exhibitor, registration } = await held();
  await make.step('confirmRegistration', registration);
  service.setNow(new Date(wednesday));
  await sweep();
  expect(await stand(standId)).toEqual({ status: 'ASSIGNED', heldUntil: null, occupant: { id: exhibitor } });
  expect(await toldOf(standId)).toEqual(['held', 'assigned']);
});

test('a hold past its deadline is free at once, though nobody has told it yet', async () => {
  const { edition, standId, registration } = await held();
  service.setNow(new Date(tuesday));
  expect(await stand(standId)).toEqual({ status: 'FREE', heldUntil: null, occupant: null });
  const { errors } = await make.assign(standId, await make.approved(edition, await make.exhibitor()));
  expect(errors).toBeUndefined();
  expect(await toldOf(standId)).toEqual(['held', 'released', 'assigned']);
  const { data } = await make.step('confirmRegistration', registration);
  expect(data?.made).toMatchObject({ status: 'CONFIRMED', stand: null });
});

test('fifty who want a stand whose hold has run out at once: one gets it, and the lapse is told once', async () => {
  const { edition, standId } = await held();
  const registrations = await Promise.all(
    Array.from({ length: 50 }, async () => make.approved(edition, await make.exhibitor())),
  );
  service.setNow(new Date(wednesday));
  const answers = await Promise.all(registrations.map((registration) => make.assign(standId, registration)));
  const holders = answers.filter(({ errors }) => !errors);
  expect(holders).toHaveLength(1);
  const holder = holders[0]?.data?.made.occupant.id as string;
  for (const { errors } of answers.filter((answer) => answer.errors)) {
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', conflictsWith: [{ id: holder }] });
  }
  expect(await toldOf(standId)).toEqual(['held', 'released', 'assigned']);
});

test('a hold that runs out is told and offered to the first of the waitlist, for as long again', async () => {
  const { edition, standId } = await held();
  const [next, last] = [await waitlisted(edition), await waitlisted(edition)];
  service.setNow(new Date(tuesday));
  await sweep();
  const { registration } = await service.data(
    'query ($id: ID!) { registration(id: $id) { status history { status by reason } stand { id heldUntil } } }',
    { id: next },
    as,
  );
  expect(registration).toMatchObject({ status: 'APPROVED', stand: { id: standId, heldUntil: wednesday } });
  expect(registration.history.at(-1)).toEqual({
    status: 'APPROVED',
    by: 'chore:lapsed-holds',
    reason: 'The hold of stand A-1 ran out; it is offered to the next of the waitlist.',
  });
  expect(await toldOf(next)).toEqual(['submitted', 'waitlisted', 'approved']);
  expect(await toldOf(standId)).toEqual(['held', 'released', 'held']);
  expect((await service.told()).find(({ type }) => type.includes('stand.released'))?.data.reason).toContain('ran out');
  service.setNow(new Date(wednesday));
  await sweep();
  const { data } = await make.step('confirmRegistration', last);
  expect(data?.made).toMatchObject({ status: 'CONFIRMED', stand: { code: 'A-1' } });
});

test('a hold that runs out while nobody waits leaves the stand free, told once however often one looks', async () => {
  const { standId } = await held();
  service.setNow(new Date(tuesday));
  await sweep();
  await sweep();
  expect(await toldOf(standId)).toEqual(['held', 'released']);
});

test('several processes that sweep at once tell a lapse once and promote one', async () => {
  const { edition, standId } = await held();
  const waiting = [await waitlisted(edition), await waitlisted(edition)];
  service.setNow(new Date(tuesday));
  await Promise.all(Array.from({ length: 50 }, sweep));
  expect(await toldOf(standId)).toEqual(['held', 'released', 'held']);
  expect(await Promise.all(waiting.map(toldOf))).toEqual([
    ['submitted', 'waitlisted', 'approved'],
    ['submitted', 'waitlisted'],
  ]);
});

test('who confirms too late ends its hold, and the stand goes to the next', async () => {
  const { edition, standId, registration } = await held();
  const next = await waitlisted(edition);
  service.setNow(new Date(tuesday));
  const { data } = await make.step('confirmRegistration', registration);
  expect(data?.made).toMatchObject({ status: 'CONFIRMED', stand: null });
  expect(await toldOf(standId)).toEqual(['held', 'released', 'held']);
  expect(await toldOf(next)).toContain('approved');
});

test('withdrawing frees what is held, and what is waited for', async () => {
  const { edition, standId, registration } = await held();
  await make.step('withdrawRegistration', registration, 'the harvest came early');
  expect(await stand(standId)).toMatchObject({ status: 'FREE' });
  expect(await toldOf(standId)).toEqual(['held', 'released']);
  const waiting = await waitlisted(edition);
  const { data } = await make.step('withdrawRegistration', waiting, 'no longer possible');
  expect(data?.made).toMatchObject({ status: 'WITHDRAWN' });
  service.setNow(new Date(wednesday));
  await sweep();
  expect(await toldOf(waiting)).toEqual(['submitted', 'waitlisted', 'withdrawn']);
});

test('the organiser may extend a hold, or assign the stand to whom it is held for', async () => {
  const { standId, registration } = await held();
  expect((await hold(standId, registration, wednesday)).data?.made).toMatchObject({ heldUntil: wednesday });
  expect((await make.assign(standId, registration)).data?.made).toMatchObject({ status: 'ASSIGNED' });
  expect(await toldOf(standId)).toEqual(['held', 'held', 'assigned']);
});

test('a stand is held by the organiser only, until a moment that is to come', async () => {
  const { registration, other } = await held();
  expect((await hold(other, registration, monday)).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'until' }],
  });
  expect(
    await service.refusal('mutation ($input: HoldStandInput!) { holdStand(input: $input) { id } }', {
      input: { standId: other, registrationId: registration, until: tuesday },
    }),
  ).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('an exhibitor is found at a stand that it has, not at one that is only held for it', async () => {
  const { edition, exhibitor, registration } = await held();
  const found = async () =>
    (
      await service.data(
        'query ($id: ID!, $edition: ID!) { exhibitor(id: $id) { stand(editionId: $edition) { code } } }',
        {
          id: exhibitor,
          edition,
        },
      )
    ).exhibitor.stand;
  expect(await found()).toBeNull();
  await make.step('confirmRegistration', registration);
  expect(await found()).toEqual({ code: 'A-1' });
});
