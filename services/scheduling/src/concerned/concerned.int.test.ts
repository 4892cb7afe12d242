import {
  enrolmentCancelled,
  enrolmentConfirmed,
  enrolmentPromoted,
  enrolmentWaitlisted,
} from '@maarad/shared/contracts';
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
  [make, seats] = [builders(service), reservations(service)];
});
afterAll(() => service.close());
beforeEach(async () => {
  editionId = await make.edition();
});

const party = 'kind performer { id } exhibitor { id } appears enrolled';
const release = async (): Promise<Record<string, any>> => {
  const { releaseProgramme } = await service.data(
    `mutation ($input: ReleaseProgrammeInput!) { releaseProgramme(input: $input) {
       version concerned { parties(first: 100) { totalCount nodes { ${party} } } reservationHolders } } }`,
    { input: { idempotencyKey: newId(), editionId } },
    { as: organiser },
  );
  return releaseProgramme.concerned;
};
const workshop = async (startsAt = '2025-01-28T09:00:00Z', endsAt = '2025-01-28T11:00:00Z') => {
  const announcement = make.announcement({ editionId, venueId: await make.venue(), startsAt, endsAt });
  await service.deliver(announcement.announced);
  const [row] = await service.database.query('SELECT id FROM sessions WHERE workshop_id = $1', [announcement.id]);
  return { ...announcement, sessionId: row.id as string };
};
const enrol = async (
  workshopId: string,
  exhibitorId = newId(),
  tell: typeof enrolmentConfirmed = enrolmentConfirmed,
) => {
  const [id, facts] = [newId(), { workshopId, editionId, exhibitorId }];
  await service.deliver(tell(id, facts));
  return {
    exhibitorId,
    cancel: (at: Date) => service.deliver(enrolmentCancelled(id, { ...facts, reason: null }, { at })),
  };
};
const visitor = (id: string) => ({ id, role: 'visitor' as const });

test('whoever is concerned is listed once per release: performers, exhibitors, those enrolled, and those with reservations as a number', async () => {
  const performer = await make.performer();
  const exhibitor = await make.participant(editionId);
  const on = (day: number) => ({ startsAt: `2025-01-${day}T13:00:00Z`, endsAt: `2025-01-${day}T14:00:00Z` });
  const cast = { performerIds: [performer], exhibitorIds: [exhibitor.id] };
  const concert = await make.session({ editionId, venueId: await make.venue({ capacity: 3 }), ...cast, ...on(28) });
  const another = await make.session({ editionId, venueId: await make.venue(), ...cast, ...on(29) });
  const [first, second] = [await workshop(), await workshop('2025-01-29T09:00:00Z', '2025-01-29T11:00:00Z')];
  await enrol(first.id, exhibitor.id);
  const { exhibitorId } = await enrol(first.id);
  await enrol(second.id, exhibitorId, enrolmentPromoted);
  await enrol(second.id, exhibitorId);
  await enrol(second.id, newId(), enrolmentWaitlisted);
  await (await enrol(second.id)).cancel(new Date('2025-01-20T08:00:00Z'));
  for (const [sessionId, who, many] of [
    [concert, 'amina', 2],
    [concert, 'brahim', 2],
    [another, 'amina', 1],
  ] as const) {
    await seats.reserved({ sessionId, seats: many }, visitor(who));
  }
  const left = await seats.reserved({ sessionId: another, seats: 1 }, visitor('left'));
  await seats.cancel(left.id, visitor('left'));

  const { parties, reservationHolders } = await release();
  expect(parties.nodes).toEqual([
    { kind: 'PERFORMER', performer: { id: performer }, exhibitor: null, appears: true, enrolled: false },
    ...[
      { id: exhibitor.id, appears: true },
      { id: exhibitorId, appears: false },
    ]
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ id, appears }) => ({
        ...{ kind: 'EXHIBITOR', performer: null, exhibitor: { id } },
        ...{ appears, enrolled: true },
      })),
  ]);
  expect([parties.totalCount, reservationHolders]).toEqual([3, 2]);
  const [told] = (await service.told('org.maarad.scheduling.programme.released.v1')).slice(-1);
  expect(told?.data).toMatchObject({
    enrolledExhibitorIds: [exhibitor.id, exhibitorId].sort(),
    reservationHolders: 2,
  });
  expect(JSON.stringify(told)).not.toMatch(/amina|brahim/);
});

