import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
});
afterAll(() => service.close());
beforeEach(() => service.setNow(new Date('2025-01-06T09:00:00.000Z')));

const as = { as: organiser };
const inTwoDays = '2025-01-08T09:00:00.000Z';
const many = <Thing>(count: number, one: (index: number) => Promise<Thing>) =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));

const assign = (standId: string, registrationId: string, slices?: object[]) =>
  service.data(
    'mutation ($input: AssignStandInput!) { assignStand(input: $input) { id } }',
    { input: { standId, registrationId, slices } },
    as,
  );
const release = (input: object) =>
  service.execute(
    'mutation ($input: ReleaseStandInput!) { made: releaseStand(input: $input) { status occupant { id } } }',
    { input: { reason: 'a new plan', ...input } },
    as,
  );
const seen = async (id: string) =>
  (
    await service.data(
      'query ($id: ID!) { registration(id: $id) { status history { status by reason } stands { stand { id } slices { day half } heldUntil } } }',
      { id },
      as,
    )
  ).registration;
const toldOf = async (subject: string) =>
  (await service.told()).filter((event) => event.subject === subject).map(({ type }) => type.split('.').at(-2));

/** Some who have a stand each, and some who wait, in the order in which they entered the waitlist. */
async function fair(holders: number, waiting: number) {
  const edition = await make.edition();
  const { standIds } = await make.hall(edition, Math.max(holders, 1));
  const held = await many(holders, async (index) => {
    const registration = await make.approved(edition, await make.exhibitor());
    await assign(standIds[index] ?? '', registration);
    return registration;
  });
  const waitlist = await many(waiting, async () => make.registration(edition, await make.exhibitor()));
  for (const registration of waitlist) {
    await make.step('waitlistRegistration', registration);
  }
  return { edition, standIds, held, waitlist };
}

test('a stand that a withdrawal frees is offered to the first of the waitlist, for 48 hours, and its history says why', async () => {
  const { standIds, held, waitlist } = await fair(1, 2);
  const [next = '', last = ''] = waitlist;
  await make.step('withdrawRegistration', held[0] ?? '', 'the harvest came early');
  const promoted = await seen(next);
  expect(promoted).toMatchObject({
    status: 'APPROVED',
    stands: [{ stand: { id: standIds[0] }, heldUntil: inTwoDays }],
  });
  expect(promoted.history.at(-1)).toEqual({
    status: 'APPROVED',
    by: 'chore:waitlist',
    reason: 'Stand A-1 is free again; it is offered to the next of the waitlist.',
  });
  expect((await seen(last)).status).toBe('WAITLISTED');
  expect(await toldOf(next)).toEqual(['submitted', 'waitlisted', 'approved']);
  expect(await toldOf(standIds[0] ?? '')).toEqual(['assigned', 'released', 'held']);
});

test('who withdraws while a stand is only held for it passes it on for as long as it could hold it', async () => {
  const { edition, standIds, waitlist } = await fair(0, 1);
  const registrationId = await make.approved(edition, await make.exhibitor());
  await service.data(
    'mutation ($input: HoldStandInput!) { holdStand(input: $input) { id } }',
    { input: { standId: standIds[0], registrationId, until: '2025-01-07T09:00:00.000Z' } },
    as,
  );
  service.setNow(new Date('2025-01-06T21:00:00.000Z'));
  await make.step('withdrawRegistration', registrationId, 'the harvest came early');
  expect((await seen(waitlist[0] ?? '')).stands).toMatchObject([{ heldUntil: '2025-01-07T21:00:00.000Z' }]);
});

test('a stand that the organiser releases is offered to the first of the waitlist, or kept free when wanted so', async () => {
  const { standIds, waitlist } = await fair(2, 2);
  const [first = '', second = ''] = standIds;
  expect((await release({ standId: first, keepFree: true })).data?.made).toEqual({ status: 'FREE', occupant: null });
  expect((await seen(waitlist[0] ?? '')).status).toBe('WAITLISTED');
  expect((await release({ standId: second })).data?.made.status).toBe('HELD');
  expect(await seen(waitlist[0] ?? '')).toMatchObject({ status: 'APPROVED', stands: [{ stand: { id: second } }] });
});

test('half-days that are freed are offered as they were: those of one holder to one who waits', async () => {
  const { edition, standIds, waitlist } = await fair(0, 2);
  const standId = standIds[0] ?? '';
  const mornings = [
    { day: '2025-01-27', half: 'MORNING' },
    { day: '2025-01-28', half: 'MORNING' },
  ];
  const afternoons = [{ day: '2025-01-27', half: 'AFTERNOON' }];
  const [early, late] = await many(2, async () => make.approved(edition, await make.exhibitor()));
  await assign(standId, early ?? '', mornings);
  await assign(standId, late ?? '', afternoons);
  await make.step('withdrawRegistration', early ?? '', 'the harvest came early');
  await release({ standId, registrationId: late });
  expect((await seen(waitlist[0] ?? '')).stands).toEqual([
    { stand: { id: standId }, slices: mornings, heldUntil: inTwoDays },
  ]);
  expect((await seen(waitlist[1] ?? '')).stands).toEqual([
    { stand: { id: standId }, slices: afternoons, heldUntil: inTwoDays },
  ]);
});

