import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let slot = 0;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  edition = await make.edition();
});
afterAll(() => service.close());

const visitor = (id: string = newId()) => ({ as: { id, role: 'visitor' as const } });
const asOrganiser = { as: organiser };
const fields = 'id status seats code waitlistPosition session { id seatsLeft }';

/** A session with so many seats, in a venue of its own. */
const sessionOf = async (capacity: number): Promise<string> =>
  make.session({
    editionId: edition,
    venueId: await make.venue({ capacity, name: { fr: `Salle ${(slot += 1)}` } }),
    capacity,
  });

const reserve = (sessionId: string, seats: number, as = visitor(), idempotencyKey: string = newId()) =>
  service.execute(
    `mutation ($input: ReserveSeatsInput!) { made: reserveSeats(input: $input) { ${fields} } }`,
    { input: { sessionId, seats, idempotencyKey } },
    as,
  );
const cancel = (reservationId: string, as = asOrganiser as ReturnType<typeof visitor> | typeof asOrganiser) =>
  service.execute(
    `mutation ($input: CancelReservationInput!) { made: cancelReservation(input: $input) { ${fields} } }`,
    { input: { reservationId } },
    as,
  );
const atTheDoor = (field: 'checkIn' | 'checkOut', code: string) =>
  service.execute(
    `mutation ($input: ReservationCodeInput!) { made: ${field}(input: $input) { ${fields.replace('code', '')} } }`,
    { input: { code } },
    asOrganiser,
  );
const reservation = async (id: string) =>
  (await service.data(`query ($id: ID!) { reservation(id: $id) { ${fields} } }`, { id }, asOrganiser)).reservation;

test('sixty who want the thirty seats of a session at once: thirty have one, thirty wait in a strict order', async () => {
  const sessionId = await sessionOf(30);
  const answers = await Promise.all(Array.from({ length: 60 }, () => reserve(sessionId, 1)));
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  const made = await Promise.all(answers.map(({ data }) => reservation(data?.made.id)));
  expect(made.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(30);
  const places = made.filter(({ status }) => status === 'WAITLISTED').map(({ waitlistPosition }) => waitlistPosition);
  expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  expect(made[0].session.seatsLeft).toBe(0);
  const told = await service.told('org.maarad.scheduling.reservation.confirmed.v1');
  expect(told.filter(({ data }) => data.sessionId === sessionId)).toHaveLength(30);
});

test('a freed seat goes to who waits first; a party waits until all of it fits, and nobody overtakes it', async () => {
  const sessionId = await sessionOf(4);
  const held = [await reserve(sessionId, 2), await reserve(sessionId, 2)].map(({ data }) => data?.made.id as string);
  const party = (await reserve(sessionId, 3)).data?.made.id as string;
  const single = (await reserve(sessionId, 1)).data?.made.id as string;
  await cancel(held[0] ?? '');
  expect(await reservation(party)).toMatchObject({
    status: 'WAITLISTED',
    waitlistPosition: 1,
    session: { seatsLeft: 2 },
  });
  expect(await reservation(single)).toMatchObject({ status: 'WAITLISTED', waitlistPosition: 2 });
  await cancel(held[1] ?? '');
  expect(await reservation(party)).toMatchObject({ status: 'CONFIRMED', waitlistPosition: null });
  expect(await reservation(single)).toMatchObject({ status: 'CONFIRMED', session: { seatsLeft: 0 } });
  const promoted = await service.told('org.maarad.scheduling.reservation.promoted.v1');
  expect(promoted.map(({ subject }) => subject)).toEqual([party, single]);
});

test('whoever comes while others wait gets behind them, even if the seats would do', async () => {
  const sessionId = await sessionOf(3);
  await reserve(sessionId, 2);
  const party = (await reserve(sessionId, 2)).data?.made;
  const single = (await reserve(sessionId, 1)).data?.made;
  expect([party.status, single.status, single.waitlistPosition]).toEqual(['WAITLISTED', 'WAITLISTED', 2]);
});

test('the same key gives the same reservation; a second one of the same person is refused, naming the first', async () => {
  const sessionId = await sessionOf(5);
  const person = visitor();
  const [first, again] = [await reserve(sessionId, 2, person, 'k1'), await reserve(sessionId, 2, person, 'k1')];
  expect(again).toEqual(first);
  const { errors } = await reserve(sessionId, 1, person);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Reservation', id: first.data?.made.id }],
  });
});

