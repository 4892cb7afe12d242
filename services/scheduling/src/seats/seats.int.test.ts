import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { reservations } from '../testing/reservations.js';

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
afterAll(() => service.close());

const concert = async (capacity = 30) => make.session({ editionId, venueId: await make.venue({ capacity }) });
const visitor = (): Principal => ({ id: newId(), role: 'visitor' });
const errorOf = ({ errors }: { errors?: readonly { extensions?: object }[] }) => errors?.[0]?.extensions;
const seen = async (id: string) =>
  (await service.data('query ($id: ID!) { session(id: $id) { seatsLeft waitlistLength capacity status } }', { id }))
    .session;

test('sixty visitors who want thirty seats at once: thirty have one, the others wait in one strict order', async () => {
  const sessionId = await concert(30);
  const visitors = Array.from({ length: 60 }, visitor);
  const made = await Promise.all(visitors.map((as) => seats.reserved({ sessionId, seats: 1 }, as)));
  expect(made.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(30);
  expect(await seen(sessionId)).toMatchObject({ seatsLeft: 0, waitlistLength: 30 });
  const now = await Promise.all(visitors.map((as, index) => seats.read(made[index]!.id, as)));
  const positions = now.flatMap(({ waitlistPosition }) => waitlistPosition ?? []).sort((a, b) => a - b);
  expect(positions).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

test('fifty who reserve and cancel at once: every seat that is freed goes to the waitlist, and none twice', async () => {
  const sessionId = await concert(10);
  const visitors = Array.from({ length: 50 }, visitor);
  const made = await Promise.all(visitors.map((as) => seats.reserved({ sessionId, seats: 1 }, as)));
  await Promise.all(visitors.flatMap((as, index) => (index % 2 ? [] : [seats.cancel(made[index]!.id, as)])));
  const now = await Promise.all(visitors.map((as, index) => seats.read(made[index]!.id, as)));
  expect(now.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(10);
  expect(now.filter(({ status }) => status === 'WAITLISTED')).toHaveLength(15);
  expect(await seen(sessionId)).toMatchObject({ seatsLeft: 0, waitlistLength: 15 });
});

test('a freed seat goes to whoever waits longest, who moves up the list', async () => {
  const sessionId = await concert(1);
  const [first, second, third] = [visitor(), visitor(), visitor()];
  const had = await seats.reserved({ sessionId, seats: 1 }, first);
  const next = await seats.reserved({ sessionId, seats: 1 }, second);
  const last = await seats.reserved({ sessionId, seats: 1 }, third);
  expect([next, last]).toMatchObject([{ waitlistPosition: 1 }, { waitlistPosition: 2 }]);
  await seats.cancel(had.id, first);
  expect(await seats.read(next.id, second)).toMatchObject({ status: 'CONFIRMED', waitlistPosition: null });
  expect(await seats.read(last.id, third)).toMatchObject({ status: 'WAITLISTED', waitlistPosition: 1 });
});

test('a whole party must fit: a smaller one behind it waits too, until the large one has its seats or leaves', async () => {
  const sessionId = await concert(10);
  const [large, small, late] = [visitor(), visitor(), visitor()];
  const first = visitor();
  const had = await seats.reserved({ sessionId, seats: 7 }, first);
  const waiting = await seats.reserved({ sessionId, seats: 4 }, large);
  const behind = await seats.reserved({ sessionId, seats: 1 }, small);
  expect([waiting.status, behind.status]).toEqual(['WAITLISTED', 'WAITLISTED']);
  expect(await seen(sessionId)).toMatchObject({ seatsLeft: 3 });
  await seats.cancel(waiting.id, large);
  expect((await seats.read(behind.id, small)).status).toBe('CONFIRMED');
  const again = await seats.reserved({ sessionId, seats: 4 }, large);
  expect(again.status).toBe('WAITLISTED');
  await seats.cancel(had.id, first);
  expect((await seats.read(again.id, large)).status).toBe('CONFIRMED');
  expect((await seats.reserved({ sessionId, seats: 5 }, late)).status).toBe('CONFIRMED');
  expect(await seen(sessionId)).toMatchObject({ seatsLeft: 0, waitlistLength: 0 });
});

test('more capacity goes to those who wait; less than what is reserved is refused with the number', async () => {
  const venueId = await make.venue({ capacity: 40 });
  const sessionId = await make.session({ editionId, venueId, capacity: 5 });
  await seats.reserved({ sessionId, seats: 5 }, visitor());
  const [waiting, as] = [visitor(), organiser];
  const next = await seats.reserved({ sessionId, seats: 3 }, waiting);
  expect((await make.move({ sessionId, capacity: 7 })).errors).toBeUndefined();
  expect((await seats.read(next.id, waiting)).status).toBe('WAITLISTED');
  expect((await make.move({ sessionId, capacity: 8 })).errors).toBeUndefined();
  expect((await seats.read(next.id, as)).status).toBe('CONFIRMED');
  expect(errorOf(await make.move({ sessionId, capacity: 7 }))).toMatchObject({ code: 'CONFLICT', reserved: 8 });
  expect(await seen(sessionId)).toMatchObject({ capacity: 8, seatsLeft: 0 });
});

test('a capacity that is lowered while others reserve is kept to: one of them is refused', async () => {
  const sessionId = await concert(30);
  const answers = await Promise.all([
    ...Array.from({ length: 50 }, () => seats.reserve({ sessionId, seats: 1 }, visitor())),
    make.move({ sessionId, capacity: 20 }),
  ]);
  expect(answers.slice(0, 50).every(({ errors }) => !errors)).toBe(true);
  const { capacity, seatsLeft } = await seen(sessionId);
  const refused = errorOf(answers[50]!);
  expect(capacity).toBe(refused ? 30 : 20);
  expect(seatsLeft).toBe(0);
});

test('the reservations of a cancelled session are cancelled, those waiting too, and told', async () => {
  const sessionId = await concert(2);
  const [holder, waiting] = [visitor(), visitor()];
  const had = await seats.reserved({ sessionId, seats: 2 }, holder);
  const next = await seats.reserved({ sessionId, seats: 1 }, waiting);
  await make.cancel(sessionId);
  expect((await seats.read(had.id, holder)).status).toBe('CANCELLED');
  expect((await seats.read(next.id, waiting)).status).toBe('CANCELLED');
  expect(await seen(sessionId)).toEqual({ seatsLeft: 0, waitlistLength: 0, capacity: 2, status: 'CANCELLED' });
  expect((await seats.toldOf(next.id)).at(-1)).toMatchObject({ type: 'cancelled', data: { by: 'SESSION_CANCELLED' } });
  expect(errorOf(await seats.reserve({ sessionId, seats: 1 }, visitor()))).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Session', id: sessionId }],
  });
});

test('nobody reserves in a workshop, for nobody, for more than ten or for more than the session has, or without a token', async () => {
  const workshop = make.announcement({ editionId, venueId: await make.venue() });
  await service.deliver(workshop.announced);
  const [told] = (await service.told()).filter(({ data }) => data.workshopId === workshop.id);
  const sessionId = await concert(5);
  const refusals: [object, Principal | undefined, object][] = [
    [{ sessionId: told!.subject, seats: 1 }, visitor(), { code: 'BAD_USER_INPUT', problems: [{ path: 'sessionId' }] }],
    [{ sessionId, seats: 0 }, visitor(), { code: 'BAD_USER_INPUT' }],
    [{ sessionId, seats: 11 }, visitor(), { code: 'BAD_USER_INPUT' }],
    [{ sessionId, seats: 6 }, visitor(), { code: 'BAD_USER_INPUT', problems: [{ path: 'seats' }] }],
    [{ sessionId, seats: 1 }, undefined, { code: 'UNAUTHENTICATED' }],
    [{ sessionId: newId(), seats: 1 }, visitor(), { code: 'NOT_FOUND', type: 'Session' }],
  ];
  for (const [input, as, refusal] of refusals) {
    expect(errorOf(await seats.reserve(input, as))).toMatchObject(refusal);
  }
  expect(await seen(told!.subject)).toMatchObject({ seatsLeft: 0 });
});

test('anyone with a token reserves, once in a session: the same key gives the same reservation, a second one names the first', async () => {
  const sessionId = await concert(30);
  for (const as of [visitor(), actingFor(newId()), organiser, { id: newId(), role: 'partner' as const }]) {
    const idempotencyKey = newId();
    const first = await seats.reserved({ sessionId, seats: 2, idempotencyKey }, as);
    expect(await seats.reserved({ sessionId, seats: 2, idempotencyKey }, as)).toEqual(first);
    expect(errorOf(await seats.reserve({ sessionId, seats: 1 }, as))).toMatchObject({
      code: 'CONFLICT',
      conflictsWith: [{ type: 'Reservation', id: first.id }],
    });
    await seats.cancel(first.id, as);
    expect((await seats.reserved({ sessionId, seats: 1 }, as)).status).toBe('CONFIRMED');
  }
  const as = visitor();
  const answers = await Promise.all(Array.from({ length: 50 }, () => seats.reserve({ sessionId, seats: 1 }, as)));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
});

test('each change of a reservation is told once, with nothing of who holds it', async () => {
  const sessionId = await concert(2);
  const [holder, waiting] = [visitor(), visitor()];
  const had = await seats.reserved({ sessionId, seats: 2 }, holder);
  const next = await seats.reserved({ sessionId, seats: 1 }, waiting);
  await seats.cancel(had.id, holder);
  await seats.cancel(next.id, organiser);
  const facts = { editionId, sessionId };
  expect(await seats.toldOf(had.id)).toEqual([
    { type: 'confirmed', data: { ...facts, seats: 2 } },
    { type: 'cancelled', data: { ...facts, seats: 2, by: 'HOLDER' } },
  ]);
  expect(await seats.toldOf(next.id)).toEqual([
    { type: 'waitlisted', data: { ...facts, seats: 1 } },
    { type: 'promoted', data: { ...facts, seats: 1 } },
    { type: 'cancelled', data: { ...facts, seats: 1, by: 'ORGANISER' } },
  ]);
  expect(errorOf(await seats.cancel(had.id, holder))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
});

test('a workshop’s session may move, but its capacity is its own', async () => {
  const workshop = make.announcement({ editionId, venueId: await make.venue() });
  await service.deliver(workshop.announced);
  const [told] = (await service.told()).filter(({ data }) => data.workshopId === workshop.id);
  const sessionId = told!.subject;
  expect(errorOf(await make.move({ sessionId, capacity: 20 }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'capacity' }],
  });
  expect((await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' })).errors).toBeUndefined();
});
