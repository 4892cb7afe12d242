import { newId } from '@maarad/shared/runtime';
import { testService, type TestService } from '@maarad/shared/testing';
import { editionCreated } from '@maarad/shared/contracts';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let editionId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
  editionId = await make.edition();
});
afterAll(() => service.close());

interface Told {
  type: string;
  subject: string;
  data: any;
}
const toldAbout = async (workshopId: string): Promise<Told[]> =>
  (await service.told()).filter(({ data }) => data.workshopId === workshopId);
const short = ({ type }: Told) => type.split('.').slice(3, 5).join('.');

test('an announced workshop gets its session, once, however often the event comes', async () => {
  const venueId = await make.venue();
  const workshop = make.announcement({ editionId, venueId });
  await service.deliver(workshop.announced, workshop.announced);
  const told = await toldAbout(workshop.id);
  expect(told.map(short)).toEqual(['session.scheduled']);
  expect(told[0]?.data).toMatchObject({ kind: 'WORKSHOP', venueId, capacity: 30, language: 'ar' });
  const { session } = await service.data(
    'query ($id: ID!) { session(id: $id) { kind status capacity language workshop { id } } }',
    { id: told[0]?.subject },
  );
  expect(session).toEqual({
    kind: 'WORKSHOP',
    status: 'SCHEDULED',
    capacity: 30,
    language: 'AR',
    workshop: { id: workshop.id },
  });
});

test('a workshop whose venue is taken is refused, with the session that is there, and leaves no session behind', async () => {
  const venueId = await make.venue();
  const there = await make.session({ editionId, venueId });
  const workshop = make.announcement({ editionId, venueId });
  await service.deliver(workshop.announced, workshop.announced);
  const told = await toldAbout(workshop.id);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    type: 'org.maarad.scheduling.session.refused.v1',
    subject: workshop.id,
    data: { editionId, conflictsWith: [{ type: 'Session', id: there, name: { fr: 'Soirée malhun' } }] },
  });
  expect(told[0]?.data.reason).toMatch(/venue/);
  const { sessions } = await service.data(
    'query ($venueId: ID!) { sessions(filter: { venueId: $venueId }) { nodes { id } } }',
    { venueId },
  );
  expect(sessions.nodes).toEqual([{ id: there }]);
});

test('a trainer is in one session at a time, in whatever venue', async () => {
  const trainerIds = [newId(), newId()];
  const first = make.announcement({ editionId, venueId: await make.venue(), trainerIds });
  const second = make.announcement({ editionId, venueId: await make.venue(), trainerIds: [newId(), trainerIds[1]!] });
  const after = make.announcement({
    ...{ editionId, venueId: await make.venue(), trainerIds },
    ...{ startsAt: '2025-01-28T11:00:00Z', endsAt: '2025-01-28T12:00:00Z' },
  });
  await service.deliver(first.announced, second.announced, after.announced);
  const [booked] = await toldAbout(first.id);
  expect((await toldAbout(second.id))[0]?.data.conflictsWith).toMatchObject([{ id: booked?.subject }]);
  expect((await toldAbout(after.id)).map(short)).toEqual(['session.scheduled']);
});

test('workshops announced at once for one slot: one is booked, the others are refused', async () => {
  const venueId = await make.venue();
  const workshops = Array.from({ length: 10 }, () => make.announcement({ editionId, venueId }));
  await Promise.all(workshops.map(({ announced }) => service.deliver(announced)));
  const told = (await Promise.all(workshops.map(({ id }) => toldAbout(id)))).flat();
  expect(told).toHaveLength(10);
  const [booked] = told.filter((event) => short(event) === 'session.scheduled');
  for (const refused of told.filter((event) => event !== booked)) {
    expect(refused.data.conflictsWith).toMatchObject([{ id: booked?.subject }]);
  }
});

