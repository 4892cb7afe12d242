import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { newId } from '@maarad/shared/runtime';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';
import { partnershipBuilders, refusalOf } from '../testing/partnership-builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let partnerships: ReturnType<typeof partnershipBuilders>;
let edition: string;
let oil: string;
let saffron: string;
let delegation: string;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  partnerships = partnershipBuilders(service);
  edition = await make.edition();
});
beforeEach(async () => {
  service.setNow(new Date('2025-01-28T10:00:00Z'));
  [oil, saffron] = [await make.exhibitor(), await make.exhibitor({ region: 'DRAA_TAFILALET', sector: 'SAFFRON' })];
  const abroad = { kind: 'DELEGATION', country: 'SN', region: undefined, sector: 'TEXTILE' };
  delegation = await make.exhibitor(abroad);
});
afterAll(() => service.close());

const read = async (id: string) =>
  (
    await service.data(
      `query ($id: ID!) { partnership(id: $id) {
        status kind proposedAt agreedAt endedAt nextFollowUpDue terms { value } evidence edition { id } from { id } to { id }
        partner { name { value } country kind } history { status side reason at }
      } }`,
      { id },
      { as: organiser },
    )
  ).partnership;

const toldOf = async (id: string) => (await service.told()).filter(({ subject }) => subject === id);

test('a partnership is proposed, agreed by the other side and ended by either; each step is kept with its reason', async () => {
  const id = await partnerships.proposed(oil, delegation, { kind: 'EXPORT', editionId: edition });
  service.setNow(new Date('2025-01-29T10:00:00Z'));
  expect((await partnerships.agree(id, actingFor(delegation))).data?.made).toEqual({ id, status: 'AGREED' });
  service.setNow(new Date('2025-05-01T10:00:00Z'));
  expect((await partnerships.end(id, actingFor(oil), 'the harvest failed')).errors).toBeUndefined();
  expect(await read(id)).toEqual({
    status: 'ENDED',
    kind: 'EXPORT',
    proposedAt: '2025-01-28T10:00:00.000Z',
    agreedAt: '2025-01-29T10:00:00.000Z',
    endedAt: '2025-05-01T10:00:00.000Z',
    nextFollowUpDue: null,
    terms: { value: 'Cent litres par mois' },
    evidence: null,
    edition: { id: edition },
    from: { id: oil },
    to: { id: delegation },
    partner: null,
    history: [
      { status: 'PROPOSED', side: 'PROPOSER', reason: null, at: '2025-01-28T10:00:00.000Z' },
      { status: 'AGREED', side: 'OTHER_SIDE', reason: null, at: '2025-01-29T10:00:00.000Z' },
      { status: 'ENDED', side: 'PROPOSER', reason: 'the harvest failed', at: '2025-05-01T10:00:00.000Z' },
    ],
  });
});

test('the fair is told that a partnership is agreed and that it ended, with facts only', async () => {
  const id = await partnerships.agreed(oil, delegation, { editionId: edition });
  await partnerships.end(id, actingFor(oil), 'the harvest failed');
  const data = {
    kind: 'SUPPLY',
    editionId: edition,
    agreedAt: '2025-01-28T10:00:00.000Z',
    exhibitorIds: [oil, delegation],
    from: { exhibitorId: oil, region: 'SOUSS_MASSA', country: 'MA' },
    to: { exhibitorId: delegation, outsideKind: null, region: null, country: 'SN' },
  };
  expect(await toldOf(id)).toMatchObject([
    {
      type: 'org.maarad.exhibitors.partnership.agreed.v1',
      edition,
      region: 'SOUSS_MASSA',
      sequence: '0000000001',
      data,
    },
    { type: 'org.maarad.exhibitors.partnership.ended.v1', edition, sequence: '0000000002', data },
  ]);
  const topics: { topic: string }[] = await service.database.query('SELECT topic FROM outbox WHERE subject = $1', [id]);
  expect(topics.map(({ topic }) => topic)).toEqual(['maarad.partnerships', 'maarad.partnerships']);
});

test('what is only proposed, declined or taken back is told to nobody', async () => {
  const declined = await partnerships.proposed(oil, saffron);
  await partnerships.decline(declined, actingFor(saffron), 'too dear');
  const withdrawn = await partnerships.proposed(oil, saffron);
  await partnerships.withdraw(withdrawn, actingFor(oil));
  expect([...(await toldOf(declined)), ...(await toldOf(withdrawn))]).toEqual([]);
  expect((await read(declined)).history.at(-1)).toMatchObject({ status: 'DECLINED', reason: 'too dear' });
  expect((await read(withdrawn)).status).toBe('WITHDRAWN');
});

test('an exhibitor proposes for itself only; the organiser for any', async () => {
  expect(refusalOf(await partnerships.propose(oil, saffron, {}, actingFor(saffron)))).toMatchObject({
    code: 'FORBIDDEN',
  });
  const trainer = { id: 'trainer', role: 'trainer' } as const;
  expect(refusalOf(await partnerships.propose(oil, saffron, {}, trainer))).toMatchObject({ code: 'FORBIDDEN' });
  const { data } = await partnerships.propose(oil, saffron, {}, organiser);
  expect((await read(data?.made.id)).history).toMatchObject([{ side: 'ORGANISER' }]);
});

