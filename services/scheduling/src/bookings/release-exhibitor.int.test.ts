import { testService, type TestService } from '@maarad/shared/testing';
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

const exhibitorsOf = async (id: string): Promise<string[]> => {
  const { session } = await service.data('query ($id: ID!) { session(id: $id) { exhibitors { id } } }', { id });
  return session.exhibitors.map((exhibitor: { id: string }) => exhibitor.id);
};
const bookingsOf = (id: string) => service.database.query('SELECT 1 FROM bookings WHERE resource_id = $1', [id]);
const on = (day: number) => ({ startsAt: `2025-01-${day}T09:00:00Z`, endsAt: `2025-01-${day}T11:00:00Z` });

test('an exhibitor that withdraws no longer appears in the sessions to come; those that had begun keep it, and others stay', async () => {
  const [leaving, staying] = [await make.participant(editionId), await make.participant(editionId)];
  const exhibitorIds = [leaving.id, staying.id];
  const past = await make.session({ editionId, venueId: await make.venue(), exhibitorIds, ...on(28) });
  const coming = await make.session({ editionId, venueId: await make.venue(), exhibitorIds, ...on(30) });
  const cancelled = await make.session({ editionId, venueId: await make.venue(), exhibitorIds, ...on(31) });
  await make.cancel(cancelled);
  await leaving.withdraw(new Date('2025-01-28T10:00:00Z'));
  expect(await exhibitorsOf(past)).toEqual(exhibitorIds);
  expect(await exhibitorsOf(coming)).toEqual([staying.id]);
  expect(await exhibitorsOf(cancelled)).toEqual(exhibitorIds);
  expect(await bookingsOf(leaving.id)).toHaveLength(1);
  expect(await bookingsOf(staying.id)).toHaveLength(2);
});

test('a withdrawal tells of each session that loses the exhibitor, once, with who appeared in it before', async () => {
  const [leaving, staying] = [await make.participant(editionId), await make.participant(editionId)];
  const exhibitorIds = [leaving.id, staying.id];
  const past = await make.session({ editionId, venueId: await make.venue(), exhibitorIds, ...on(28) });
  const coming = await make.session({ editionId, venueId: await make.venue(), exhibitorIds, ...on(30) });
  await leaving.withdraw(new Date('2025-01-28T10:00:00Z'));
  await leaving.withdraw(new Date('2025-01-28T10:00:00Z'));
  const told = await service.told('org.maarad.scheduling.session.changed.v1');
  expect(told.filter(({ subject }) => [past, coming].includes(subject))).toMatchObject([
    { subject: coming, data: { exhibitorIds: [staying.id], from: { exhibitorIds } } },
  ]);
});

test('a withdrawal after the last day puts all sessions right, in that edition alone', async () => {
  const another = await make.edition();
  const leaving = await make.participant(editionId);
  const session = await make.session({ editionId, venueId: await make.venue(), exhibitorIds: [leaving.id], ...on(28) });
  await leaving.withdraw(new Date('2025-02-02T23:00:00Z'));
  expect(await exhibitorsOf(session)).toEqual([]);
  expect(await bookingsOf(leaving.id)).toEqual([]);
  expect(
    (await make.schedule({ editionId: another, venueId: await make.venue(), exhibitorIds: [leaving.id] })).errors,
  ).toHaveLength(1);
});

test('an exhibitor that withdraws while it is being scheduled is in no session afterwards', async () => {
  const venues = await Promise.all(Array.from({ length: 10 }, () => make.venue()));
  const sessions = await Promise.all(
    venues.map(async (venueId) => {
      const leaving = await make.participant(editionId);
      const [answer] = await Promise.all([
        make.schedule({ editionId, venueId, exhibitorIds: [leaving.id] }),
        leaving.withdraw(new Date('2025-01-27T08:00:00Z')),
      ]);
      return answer;
    }),
  );
  for (const { data, errors } of sessions) {
    if (errors) {
      expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', type: 'Exhibitor' });
    } else {
      expect(await exhibitorsOf(data?.made.id)).toEqual([]);
    }
  }
});
