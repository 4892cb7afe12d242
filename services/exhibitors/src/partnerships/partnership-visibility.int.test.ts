import { anonymous, type Principal } from '@maarad/shared/auth';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';
import { partnershipBuilders } from '../testing/partnership-builders.js';

let service: TestService;
let partnerships: ReturnType<typeof partnershipBuilders>;
let one: string;
let other: string;
let third: string;
let agreed: string;
let ended: string;
let closed: string[];

beforeAll(async () => {
  service = await testService(exhibitorsService);
  partnerships = partnershipBuilders(service);
  const make = builders(service);
  service.setNow(new Date('2025-01-28T10:00:00Z'));
  [one, other, third] = [await make.exhibitor(), await make.exhibitor(), await make.exhibitor()];
  agreed = await partnerships.agreed(one, other);
  await partnerships.followUp(agreed, 'STALLED', actingFor(one), { note: 'the bottles are late' });
  ended = await partnerships.agreed(one, other, { kind: 'EXPORT' });
  await partnerships.end(ended, actingFor(one), 'over');
  const declined = await partnerships.proposed(one, other, { kind: 'KNOW_HOW' });
  await partnerships.decline(declined, actingFor(other), 'not now');
  const withdrawn = await partnerships.proposed(one, other, { kind: 'KNOW_HOW' });
  await partnerships.withdraw(withdrawn, actingFor(one), 'a mistake');
  closed = [declined, withdrawn, await partnerships.proposed(other, one, { kind: 'JOINT_ORDER' })];
});
afterAll(() => service.close());

const strangers = (): Principal[] => [
  anonymous,
  actingFor(third),
  { id: 'partner', role: 'partner', partnerId: one },
  { id: 'trainer', role: 'trainer' },
  // A token of another role that names the exhibitor does not act for it.
  { id: 'visitor', role: 'visitor', exhibitorId: one },
];
const insiders = () => [organiser, actingFor(one), actingFor(other)];

const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id).sort();

const listed = async (as: Principal, filter: object = {}) => {
  const { partnerships: list } = await service.data(
    'query ($filter: PartnershipFilter) { partnerships(first: 100, filter: $filter) { totalCount nodes { id } } }',
    { filter },
    { as },
  );
  return { ids: ids(list), totalCount: list.totalCount };
};

const ofExhibitor = async (as: Principal, exhibitorId: string) => {
  const { exhibitor } = await service.data(
    'query ($id: ID!) { exhibitor(id: $id) { partnerships(first: 100) { totalCount nodes { id } } } }',
    { id: exhibitorId },
    { as },
  );
  return { ids: ids(exhibitor.partnerships), totalCount: exhibitor.partnerships.totalCount };
};

const privateFields =
  'terms { value } evidence history { reason side } nextFollowUpDue followUps { totalCount nodes { note } }';

test('everyone sees what has been agreed, even after it ended: who, kind and when', async () => {
  for (const as of [...strangers(), ...insiders()]) {
    const { partnership } = await service.data(
      'query ($id: ID!) { partnership(id: $id) { status kind agreedAt from { id } to { id } } }',
      { id: agreed },
      { as },
    );
    const agreedAt = '2025-01-28T10:00:00.000Z';
    expect(partnership).toEqual({ status: 'AGREED', kind: 'SUPPLY', agreedAt, from: { id: one }, to: { id: other } });
  }
});

test('what is proposed, declined or withdrawn is seen by both sides and the organiser only: in no list, no count, no _entities', async () => {
  const entities = (as: Principal) =>
    service.data(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Partnership { id } } }',
      { representations: closed.map((id) => ({ __typename: 'Partnership', id })) },
      { as },
    );
  const open = { ids: [agreed, ended].sort(), totalCount: 2 };
  for (const as of strangers()) {
    expect(await listed(as)).toEqual(open);
    expect(await ofExhibitor(as, one)).toEqual(open);
    expect((await entities(as))._entities).toEqual([null, null, null]);
    for (const id of closed) {
      expect(await service.data('query ($id: ID!) { partnership(id: $id) { id } }', { id }, { as })).toEqual({
        partnership: null,
      });
    }
    for (const status of ['PROPOSED', 'DECLINED', 'WITHDRAWN']) {
      expect(await listed(as, { status })).toEqual({ ids: [], totalCount: 0 });
    }
  }
  const all = { ids: [agreed, ended, ...closed].sort(), totalCount: 5 };
  for (const as of insiders()) {
    expect(await listed(as)).toEqual(all);
    expect(await ofExhibitor(as, one)).toEqual(all);
    expect((await entities(as))._entities.map((found: { id: string }) => found.id)).toEqual(closed);
  }
});

test('terms, reasons and follow-ups of a public partnership are for both sides and the organiser, through _entities too', async () => {
  const read = async (as: Principal) => {
    const { _entities } = await service.data(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Partnership { ${privateFields} } } }`,
      { representations: [{ __typename: 'Partnership', id: agreed }] },
      { as },
    );
    const { partnership } = await service.data(
      `query ($id: ID!) { partnership(id: $id) { ${privateFields} } }`,
      { id: agreed },
      { as },
    );
    expect(_entities).toEqual([partnership]);
    return partnership;
  };
  for (const as of strangers()) {
    expect(await read(as)).toEqual({
      terms: null,
      evidence: null,
      history: null,
      nextFollowUpDue: null,
      followUps: null,
    });
  }
  for (const as of insiders()) {
    expect(await read(as)).toMatchObject({
      terms: { value: 'Cent litres par mois' },
      history: [{ side: 'PROPOSER' }, { side: 'ORGANISER' }],
      nextFollowUpDue: '2025-02-27',
      followUps: { totalCount: 1, nodes: [{ note: 'the bottles are late' }] },
    });
  }
});

test('evidence of an outside partnership is for its exhibitor and the organiser', async () => {
  const { data } = await partnerships.recordOutside(third);
  const read = async (as: Principal) =>
    (
      await service.data(
        'query ($id: ID!) { partnership(id: $id) { evidence partner { country } } }',
        { id: data?.made.id },
        { as },
      )
    ).partnership;
  expect(await read(anonymous)).toEqual({ evidence: null, partner: { country: 'FR' } });
  expect(await read(actingFor(one))).toEqual({ evidence: null, partner: { country: 'FR' } });
  expect((await read(actingFor(third))).evidence).toBe('Contrat du 28 janvier');
  await partnerships.end(data?.made.id, organiser, 'only for this test');
});

test('asking whose follow-up is due tells an exhibitor of its own only, and strangers nothing', async () => {
  const due = { followUpDueBefore: '2025-12-31', exhibitorId: one };
  for (const as of strangers()) {
    expect(await listed(as, due)).toEqual({ ids: [], totalCount: 0 });
  }
  for (const as of insiders()) {
    expect(await listed(as, due)).toEqual({ ids: [agreed], totalCount: 1 });
    expect(await listed(as, { ...due, followUpDueBefore: '2025-02-27' })).toEqual({ ids: [], totalCount: 0 });
  }
});

test('nothing about partnerships is changed without a token of an exhibitor or the organiser', async () => {
  expect((await partnerships.agree(closed[2] ?? '', anonymous)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  for (const as of strangers().filter(({ role }) => ['partner', 'trainer'].includes(role))) {
    expect((await partnerships.agree(closed[2] ?? '', as)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  }
});
