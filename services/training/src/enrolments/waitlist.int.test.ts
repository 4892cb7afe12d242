import { enrolmentCancelled, enrolmentOffered, enrolmentPromoted, enrolmentWaitlisted } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { acceptOffer, builders, cancelEnrolment, declineOffer, enrol, waitInLine } from '../testing/builders.js';
import { lapseOffers } from './lapse-offers.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;

const noon = new Date('2025-01-20T12:00:00Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

beforeAll(async () => {
  service = await testService(trainingService);
  make = builders(service);
  edition = await make.edition();
});
beforeEach(() => service.setNow(noon));
afterAll(() => service.close());

const exhibitor = async () => (await make.participant(edition)).exhibitorId;
const read = async (id: string) => {
  const { _entities } = await service.data(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Enrolment { status waitlistPosition offerExpiresAt cancellationReason } } }`,
    { representations: [{ __typename: 'Enrolment', id }] },
    { as: organiser },
  );
  return _entities[0];
};
const line = async (ids: string[]) => {
  const places = [];
  for (const id of ids) {
    const { status, waitlistPosition } = await read(id);
    places.push(status === 'WAITLISTED' ? waitlistPosition : status);
  }
  return places;
};
const workshopOf = async (id: string) =>
  (await service.data('query ($id: ID!) { workshop(id: $id) { seatsLeft waitlistLength } }', { id })).workshop;
const cancel = (enrolmentId: string) =>
  service.data(cancelEnrolment, { input: { enrolmentId, reason: 'harvest' } }, { as: organiser });
const accept = (enrolmentId: string) => service.data(acceptOffer, { input: { enrolmentId } }, { as: organiser });
const chore = () => lapseOffers(service.context({ as: organiser }));
const told = async (type: string, id: string) => (await service.told(type)).filter(({ subject }) => subject === id);

/** A workshop of few places, all of them taken by one exhibitor. */
async function fullWorkshop(capacity: number, overrides: object = {}) {
  const { workshopId, trainerId } = await make.scheduled(edition, { capacity, ...overrides });
  const holder = await exhibitor();
  return { workshopId, trainerId, holder, held: await make.enrolled(workshopId, holder, capacity) };
}

test('who finds no place waits in line, and an offer with a deadline goes to whoever came first', async () => {
  const { workshopId, held } = await fullWorkshop(1);
  const [first = ''] = await make.waiting(workshopId, await exhibitor());
  const [second = ''] = await make.waiting(workshopId, await exhibitor());
  expect(await line([first, second])).toEqual([1, 2]);
  expect(await workshopOf(workshopId)).toEqual({ seatsLeft: 0, waitlistLength: 2 });
  await cancel(held[0] ?? '');
  expect(await read(first)).toMatchObject({ status: 'OFFERED', offerExpiresAt: later(120).toISOString() });
  expect(await line([second])).toEqual([1]);
  expect(await workshopOf(workshopId)).toEqual({ seatsLeft: 0, waitlistLength: 1 });
  expect((await accept(first)).acceptOffer).toEqual([
    { id: first, status: 'CONFIRMED', offerExpiresAt: null, workshop: { seatsLeft: 0 } },
  ]);
  expect(await told(enrolmentWaitlisted.type, first)).toHaveLength(1);
  expect(await told(enrolmentPromoted.type, first)).toHaveLength(1);
  const [offer] = await told(enrolmentOffered.type, first);
  expect(Object.keys(offer?.data).sort()).toEqual(['editionId', 'exhibitorId', 'offerExpiresAt', 'workshopId']);
});

test('an offer that is declined goes on to the next', async () => {
  const { workshopId, held } = await fullWorkshop(1);
  const mine = await exhibitor();
  const [first = ''] = await make.waiting(workshopId, mine);
  const [second = ''] = await make.waiting(workshopId, await exhibitor());
  await cancel(held[0] ?? '');
  const data = await service.data(declineOffer, { input: { enrolmentId: first } }, { as: actingFor(mine) });
  expect(data.declineOffer).toMatchObject([{ id: first, status: 'CANCELLED' }]);
  expect(await line([second])).toEqual(['OFFERED']);
  expect(await service.refusal(acceptOffer, { input: { enrolmentId: first } }, { as: organiser })).toMatchObject({
    ...{ code: 'ILLEGAL_TRANSITION', from: 'CANCELLED', to: 'CONFIRMED' },
  });
});

test('an offer that has run out is none at that instant, though nobody was at work then', async () => {
  const { workshopId, held } = await fullWorkshop(1);
  const [first = ''] = await make.waiting(workshopId, await exhibitor());
  await cancel(held[0] ?? '');
  service.setNow(later(120));
  expect(await read(first)).toMatchObject({ status: 'CANCELLED', offerExpiresAt: null });
  expect(await workshopOf(workshopId)).toEqual({ seatsLeft: 1, waitlistLength: 0 });
  expect(await service.refusal(acceptOffer, { input: { enrolmentId: first } }, { as: organiser })).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  });
  expect(await make.enrolled(workshopId, await exhibitor())).toHaveLength(1);
  expect(await told(enrolmentCancelled.type, first)).toHaveLength(1);
});

test('a chore tells of offers that have run out and offers their places to the next, once in however many processes', async () => {
  const { workshopId, held } = await fullWorkshop(2);
  const [first = '', second = '', third = ''] = await make.waiting(workshopId, await exhibitor(), 3, {
    allOrNone: false,
  });
  await cancel(held[0] ?? '');
  await chore();
  expect(await line([first, second, third])).toEqual(['OFFERED', 1, 2]);
  service.setNow(later(121));
  await Promise.all(Array.from({ length: 10 }, chore));
  expect(await line([first, second, third])).toEqual(['CANCELLED', 'OFFERED', 1]);
  expect(await told(enrolmentCancelled.type, first)).toHaveLength(1);
  expect(await told(enrolmentOffered.type, second)).toHaveLength(1);
});

test('an offer ends at the latest when the workshop begins', async () => {
  const { workshopId, held } = await fullWorkshop(1, { offerMinutes: 10_080 });
  const [first = ''] = await make.waiting(workshopId, await exhibitor());
  service.setNow(new Date('2025-01-28T08:00:00Z'));
  await cancel(held[0] ?? '');
  expect(await read(first)).toMatchObject({ offerExpiresAt: '2025-01-28T09:30:00.000Z' });
});

test('a group that wants to come together is offered all its places or waits on, and nobody overtakes it', async () => {
  const { workshopId, held } = await fullWorkshop(4);
  const group = await make.waiting(workshopId, await exhibitor(), 3);
  const [single = ''] = await make.waiting(workshopId, await exhibitor());
  await cancel(held[0] ?? '');
  await cancel(held[1] ?? '');
  expect(await line([...group, single])).toEqual([1, 2, 3, 4]);
  expect(await workshopOf(workshopId)).toEqual({ seatsLeft: 0, waitlistLength: 4 });
  const late = make.enrolInput(workshopId, await exhibitor());
  expect(await service.refusal(enrol, { input: late }, { as: organiser })).toMatchObject({ code: 'FULL' });
  await cancel(held[2] ?? '');
  expect(await line([...group, single])).toEqual(['OFFERED', 'OFFERED', 'OFFERED', 1]);
  expect((await accept(group[1] ?? '')).acceptOffer.map(({ status }: any) => status)).toEqual(
    Array(3).fill('CONFIRMED'),
  );
});

test('of a group that takes as many places as fit, the others wait each for itself', async () => {
  const { workshopId } = await make.scheduled(edition, { capacity: 2 });
  const ids = await make.waiting(workshopId, await exhibitor(), 4, { allOrNone: false });
  expect(await line(ids)).toEqual(['CONFIRMED', 'CONFIRMED', 1, 2]);
  await cancel(ids[0] ?? '');
  expect(await line(ids)).toEqual(['CANCELLED', 'CONFIRMED', 'OFFERED', 1]);
});

test('ONE_EACH_FIRST: exhibitors without a place come before those that have one; FIRST_COME: whoever came first', async () => {
  for (const [fairness, expected] of [
    ['FIRST_COME', [1, 2, 3, 4]],
    ['ONE_EACH_FIRST', [3, 1, 4, 2]],
  ] as const) {
    const { workshopId, holder, held } = await fullWorkshop(3, { fairness });
    const [many, one] = [await exhibitor(), await exhibitor()];
    const apart = { allOrNone: false };
    const [more = ''] = await make.waiting(workshopId, holder, 1, apart);
    const [manys = '', seconds = ''] = await make.waiting(workshopId, many, 2, apart);
    const [ones = ''] = await make.waiting(workshopId, one, 1, apart);
    expect(await line([more, manys, seconds, ones])).toEqual(expected);
    await cancel(held[0] ?? '');
    await cancel(held[1] ?? '');
    expect(await line([more, manys, seconds, ones])).toEqual(
      fairness === 'FIRST_COME' ? ['OFFERED', 'OFFERED', 1, 2] : [1, 'OFFERED', 2, 'OFFERED'],
    );
  }
});

test('sixty who enrol at once: the places first, then one strict line, and offers follow it to its end', async () => {
  const { workshopId } = await make.scheduled(edition, { capacity: 10 });
  const exhibitors = await Promise.all(Array.from({ length: 60 }, exhibitor));
  const answers = await Promise.all(
    exhibitors.map((exhibitorId) =>
      service.data(
        waitInLine,
        { input: make.enrolInput(workshopId, exhibitorId, 1, { waitlist: true }) },
        { as: actingFor(exhibitorId) },
      ),
    ),
  );
  const made = answers.map(({ enrol: [one] }) => one as { id: string; status: string });
  const seated = made.filter(({ status }) => status === 'CONFIRMED');
  expect(seated).toHaveLength(10);
  const queue: { id: string }[] = await service.database.query(
    'SELECT id FROM waitlist WHERE workshop_id = $1 ORDER BY position',
    [workshopId],
  );
  expect(queue).toHaveLength(50);
  expect((await service.told(enrolmentWaitlisted.type)).slice(-50).map(({ subject }) => subject)).toEqual(
    queue.map(({ id }) => id),
  );
  await Promise.all(seated.map(({ id }) => cancel(id)));
  const offered = async () =>
    (await service.told(enrolmentOffered.type)).filter(({ data }) => data.workshopId === workshopId);
  expect((await offered()).map(({ subject }) => subject)).toEqual(queue.slice(0, 10).map(({ id }) => id));
  // Half accept, half decline, all at once with newcomers: places never exceed ten, and nobody is passed over.
  await Promise.all([
    ...queue
      .slice(0, 10)
      .map(({ id }, index) =>
        service.data(index % 2 ? acceptOffer : declineOffer, { input: { enrolmentId: id } }, { as: organiser }),
      ),
    ...(await Promise.all(Array.from({ length: 40 }, exhibitor))).map((exhibitorId) =>
      make.waiting(workshopId, exhibitorId),
    ),
  ]);
  expect((await offered()).map(({ subject }) => subject)).toEqual(queue.slice(0, 15).map(({ id }) => id));
  const [{ taken, counted }] = await service.database.query(
    `SELECT (SELECT seats_taken FROM workshops WHERE id = $1) AS taken, count(*)::integer AS counted
     FROM enrolments WHERE workshop_id = $1 AND status IN ('CONFIRMED', 'OFFERED')`,
    [workshopId],
  );
  expect([taken, counted]).toEqual([10, 10]);
});

test('who withdraws from the fair leaves its places and the line, and its places are offered on', async () => {
  const { workshopId } = await make.scheduled(edition, { capacity: 1 });
  const { exhibitorId, registrationId } = await make.participant(edition);
  const [place = '', waits = ''] = await make.waiting(workshopId, exhibitorId, 2, { allOrNone: false });
  const [next = ''] = await make.waiting(workshopId, await exhibitor());
  await make.withdraw(registrationId, exhibitorId, edition);
  expect(await line([next])).toEqual(['OFFERED']);
  expect(await line([place, waits])).toEqual(['CANCELLED', 'CANCELLED']);
});

test('a workshop that is called off leaves nobody waiting and offers nothing', async () => {
  const { workshopId, sessionId } = await make.scheduled(edition, { capacity: 1 });
  const ids = await make.waiting(workshopId, await exhibitor(), 2, { allOrNone: false });
  await make.sessionCancelled(sessionId, edition, workshopId, null);
  expect(await line(ids)).toEqual(['CANCELLED', 'CANCELLED']);
  expect(await workshopOf(workshopId)).toEqual({ seatsLeft: 1, waitlistLength: 0 });
});

test('only the exhibitor itself and the organiser answer an offer', async () => {
  const { workshopId, held } = await fullWorkshop(1);
  const [first = ''] = await make.waiting(workshopId, await exhibitor());
  await cancel(held[0] ?? '');
  const input = { enrolmentId: first };
  for (const operation of [acceptOffer, declineOffer]) {
    expect(await service.refusal(operation, { input }, { as: actingFor(newId()) })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await service.refusal(operation, { input })).toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});

test('the statements of places in line do not grow with their number', async () => {
  const { workshopId } = await fullWorkshop(1);
  await make.waiting(workshopId, await exhibitor(), 20, { allOrNone: false });
  await make.waiting(workshopId, await exhibitor(), 20, { allOrNone: false });
  const list = `query ($id: ID!, $first: Int!) { workshop(id: $id) { trainers { workshops { seatsLeft waitlistLength } }
    enrolments(first: $first) { nodes { status waitlistPosition offerExpiresAt } } } }`;
  const count = (first: number) =>
    service.countStatements(() => service.data(list, { id: workshopId, first }, { as: organiser }));
  expect(await count(41)).toBe(await count(2));
});