test('a workshop outside the edition’s days, in no known venue, or for more than the venue holds is refused with the reason', async () => {
  const venueId = await make.venue({ capacity: 30 });
  const refusals: [object, RegExp][] = [
    [{ startsAt: '2025-02-03T09:00:00Z', endsAt: '2025-02-03T11:00:00Z' }, /day of the edition/],
    [{ startsAt: '2025-01-28T11:00:00Z', endsAt: '2025-01-28T11:00:00Z' }, /after startsAt/],
    [{ venueId: newId() }, /no Venue/],
    [{ capacity: 31 }, /31 of 30/],
  ];
  for (const [overrides, reason] of refusals) {
    const workshop = make.announcement({ editionId, venueId, ...overrides });
    await service.deliver(workshop.announced);
    const told = await toldAbout(workshop.id);
    expect(told.map(short)).toEqual(['session.refused']);
    expect(told[0]?.data).toMatchObject({ conflictsWith: [], reason: expect.stringMatching(reason) });
  }
});

test('a workshop of an edition not heard of yet is neither booked nor refused: it is handled again when the edition is known', async () => {
  const later = newId();
  const workshop = make.announcement({ editionId: later, venueId: await make.venue() });
  await expect(service.deliver(workshop.announced)).rejects.toThrow(later);
  expect(await toldAbout(workshop.id)).toEqual([]);
  await service.deliver(
    editionCreated(later, {
      ...{ number: 3, name: { ar: 'م' }, theme: { ar: 'م' }, city: { ar: 'مراكش' }, region: 'MARRAKECH_SAFI' as const },
      ...{ startsOn: '2025-01-27', endsOn: '2025-02-02', timeZone: 'Africa/Casablanca', currency: 'MAD' },
    }),
  );
  await service.deliver(workshop.announced);
  expect((await toldAbout(workshop.id)).map(short)).toEqual(['session.scheduled']);
});

test('a cancelled workshop’s session is cancelled and its slot free, once, however often the event comes', async () => {
  const venueId = await make.venue();
  const workshop = make.announcement({ editionId, venueId });
  await service.deliver(workshop.announced, workshop.cancelled(), workshop.cancelled());
  const told = await toldAbout(workshop.id);
  expect(told.map(short)).toEqual(['session.scheduled', 'session.cancelled']);
  expect(told[1]?.data).toMatchObject({ reason: 'too few came' });
  expect((await make.schedule({ editionId, venueId })).errors).toBeUndefined();
});

test('a workshop’s session cancelled by the organiser is told with the workshop; the workshop’s own cancellation then tells nothing', async () => {
  const workshop = make.announcement({ editionId, venueId: await make.venue() });
  await service.deliver(workshop.announced);
  const sessionId = (await toldAbout(workshop.id))[0]?.subject ?? '';
  expect((await make.cancel(sessionId, 'the room is flooded')).errors).toBeUndefined();
  await service.deliver(workshop.cancelled(sessionId));
  const told = await toldAbout(workshop.id);
  expect(told.map(short)).toEqual(['session.scheduled', 'session.cancelled']);
  expect(told[1]).toMatchObject({
    subject: sessionId,
    data: { workshopId: workshop.id, reason: 'the room is flooded' },
  });
});

test('a moved workshop keeps its trainers busy at its new time, and is told with the workshop', async () => {
  const [venueId, trainerIds] = [await make.venue(), [newId()]];
  const workshop = make.announcement({ editionId, venueId, trainerIds });
  await service.deliver(workshop.announced);
  const sessionId = (await toldAbout(workshop.id))[0]?.subject ?? '';
  await make.move({ sessionId, startsAt: '2025-01-29T09:00:00Z', endsAt: '2025-01-29T11:00:00Z' });
  expect((await toldAbout(workshop.id)).map(short)).toEqual(['session.scheduled', 'session.moved']);
  const other = make.announcement({
    ...{ editionId, venueId: await make.venue(), trainerIds },
    ...{ startsAt: '2025-01-29T10:00:00Z', endsAt: '2025-01-29T12:00:00Z' },
  });
  await service.deliver(other.announced);
  expect((await toldAbout(other.id))[0]?.data.conflictsWith).toMatchObject([{ id: sessionId }]);
});

