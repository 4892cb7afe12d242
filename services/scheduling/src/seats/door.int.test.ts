import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { reservationFields, reservations } from '../testing/reservations.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let seats: ReturnType<typeof reservations>;
let editionId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  seats = reservations(service);
  editionId = await make.edition();
});
afterEach(() => service.setNow(new Date()));
afterAll(() => service.close());

const concert = async (capacity = 30) => make.session({ editionId, venueId: await make.venue({ capacity }) });
const visitor = (): Principal => ({ id: newId(), role: 'visitor' });
const errorOf = ({ errors }: { errors?: readonly { extensions?: object }[] }) => errors?.[0]?.extensions;
const occupancyOf = async (id: string) =>
  (await service.data('query ($id: ID!) { session(id: $id) { occupancy { present asOf ageSeconds } } }', { id }))
    .session.occupancy;

test('the code lets the whole party in and out, and the occupancy says how many are in and how old that figure is', async () => {
  const sessionId = await concert();
  const party = await seats.reserved({ sessionId, seats: 4 }, visitor());
  const other = await seats.reserved({ sessionId, seats: 2 }, visitor());
  expect(await occupancyOf(sessionId)).toBeNull();
  service.setNow(new Date('2025-01-28T09:00:00Z'));
  const { data } = await seats.checkIn(party.code.toLowerCase().replace('-', ' '));
  expect(data?.made).toMatchObject({ id: party.id, status: 'CHECKED_IN' });
  await seats.checkIn(other.code);
  service.setNow(new Date('2025-01-28T09:01:30Z'));
  expect(await occupancyOf(sessionId)).toEqual({ present: 6, asOf: '2025-01-28T09:00:00.000Z', ageSeconds: 90 });
  await seats.checkOut(party.code);
  expect(await occupancyOf(sessionId)).toMatchObject({ present: 2, ageSeconds: 0 });
  expect((await seats.checkIn(party.code)).errors).toBeUndefined();
  expect(await occupancyOf(sessionId)).toMatchObject({ present: 6 });
});

test('who comes and goes at the door is told by numbers: the party’s, and how many are in; never who', async () => {
  const sessionId = await concert();
  const holder = visitor();
  const party = await seats.reserved({ sessionId, seats: 3 }, holder);
  const other = await seats.reserved({ sessionId, seats: 2 }, visitor());
  await seats.checkIn(other.code);
  await seats.checkIn(party.code);
  await seats.checkIn(party.code);
  await seats.checkOut(party.code);
  await seats.checkIn(party.code);
  await seats.cancel(party.id, holder);
  const facts = { editionId, sessionId, seats: 3 };
  expect((await seats.toldOf(party.id)).slice(1)).toEqual([
    { type: 'checked-in', data: { ...facts, present: 5 } },
    { type: 'checked-out', data: { ...facts, present: 2 } },
    { type: 'checked-in', data: { ...facts, present: 5 } },
    { type: 'cancelled', data: { ...facts, by: 'HOLDER', present: 2 } },
  ]);
});

test('a code lets in once, and never who waits or has cancelled', async () => {
  const sessionId = await concert(1);
  const [holder, waiting] = [visitor(), visitor()];
  const had = await seats.reserved({ sessionId, seats: 1 }, holder);
  const next = await seats.reserved({ sessionId, seats: 1 }, waiting);
  expect(errorOf(await seats.checkIn(next.code))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'WAITLISTED' });
  expect(errorOf(await seats.checkOut(next.code))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'WAITLISTED' });
  const answers = await Promise.all(Array.from({ length: 50 }, () => seats.checkIn(had.code)));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  expect(await occupancyOf(sessionId)).toMatchObject({ present: 1 });
  await seats.cancel(had.id, holder);
  expect(await occupancyOf(sessionId)).toMatchObject({ present: 0 });
  expect(errorOf(await seats.checkIn(had.code))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'CANCELLED' });
  expect((await seats.checkIn(next.code)).errors).toBeUndefined();
  expect(errorOf(await seats.checkIn('00000-00000'))).toMatchObject({ code: 'NOT_FOUND', type: 'Reservation' });
});