test('a release concerns only those in what changed', async () => {
  const [moving, staying] = [await workshop(), await workshop()];
  const enrolled = await enrol(moving.id);
  await enrol(staying.id);
  const concert = await make.session({ editionId, venueId: await make.venue() });
  await seats.reserved({ sessionId: concert, seats: 1 }, visitor('amina'));
  expect((await release()).parties.totalCount).toBe(2);
  await make.move({ sessionId: moving.sessionId, endsAt: '2025-01-28T11:30:00Z' });
  expect(await release()).toMatchObject({
    parties: { nodes: [{ exhibitor: { id: enrolled.exhibitorId } }] },
    reservationHolders: 0,
  });
});

test('a cancellation concerns those who were enrolled or had seats when it came, though they have none any more', async () => {
  const held = await workshop();
  const concert = await make.session({ editionId, venueId: await make.venue() });
  await release();
  const [staying, leaving] = [await enrol(held.id), await enrol(held.id)];
  await seats.reserved({ sessionId: concert, seats: 1 }, visitor('amina'));
  const gone = await seats.reserved({ sessionId: concert, seats: 1 }, visitor('gone'));
  service.setNow(new Date('2025-01-20T08:00:00Z'));
  await seats.cancel(gone.id, visitor('gone'));
  await leaving.cancel(new Date('2025-01-20T08:00:00Z'));
  service.setNow(new Date('2025-01-21T08:00:00Z'));
  await make.cancel(held.sessionId);
  await make.cancel(concert);
  await staying.cancel(new Date('2025-01-21T08:00:00Z'));
  expect(await release()).toMatchObject({
    parties: { nodes: [{ exhibitor: { id: staying.exhibitorId }, enrolled: true, appears: false }] },
    reservationHolders: 1,
  });
});

test('who is concerned by a release is never changed afterwards', async () => {
  const held = await workshop();
  const enrolled = await enrol(held.id);
  const before = await release();
  await enrolled.cancel(new Date());
  await enrol(held.id);
  const { programmeRelease } = await service.data(
    `query ($id: ID!) { programmeRelease(editionId: $id, version: 1) {
       concerned { parties(first: 100) { totalCount nodes { ${party} } } reservationHolders } } }`,
    { id: editionId },
    { as: organiser },
  );
  expect(programmeRelease.concerned).toEqual(before);
  await expect(service.database.query('DELETE FROM concerned_parties')).rejects.toThrow(/never changed/);
});

test('whom to tell is for the organiser and partners, and how many have seats for the organiser', async () => {
  await make.session({ editionId, venueId: await make.venue(), performerIds: [await make.performer()] });
  await release();
  const seen = async (field: string, as?: object) => {
    const source = `query ($id: ID!) { programmeRelease(editionId: $id, version: 1) { concerned { ${field} } } }`;
    const { data, errors } = await service.execute(source, { id: editionId }, { as } as never);
    return errors ? errors[0]?.extensions?.code : Object.values(data?.programmeRelease.concerned)[0];
  };
  const partner = { id: 'chamber', role: 'partner', partnerId: newId() };
  for (const as of [organiser, partner]) {
    expect(await seen('parties { totalCount }', as)).toEqual({ totalCount: 1 });
  }
  for (const [field, as] of [
    ['parties { totalCount }', actingFor(newId())],
    ['parties { totalCount }', visitor('amina')],
    ['reservationHolders', partner],
  ] as const) {
    expect(await seen(field, as)).toBe('FORBIDDEN');
  }
  expect(await seen('parties { totalCount }')).toBe('UNAUTHENTICATED');
});

test('whom to tell is paged, in the same number of statements for one release as for many', async () => {
  const list = (first: number) =>
    service.data(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Edition { releases(first: ${first}) { nodes {
         concerned { parties(first: 2) { nodes { ${party} } pageInfo { hasNextPage } } } } } } } }`,
      { of: [{ __typename: 'Edition', id: editionId }] },
      { as: organiser },
    );
  for (let count = 0; count < 4; count += 1) {
    const performerIds = await Promise.all([make.performer(), make.performer(), make.performer()]);
    await make.session({ editionId, venueId: await make.venue(), performerIds });
    await release();
  }
  const [{ releases }] = (await list(4))._entities;
  expect(releases.nodes).toHaveLength(4);
  for (const { concerned } of releases.nodes) {
    expect(concerned.parties).toMatchObject({ nodes: [{}, {}], pageInfo: { hasNextPage: true } });
  }
  const [one, all] = [await service.countStatements(() => list(1)), await service.countStatements(() => list(4))];
  expect(all).toBe(one);
});
