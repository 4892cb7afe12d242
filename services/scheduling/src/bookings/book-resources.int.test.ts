import fc from 'fast-check';
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

// Quarters of an hour about the local midnight that ends 28 January, which is 23:00 UTC.
const midnight = Date.parse('2025-01-28T23:00:00Z');
const quarter = 15 * 60_000;
const time = fc
  .tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: 1, max: 6 }))
  .map(([start, length]) => ({ start, end: start + length }));
const spanOf = ({ start, end }: { start: number; end: number }) => ({
  startsAt: new Date(midnight + start * quarter).toISOString(),
  endsAt: new Date(midnight + end * quarter).toISOString(),
});

const inOneVenue = async (first: { start: number; end: number }, second: { start: number; end: number }) => {
  const venueId = await make.venue();
  await make.session({ editionId, venueId, ...spanOf(first) });
  return (await make.schedule({ editionId, venueId, ...spanOf(second) })).errors?.[0]?.extensions?.code;
};

test('two sessions are in each other’s way exactly when they share an instant, also across midnight', async () => {
  await fc.assert(
    fc.asyncProperty(time, time, async (first, second) => {
      const share = first.start < second.end && second.start < first.end;
      expect(await inOneVenue(first, second)).toBe(share ? 'CONFLICT' : undefined);
    }),
    { numRuns: 60 },
  );
});

test('one session may begin where another ends, on either side', async () => {
  await fc.assert(
    fc.asyncProperty(time, fc.integer({ min: 1, max: 6 }), async (first, length) => {
      expect(await inOneVenue(first, { start: first.end, end: first.end + length })).toBeUndefined();
      expect(await inOneVenue(first, { start: first.start - length, end: first.start })).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});

test('the same time twice is always refused, and a session within another too', async () => {
  await fc.assert(
    fc.asyncProperty(time, async (span) => {
      expect(await inOneVenue(span, span)).toBe('CONFLICT');
      expect(await inOneVenue({ start: span.start - 1, end: span.end + 1 }, span)).toBe('CONFLICT');
    }),
    { numRuns: 15 },
  );
});

test('the database itself refuses a second booking of a resource at once', async () => {
  const [session] = await service.database.query('SELECT id FROM sessions LIMIT 1');
  const insert = (during: string) =>
    service.database.query(
      `INSERT INTO bookings (session_id, resource_kind, resource_id, during)
       VALUES ($1, 'TRAINER', gen_random_uuid(), $2), ($1, 'TRAINER', '01946a00-0000-7000-8000-000000000000', $2)`,
      [session.id, during],
    );
  await insert('[2025-01-28 09:00Z,2025-01-28 10:00Z)');
  await expect(insert('[2025-01-28 09:59Z,2025-01-28 10:30Z)')).rejects.toMatchObject({
    driverError: { constraint: expect.stringMatching(/bookings_(one_at_once|pkey)/) },
  });
  await expect(insert('[2025-01-28 10:00Z,2025-01-28 10:30Z]')).rejects.toMatchObject({
    driverError: { constraint: 'bookings_half_open' },
  });
});