test('the door counts who is in: in, out and in again, with the age of the figure', async () => {
  const sessionId = await sessionOf(10);
  const { code } = (await reserve(sessionId, 4)).data?.made;
  service.setNow(new Date('2025-01-28T10:00:00Z'));
  expect((await atTheDoor('checkIn', code.toLowerCase().replace('-', ' '))).data?.made.status).toBe('CHECKED_IN');
  expect((await atTheDoor('checkIn', code)).errors?.[0]?.extensions).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  const occupancy = async () =>
    (
      await service.data('query ($id: ID!) { session(id: $id) { occupancy { present ageSeconds } } }', {
        id: sessionId,
      })
    ).session.occupancy;
  service.setNow(new Date('2025-01-28T10:01:30Z'));
  expect(await occupancy()).toEqual({ present: 4, ageSeconds: 90 });
  expect((await atTheDoor('checkOut', code)).data?.made.status).toBe('CONFIRMED');
  expect(await occupancy()).toEqual({ present: 0, ageSeconds: 0 });
  expect((await atTheDoor('checkOut', code)).errors?.[0]?.extensions).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  expect((await atTheDoor('checkIn', 'AAAAA-AAAAA')).errors?.[0]?.extensions).toMatchObject({
    code: 'NOT_FOUND',
    type: 'Reservation',
  });
});

test('a session that is cancelled cancels its reservations, also those that wait', async () => {
  const sessionId = await sessionOf(1);
  const ids = [await reserve(sessionId, 1), await reserve(sessionId, 1)].map(({ data }) => data?.made.id as string);
  await service.data(
    'mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { id } }',
    { input: { sessionId, reason: 'rain' } },
    asOrganiser,
  );
  for (const id of ids) {
    expect(await reservation(id)).toMatchObject({ status: 'CANCELLED', waitlistPosition: null });
  }
  expect((await reserve(sessionId, 1)).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT' });
});

test('a party that can never fit, no seats at all, and a workshop are refused', async () => {
  const sessionId = await sessionOf(2);
  expect((await reserve(sessionId, 3)).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'seats' }],
  });
  expect((await reserve(sessionId, 0)).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'seats' }],
  });
  const workshop = await make.session({ editionId: edition, venueId: await make.venue(), kind: 'WORKSHOP' });
  expect((await reserve(workshop, 1)).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'sessionId' }],
  });
  expect((await reserve(newId(), 1)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', type: 'Session' });
});

test('a reservation is its holder’s alone: others neither see nor cancel it, also through its key, and nobody without a token has one', async () => {
  const sessionId = await sessionOf(5);
  const [mine, theirs] = [visitor(), visitor()];
  const { id } = (await reserve(sessionId, 1, mine)).data?.made;
  const ask = 'query ($id: ID!) { reservation(id: $id) { code } }';
  expect((await service.data(ask, { id }, mine)).reservation.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  expect((await service.data(ask, { id }, theirs)).reservation).toBeNull();
  const { _entities } = await service.data(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Reservation { code } } }',
    { representations: [{ __typename: 'Reservation', id }] },
    theirs,
  );
  expect(_entities).toEqual([null]);
  expect((await cancel(id, theirs)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  expect(await service.refusal('{ myReservations { totalCount } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect((await service.data('{ myReservations { nodes { id } } }', {}, mine)).myReservations.nodes).toEqual([{ id }]);
  const list = 'query ($id: ID!) { session(id: $id) { reservations { nodes { id } } } }';
  expect(await service.refusal(list, { id: sessionId }, mine)).toMatchObject({ code: 'FORBIDDEN' });
  expect((await service.data(list, { id: sessionId }, asOrganiser)).session.reservations.nodes).toEqual([{ id }]);
});

test('the statements of a list of reservations do not grow with its length', async () => {
  const sessionId = await sessionOf(20);
  for (let index = 0; index < 40; index += 1) {
    await reserve(sessionId, 1);
  }
  const list = `query ($id: ID!, $first: Int!) { session(id: $id) { waitlistLength reservations(first: $first) { nodes { ${fields} } } } }`;
  const count = (first: number) =>
    service.countStatements(() => service.data(list, { id: sessionId, first }, asOrganiser));
  expect(await count(40)).toBe(await count(21));
});