test('only the organiser stands at the door and reads a session’s reservations', async () => {
  const sessionId = await concert();
  const holder = visitor();
  const had = await seats.reserved({ sessionId, seats: 1 }, holder);
  expect(errorOf(await seats.checkIn(had.code, holder))).toMatchObject({ code: 'FORBIDDEN' });
  expect(errorOf(await seats.checkOut(had.code, actingFor(newId())))).toMatchObject({ code: 'FORBIDDEN' });
  const query = `query ($id: ID!) { session(id: $id) { reservations { totalCount nodes { ${reservationFields} } } } }`;
  expect(errorOf(await service.execute(query, { id: sessionId }, { as: holder }))).toMatchObject({ code: 'FORBIDDEN' });
  expect(errorOf(await service.execute(query, { id: sessionId }))).toMatchObject({ code: 'UNAUTHENTICATED' });
  const { session } = await service.data(query, { id: sessionId }, { as: organiser });
  expect(session.reservations).toMatchObject({ totalCount: 1, nodes: [{ code: had.code }] });
});

test('a reservation and its code are its holder’s and the organiser’s alone, also through _entities', async () => {
  const sessionId = await concert();
  const holder = visitor();
  const { id, code } = await seats.reserved({ sessionId, seats: 1 }, holder);
  const entities = `query ($id: ID!) { reservation(id: $id) { code } _entities(representations: [{ __typename: "Reservation", id: $id }]) {
    ... on Reservation { code } } }`;
  for (const as of [holder, organiser]) {
    expect(await service.data(entities, { id }, { as })).toEqual({ reservation: { code }, _entities: [{ code }] });
  }
  for (const asking of [{}, { as: visitor() }, { as: actingFor(newId()) }]) {
    expect(await service.data(entities, { id }, asking)).toEqual({ reservation: null, _entities: [null] });
  }
  expect(errorOf(await seats.cancel(id, visitor()))).toMatchObject({ code: 'FORBIDDEN' });
  expect(errorOf(await service.execute('{ myReservations { totalCount } }'))).toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});

test('my reservations are mine, paged, the newest first, in a constant number of statements', async () => {
  const as = visitor();
  const full = await concert(1);
  await seats.reserved({ sessionId: full, seats: 1 }, visitor());
  const made: string[] = [];
  for (const sessionId of [full, await concert(), await concert()]) {
    made.unshift((await seats.reserved({ sessionId, seats: 1 }, as)).id);
  }
  const read = (first: number) =>
    service.data(
      `query ($first: Int!) { myReservations(first: $first) { totalCount nodes { ${reservationFields} session { seatsLeft } } } }`,
      { first },
      { as },
    );
  const { myReservations } = await read(2);
  expect(myReservations).toMatchObject({ totalCount: 3, nodes: [{ id: made[0] }, { id: made[1] }] });
  for (let count = 0; count < 20; count += 1) {
    await seats.reserved({ sessionId: full, seats: 1 }, visitor());
    await seats.reserved({ sessionId: await concert(), seats: 1 }, as);
  }
  const few = await service.countStatements(() => read(50));
  for (let count = 0; count < 20; count += 1) {
    await seats.reserved({ sessionId: await concert(), seats: 1 }, as);
  }
  expect(await service.countStatements(() => read(50))).toBe(few);
});

test('a list of sessions with their seats, waitlists and occupancies costs the same statements for one as for fifty', async () => {
  const read = (first: number) =>
    service.data(
      `query ($first: Int!) { sessions(first: $first) { nodes { seatsLeft waitlistLength occupancy { present }
        reservations(first: 3) { nodes { id waitlistPosition } } } } }`,
      { first },
      { as: organiser },
    );
  for (let count = 0; count < 50; count += 1) {
    const sessionId = await concert(1);
    await seats.reserved({ sessionId, seats: 1 }, visitor());
    await seats.reserved({ sessionId, seats: 1 }, visitor());
  }
  const [one, many] = [await service.countStatements(() => read(1)), await service.countStatements(() => read(50))];
  expect(many - one).toBeLessThanOrEqual(1);
});