test('only the other side agrees or declines, only the proposer takes back, the organiser may do each', async () => {
  const id = await partnerships.proposed(oil, saffron);
  const forbidden = { code: 'FORBIDDEN' };
  // To the proposer and the other side it is FORBIDDEN, for they know of it; to all others there is no such partnership.
  const proposer = actingFor(oil);
  expect([
    refusalOf(await partnerships.agree(id, proposer)),
    refusalOf(await partnerships.decline(id, proposer, 'no')),
    refusalOf(await partnerships.withdraw(id, actingFor(saffron))),
  ]).toMatchObject([forbidden, forbidden, forbidden]);
  const stranger = actingFor(delegation);
  expect([
    refusalOf(await partnerships.agree(id, stranger)),
    refusalOf(await partnerships.decline(id, stranger, 'no')),
    refusalOf(await partnerships.withdraw(id, stranger)),
    refusalOf(await partnerships.end(id, stranger, 'no')),
    refusalOf(await partnerships.followUp(id, 'ON_TRACK', stranger)),
  ]).toMatchObject(Array.from({ length: 5 }, () => ({ code: 'NOT_FOUND' })));
  expect((await partnerships.decline(id, organiser, 'as they said by telephone')).data?.made.status).toBe('DECLINED');
  const again = await partnerships.proposed(oil, saffron);
  expect((await partnerships.withdraw(again, organiser)).data?.made.status).toBe('WITHDRAWN');
  const agreed = await partnerships.agreed(oil, saffron);
  expect(refusalOf(await partnerships.end(agreed, stranger, 'no'))).toMatchObject(forbidden);
  expect((await partnerships.end(agreed, actingFor(saffron), 'done')).data?.made.status).toBe('ENDED');
});

test('refuses a step that may not follow, and says which may', async () => {
  const id = await partnerships.agreed(oil, saffron);
  expect(refusalOf(await partnerships.agree(id, actingFor(saffron)))).toEqual({
    code: 'ILLEGAL_TRANSITION',
    type: 'Partnership',
    from: 'AGREED',
    to: 'AGREED',
    allowed: ['ENDED'],
  });
});

test('nobody is its own partner, and both sides are known', async () => {
  expect(refusalOf(await partnerships.propose(oil, oil))).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'toExhibitorId' }],
  });
  expect(refusalOf(await partnerships.propose(oil, newId()))).toMatchObject({ code: 'NOT_FOUND', type: 'Exhibitor' });
});

test('two have one open partnership of a kind, whoever proposed; another kind, or again after the end, is fine', async () => {
  const first = await partnerships.agreed(oil, saffron);
  expect(refusalOf(await partnerships.propose(saffron, oil))).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Partnership', id: first }],
    status: 'AGREED',
  });
  expect((await partnerships.propose(saffron, oil, { kind: 'KNOW_HOW' })).errors).toBeUndefined();
  await partnerships.end(first, actingFor(oil), 'over');
  expect((await partnerships.propose(saffron, oil)).errors).toBeUndefined();
});

test('the same key gives the first partnership again; with another input it is refused', async () => {
  const idempotencyKey = newId();
  const first = await partnerships.propose(oil, saffron, { idempotencyKey });
  expect(await partnerships.propose(oil, saffron, { idempotencyKey })).toEqual(first);
  expect(refusalOf(await partnerships.propose(oil, delegation, { idempotencyKey }))).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  });
});

test('what was agreed with an organisation outside the fair is recorded as agreed, with its evidence', async () => {
  const agreedAt = '2025-01-27T15:00:00.000Z';
  const { data } = await partnerships.recordOutside(oil, { agreedAt, editionId: edition });
  expect(await read(data?.made.id)).toMatchObject({
    status: 'AGREED',
    agreedAt,
    to: null,
    partner: { name: { value: 'Les Amis du Commerce Équitable' }, country: 'FR', kind: 'BUYER' },
    evidence: 'Contrat du 28 janvier',
    nextFollowUpDue: '2025-03-04',
  });
  const [told] = await toldOf(data?.made.id);
  expect(told?.data).toMatchObject({
    agreedAt,
    exhibitorIds: [oil],
    to: { exhibitorId: null, outsideKind: 'BUYER', region: null, country: 'FR' },
  });
  expect(JSON.stringify(told)).not.toContain('Amis');
  expect(refusalOf(await partnerships.recordOutside(oil))).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Partnership', id: data?.made.id }],
  });
  expect(refusalOf(await partnerships.recordOutside(oil, { agreedAt: '2025-01-29T00:00:00Z' }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'agreedAt' }],
  });
  expect(refusalOf(await partnerships.recordOutside(oil, {}, actingFor(saffron)))).toMatchObject({
    code: 'FORBIDDEN',
  });
});
