import fc from 'fast-check';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
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

const errorOf = ({ errors }: { errors?: readonly { extensions?: object }[] }) => errors?.[0]?.extensions;
const update = (input: object, asking: object = { as: organiser }) =>
  service.execute(
    `mutation ($input: UpdateVenueInput!) { made: updateVenue(input: $input) {
      id kind capacity changeOverMinutes name { value } } }`,
    { input },
    asking,
  );

const midnight = Date.parse('2025-01-28T23:00:00Z');
const minute = 60_000;
const spanOf = (start: number, end: number) => ({
  startsAt: new Date(midnight + start * minute).toISOString(),
  endsAt: new Date(midnight + end * minute).toISOString(),
});

test('between two sessions of a venue its change-over passes, on either side and across midnight', async () => {
  const length = fc.integer({ min: 1, max: 120 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -120, max: 60 }),
      length,
      fc.integer({ min: -40, max: 40 }),
      length,
      async (start, first, gap, second) => {
        const venueId = await make.venue({ changeOverMinutes: 15 });
        await make.session({ editionId, venueId, ...spanOf(start, start + first) });
        const after = spanOf(start + first + gap, start + first + gap + second);
        const before = spanOf(start - gap - second, start - gap);
        const fits = gap >= 15 || gap <= -first - second - 15;
        for (const span of [after, before]) {
          const answer = await make.schedule({ editionId, venueId, ...span });
          expect(errorOf(answer)).toEqual(
            fits
              ? undefined
              : expect.objectContaining({
                  code: 'CONFLICT',
                  rule: gap >= 0 || gap <= -first - second ? 'CHANGE_OVER' : 'VENUE',
                }),
          );
          if (fits) {
            await make.cancel(answer.data?.made.id);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('the change-over holds a venue, not the people: a performer may go on elsewhere at once', async () => {
  const performerIds = [await make.performer()];
  await make.session({
    editionId,
    venueId: await make.venue({ changeOverMinutes: 60 }),
    performerIds,
    ...spanOf(0, 60),
  });
  await make.session({ editionId, venueId: await make.venue(), performerIds, ...spanOf(60, 120) });
});

test('a new change-over holds for what is scheduled already: where sessions are too close it is refused and names them', async () => {
  const venueId = await make.venue();
  const [first, second] = [
    await make.session({ editionId, venueId, ...spanOf(0, 60) }),
    await make.session({ editionId, venueId, ...spanOf(75, 120) }),
  ];
  await make.session({ editionId, venueId, ...spanOf(300, 360) });
  expect(errorOf(await update({ venueId, changeOverMinutes: 16 }))).toEqual({
    code: 'CONFLICT',
    rule: 'CHANGE_OVER',
    resource: { kind: 'VENUE', id: venueId },
    conflictsWith: [
      expect.objectContaining({ type: 'Session', id: first }),
      expect.objectContaining({ type: 'Session', id: second }),
    ],
  });
  expect((await update({ venueId, changeOverMinutes: 15 })).data?.made).toMatchObject({ changeOverMinutes: 15 });
  expect(errorOf(await make.schedule({ editionId, venueId, ...spanOf(134, 200) }))).toMatchObject({
    rule: 'CHANGE_OVER',
  });
  await update({ venueId, changeOverMinutes: 0 });
  await make.session({ editionId, venueId, ...spanOf(120, 200) });
});

test('fifty who schedule while the change-over grows: no two sessions end up closer than it', async () => {
  const venueId = await make.venue();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      index % 10 === 5
        ? update({ venueId, changeOverMinutes: 10 })
        : make.schedule({ editionId, venueId, ...spanOf(index * 20, index * 20 + 15) }),
    ),
  );
  for (const { errors } of answers) {
    expect([undefined, 'CONFLICT']).toContain(errors?.[0]?.extensions?.code);
  }
  const [venue] = await service.database.query('SELECT change_over_minutes FROM venues WHERE id = $1', [venueId]);
  const times: { starts_at: Date; ends_at: Date }[] = await service.database.query(
    'SELECT starts_at, ends_at FROM sessions WHERE venue_id = $1 ORDER BY starts_at',
    [venueId],
  );
  times.slice(1).forEach(({ starts_at: start }, index) => {
    expect((+start - +(times[index]?.ends_at ?? 0)) / minute).toBeGreaterThanOrEqual(venue.change_over_minutes);
  });
});

test('what is left out of an update stays as it is; only the organiser changes a venue', async () => {
  const venueId = await make.venue({ changeOverMinutes: 20, capacity: 40 });
  expect((await update({ venueId, name: { fr: 'Grande scène' }, kind: 'STAGE' })).data?.made).toEqual({
    ...{ id: venueId, kind: 'STAGE', capacity: 40, changeOverMinutes: 20 },
    name: { value: 'Grande scène' },
  });
  expect(errorOf(await update({ venueId, capacity: 1 }, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(errorOf(await update({ venueId, capacity: 1 }, { as: actingFor(newId()) }))).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(errorOf(await update({ venueId: newId(), capacity: 1 }))).toMatchObject({ code: 'NOT_FOUND', type: 'Venue' });
  expect(errorOf(await update({ venueId, changeOverMinutes: -1 }))).toMatchObject({ code: 'BAD_USER_INPUT' });
});
