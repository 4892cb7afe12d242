import {
  attendanceRecorded,
  enrolmentCancelled,
  enrolmentConfirmed,
  orderPaid,
  enrolmentPromoted,
  orderPartlyRefunded,
  orderRefunded,
  saleRecorded,
} from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../../service.js';
import { awardBuilders } from '../../testing/award-builders.js';

let service: TestService;
let awards: ReturnType<typeof awardBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  awards = awardBuilders(service);
});
afterAll(() => service.close());

const query =
  'query ($id: ID!) { awardCategories(editionId: $id) { nodes { nominees(first: 100) { nodes { exhibitor { id } facts { womenShare youthShare orders revenue { amount currency } salesGrowth trainingPlaces trainingCompleted } } } } } }';

const order = (exhibitorId: string, editionId: string, day: string, minor: number) => {
  const total = { minor, currency: 'MAD' };
  return {
    exhibitorId,
    editionId,
    kind: 'AGRICULTURAL_COOPERATIVE' as const,
    region: 'SOUSS_MASSA' as const,
    receiptNumber: '2-1',
    channel: 'STAND' as const,
    soldAt: `${day}T10:00:00Z`,
    day,
    total,
    lines: [{ productId: newId(), category: 'OIL', quantity: 1, unitPrice: total, amount: total }],
  };
};

test('the jury is shown women and youth share, sales and their growth, and training, however often an event comes', async () => {
  const { editionId, exhibitorIds } = await awards.judging({ nominees: 1 });
  const [exhibitorId = ''] = exhibitorIds;
  const [sold, [kept, given]] = [newId(), [newId(), newId()]];
  const enrolment = { workshopId: newId(), editionId, exhibitorId };
  const refunded = order(exhibitorId, editionId, '2025-01-27', 7_777);
  const [inParts, part] = [order(exhibitorId, editionId, '2025-01-28', 9_000), newId()];
  const some = (minor: number) => ({
    ...{ refundId: newId(), amount: { minor, currency: 'MAD' }, lines: [], restocked: true },
    ...{ payment: 'CASH' as const, day: '2025-01-28' },
  });
  const none = { minor: 0, currency: 'MAD' };
  const online = { basketId: newId(), discount: none, delivery: none, payment: 'CARD' as const };
  const events = [
    saleRecorded(part, inParts),
    orderPartlyRefunded(part, { ...inParts, reason: 'dented', refund: some(4_000) }),
    orderRefunded(part, { ...inParts, reason: 'broken', refund: some(5_000) }),
    saleRecorded(newId(), order(exhibitorId, editionId, '2025-01-27', 10_000)),
    orderPaid(newId(), { ...order(exhibitorId, editionId, '2025-02-02', 15_050), ...online }),
    saleRecorded(sold, refunded),
    orderRefunded(sold, { ...refunded, reason: 'broken' }),
    enrolmentConfirmed(kept ?? '', enrolment),
    enrolmentConfirmed(given ?? '', enrolment),
    enrolmentCancelled(given ?? '', { ...enrolment, reason: null }),
  ];
  const facts = async () => {
    const { awardCategories } = await service.data(query, { id: editionId }, { as: organiser });
    return awardCategories.nodes[0].nominees.nodes[0].facts;
  };
  await service.deliver(...events);
  const expected = {
    womenShare: 0.9,
    youthShare: 0.3,
    orders: 2,
    revenue: { amount: '250.50', currency: 'MAD' },
    salesGrowth: expect.closeTo(0.505, 9),
    ...{ trainingPlaces: 1, trainingCompleted: 0 },
  };
  expect(await facts()).toEqual(expected);
  await service.deliver(...events);
  expect(await facts()).toEqual(expected);
});

test('a workshop counts as completed once its attendance says so, and a late sheet can take it back', async () => {
  const { editionId, exhibitorIds } = await awards.judging({ nominees: 1 });
  const enrolment = { workshopId: newId(), editionId, exhibitorId: exhibitorIds[0] ?? '' };
  const training = async () => {
    const { awardCategories } = await service.data(query, { id: editionId }, { as: organiser });
    const { trainingPlaces, trainingCompleted } = awardCategories.nodes[0].nominees.nodes[0].facts;
    return { trainingPlaces, trainingCompleted };
  };
  const [confirmed, promoted] = [newId(), newId()];
  await service.deliver(enrolmentConfirmed(confirmed, enrolment), enrolmentPromoted(promoted, enrolment));
  expect(await training()).toEqual({ trainingPlaces: 2, trainingCompleted: 0 });
  const sheet = (id: string, completed: boolean) => attendanceRecorded(id, { ...enrolment, attended: true, completed });
  await service.deliver(sheet(confirmed, true), sheet(promoted, false));
  expect(await training()).toEqual({ trainingPlaces: 2, trainingCompleted: 1 });
  await service.deliver(sheet(confirmed, true), sheet(promoted, true), sheet(confirmed, false));
  expect(await training()).toEqual({ trainingPlaces: 2, trainingCompleted: 1 });
});

test('facts of a list of nominees cost the same number of statements for one as for fifty', async () => {
  const [one, fifty] = [
    await awards.judging({ nominees: 1, jurors: 0 }),
    await awards.judging({ nominees: 50, jurors: 0 }),
  ];
  const cost = ({ editionId }: { editionId: string }) =>
    service.countStatements(() => service.data(query, { id: editionId }, { as: organiser }));
  expect(await cost(fifty)).toBe(await cost(one));
});