test('who takes some half-days of a hold that has run out leaves the others to who waits', async () => {
  const { edition, standIds, waitlist } = await fair(0, 1);
  const standId = standIds[0] ?? '';
  const [late, taker] = await many(2, async () => make.approved(edition, await make.exhibitor()));
  const days = ['27', '28'].map((day) => ({ day: `2025-01-${day}`, half: 'MORNING' }));
  await service.data(
    'mutation ($input: HoldStandInput!) { holdStand(input: $input) { id } }',
    { input: { standId, registrationId: late, slices: days, until: '2025-01-07T09:00:00.000Z' } },
    as,
  );
  service.setNow(new Date('2025-01-08T09:00:00.000Z'));
  await assign(standId, taker ?? '', days.slice(0, 1));
  expect((await seen(waitlist[0] ?? '')).stands).toMatchObject([{ stand: { id: standId }, slices: days.slice(1) }]);
  expect(await toldOf(standId)).toEqual(['held', 'released', 'assigned', 'held']);
});

test('days that are over are offered to nobody', async () => {
  const { edition, standIds, held, waitlist } = await fair(1, 1);
  const sharing = await make.approved(edition, await make.exhibitor());
  service.setNow(new Date('2025-01-29T12:00:00.000Z'));
  await make.step('withdrawRegistration', held[0] ?? '', 'no more goods');
  expect((await seen(waitlist[0] ?? '')).status).toBe('APPROVED');
  await make.step('withdrawRegistration', waitlist[0] ?? '', 'too late');
  const [waiting] = [await make.registration(edition, await make.exhibitor())];
  const days = ['28', '29', '30'].map((day) => ({ day: `2025-01-${day}`, half: 'MORNING' }));
  await assign(standIds[0] ?? '', sharing, days);
  await make.step('waitlistRegistration', waiting);
  await make.step('withdrawRegistration', sharing, 'no more goods');
  expect((await seen(waiting)).stands).toMatchObject([{ slices: days.slice(1) }]);
  const after = await fair(1, 1);
  service.setNow(new Date('2025-02-03T12:00:00.000Z'));
  await make.step('withdrawRegistration', after.held[0] ?? '', 'never came');
  expect((await seen(after.waitlist[0] ?? '')).status).toBe('WAITLISTED');
});

test('fifty who withdraw at once: each stand goes to one who waits, the first forty of the waitlist, and none twice', async () => {
  const { edition, standIds, held, waitlist } = await fair(50, 40);
  const answers = await Promise.all(
    held.map((id) => make.step('withdrawRegistration', id, 'the road is closed by snow')),
  );
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  const promoted = await Promise.all(waitlist.map(seen));
  expect(promoted.every(({ status, stands }) => status === 'APPROVED' && stands.length === 1)).toBe(true);
  const given = promoted.map(({ stands }) => stands[0].stand.id as string);
  expect(new Set(given).size).toBe(40);
  expect(standIds).toEqual(expect.arrayContaining(given));
  const { edition: fairNow } = await service.data(
    'query ($id: ID!) { edition(id: $id) { halls { held: stands(status: HELD) { id } free: stands(status: FREE) { id } } } }',
    { id: edition },
  );
  expect([fairNow.halls[0].held.length, fairNow.halls[0].free.length]).toEqual([40, 10]);
});

test('fifty who withdraw at once while fewer stands than waiting are freed: they go to the first of the waitlist, in order', async () => {
  const { held, waitlist, standIds } = await fair(50, 60);
  const before = (await service.told()).length;
  await Promise.all([
    ...held.slice(0, 25).map((id) => make.step('withdrawRegistration', id, 'the road is closed by snow')),
    ...standIds.slice(25).map((standId) => release({ standId })),
  ]);
  const states = await Promise.all(waitlist.map(seen));
  expect(states.map(({ status }) => status)).toEqual([
    ...Array<string>(50).fill('APPROVED'),
    ...Array<string>(10).fill('WAITLISTED'),
  ]);
  expect(new Set(states.slice(0, 50).map(({ stands }) => stands[0].stand.id)).size).toBe(50);
  const told = (await service.told()).slice(before).map(({ type }) => type.split('.').slice(3, 5).join('.'));
  expect(told.filter((type) => type === 'registration.approved')).toHaveLength(50);
  expect(told.filter((type) => type === 'stand.held')).toHaveLength(50);
  expect(told.filter((type) => type === 'stand.released')).toHaveLength(50);
});

test('a stand that is freed while another wants it goes to one of them, and the other is told', async () => {
  const { edition, standIds, held } = await fair(1, 1);
  const others = await many(49, async () => make.approved(edition, await make.exhibitor()));
  const [, ...answers] = await Promise.all([
    make.step('withdrawRegistration', held[0] ?? '', 'the harvest came early'),
    ...others.map((registration) => make.assign(standIds[0] ?? '', registration)),
  ]);
  const { stand } = await service.data('query ($id: ID!) { stand(id: $id) { occupants { heldUntil } } }', {
    id: standIds[0],
  });
  expect(stand.occupants).toHaveLength(1);
  for (const { errors } of answers.filter((answer) => answer.errors)) {
    expect(errors?.[0]?.extensions?.code).toBe('CONFLICT');
  }
});