test('an announcement that is handled only after the cancellation books nothing and tells nothing', async () => {
  const venueId = await make.venue();
  const workshop = make.announcement({ editionId, venueId });
  await service.deliver(workshop.cancelled(), workshop.announced);
  expect(await toldAbout(workshop.id)).toEqual([]);
  expect((await make.schedule({ editionId, venueId })).errors).toBeUndefined();
});

/** Three sessions on three days, the second where it is told. */
const series = (venueIds: [string, string, string], trainerIds = [newId()]) => {
  const meetings = venueIds.map((venueId, index) => ({
    ...{ venueId, startsAt: `2025-01-${28 + index}T09:00:00Z`, endsAt: `2025-01-${28 + index}T11:00:00Z` },
  }));
  return make.announcement({ editionId, ...meetings[0]!, trainerIds, meetings });
};

test('a workshop of several sessions gets all of them, each its venue and time, once however often the event comes', async () => {
  const venueIds: [string, string, string] = [await make.venue(), await make.venue(), await make.venue()];
  const workshop = series(venueIds);
  await service.deliver(workshop.announced, workshop.announced);
  const told = await toldAbout(workshop.id);
  expect(told.map(short)).toEqual(Array.from({ length: 3 }, () => 'session.scheduled'));
  expect(told.map(({ data }) => [data.venueId, data.startsAt])).toEqual(
    venueIds.map((venueId, index) => [venueId, `2025-01-${28 + index}T09:00:00.000Z`]),
  );
});

test('a workshop one of whose sessions has no place gets none: it is refused, and told which and what is in its way', async () => {
  const [free, taken] = [await make.venue(), await make.venue()];
  const there = await make.session({
    ...{ editionId, venueId: taken, startsAt: '2025-01-29T10:00:00Z', endsAt: '2025-01-29T12:00:00Z' },
  });
  const workshop = series([free, taken, free]);
  await service.deliver(workshop.announced);
  const told = await toldAbout(workshop.id);
  expect(told.map(short)).toEqual(['session.refused']);
  expect(told[0]?.data).toMatchObject({ meeting: 2, conflictsWith: [{ type: 'Session', id: there }] });
  expect((await make.schedule({ editionId, venueId: free })).errors).toBeUndefined();
});

test('fifty workshops of three sessions announced at once in two venues, in either order: each has all or none, and nothing is taken twice', async () => {
  const [first, second] = [await make.venue(), await make.venue()];
  const workshops = Array.from({ length: 50 }, (_, index) =>
    series(index % 2 === 0 ? [first, second, first] : [second, first, second]),
  );
  await Promise.all(workshops.map(({ announced }) => service.deliver(announced)));
  const told = await Promise.all(workshops.map(async ({ id }) => (await toldAbout(id)).map(short)));
  const booked = told.filter((events) => events[0] === 'session.scheduled');
  expect(booked).toEqual([1, 2].map(() => Array.from({ length: 3 }, () => 'session.scheduled')));
  expect(told.filter((events) => events.join() === 'session.refused')).toHaveLength(48);
});

test('sessions of one workshop that are in each other’s way are refused, naming nothing that was never booked', async () => {
  const venueId = await make.venue();
  const meetings = ['09:00', '10:00'].map((time) => ({
    ...{ venueId, startsAt: `2025-01-28T${time}:00Z`, endsAt: '2025-01-28T11:00:00Z' },
  }));
  const workshop = make.announcement({ editionId, ...meetings[0]!, meetings });
  await service.deliver(workshop.announced);
  expect((await toldAbout(workshop.id))[0]?.data).toMatchObject({ meeting: 2, conflictsWith: [] });
});

test('a cancelled workshop’s sessions are all cancelled, but for those that were before', async () => {
  const venueId = await make.venue();
  const workshop = series([venueId, venueId, venueId]);
  await service.deliver(workshop.announced);
  await make.cancel((await toldAbout(workshop.id))[1]?.subject ?? '');
  await service.deliver(workshop.cancelled());
  expect((await toldAbout(workshop.id)).map(short)).toEqual([
    ...Array.from({ length: 3 }, () => 'session.scheduled'),
    ...Array.from({ length: 3 }, () => 'session.cancelled'),
  ]);
});
