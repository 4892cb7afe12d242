import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../../service.js';
import { builders } from '../../testing/builders.js';
import { partnershipBuilders, refusalOf } from '../../testing/partnership-builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let partnerships: ReturnType<typeof partnershipBuilders>;
let one: string;
let other: string;
let id: string;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  partnerships = partnershipBuilders(service);
});
beforeEach(async () => {
  service.setNow(new Date('2025-01-28T10:00:00Z'));
  [one, other] = [await make.exhibitor(), await make.exhibitor()];
  id = await partnerships.agreed(one, other, { editionId: await make.edition() });
});
afterAll(() => service.close());

test('after the fair either side and the organiser say how it fares, and each word sets when it is asked again', async () => {
  service.setNow(new Date('2025-03-04T10:00:00Z'));
  const first = await partnerships.followUp(id, 'STALLED', actingFor(one), { note: 'the bottles are late' });
  expect(first.data?.made).toMatchObject({ side: 'PROPOSER', partnership: { nextFollowUpDue: '2025-04-03' } });
  service.setNow(new Date('2025-04-03T10:00:00Z'));
  const amount = { amount: '12500.50', currency: 'MAD' };
  const second = await partnerships.followUp(id, 'ON_TRACK', actingFor(other), { amount });
  expect(second.data?.made).toMatchObject({
    side: 'OTHER_SIDE',
    amount,
    partnership: { nextFollowUpDue: '2025-07-02' },
  });
  service.setNow(new Date('2025-07-02T10:00:00Z'));
  const third = await partnerships.followUp(id, 'DELIVERED', organiser);
  expect(third.data?.made).toMatchObject({
    side: 'ORGANISER',
    partnership: { status: 'AGREED', nextFollowUpDue: null },
  });
  const { partnership } = await service.data(
    'query ($id: ID!, $after: String) { partnership(id: $id) { followUps(first: 2, after: $after) { totalCount nodes { state } pageInfo { endCursor } } } }',
    { id },
    { as: organiser },
  );
  expect(partnership.followUps).toMatchObject({
    totalCount: 3,
    nodes: [{ state: 'DELIVERED' }, { state: 'ON_TRACK' }],
  });
  const next = await service.data(
    'query ($id: ID!, $after: String) { partnership(id: $id) { followUps(first: 2, after: $after) { nodes { state note } } } }',
    { id, after: partnership.followUps.pageInfo.endCursor },
    { as: actingFor(other) },
  );
  expect(next.partnership.followUps.nodes).toEqual([{ state: 'STALLED', note: 'the bottles are late' }]);
});

test('a follow-up that says that it has ended ends the partnership, and the fair is told without the reason', async () => {
  const { data } = await partnerships.followUp(id, 'ENDED', actingFor(other), { note: 'they closed' });
  expect(data?.made.partnership).toEqual({ status: 'ENDED', nextFollowUpDue: null });
  const told = (await service.told('org.maarad.exhibitors.partnership.ended.v1')).filter(
    ({ subject }) => subject === id,
  );
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain('closed');
  expect(refusalOf(await partnerships.followUp(id, 'ON_TRACK', actingFor(other)))).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Partnership', id }],
    status: 'ENDED',
  });
});

test('only what is agreed is followed up', async () => {
  const proposed = await partnerships.proposed(one, other, { kind: 'KNOW_HOW' });
  expect(refusalOf(await partnerships.followUp(proposed, 'ON_TRACK', actingFor(one)))).toMatchObject({
    code: 'CONFLICT',
    status: 'PROPOSED',
  });
});

test('a follow-up tells of a time after the agreement and not later than now', async () => {
  for (const at of ['2025-01-28T09:59:59Z', '2025-01-28T10:00:01Z']) {
    expect(refusalOf(await partnerships.followUp(id, 'ON_TRACK', organiser, { at }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'at' }],
    });
  }
  const amount = { amount: '1.005', currency: 'MAD' };
  expect(refusalOf(await partnerships.followUp(id, 'ON_TRACK', organiser, { amount }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'amount.amount' }],
  });
});

test('a stranger to a public partnership does not follow it up', async () => {
  const stranger = actingFor(await make.exhibitor());
  expect(refusalOf(await partnerships.followUp(id, 'ENDED', stranger))).toMatchObject({ code: 'FORBIDDEN' });
});
