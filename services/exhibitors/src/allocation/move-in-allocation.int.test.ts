import { testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders, decisionOn } from '../testing/allocation-builders.js';

let service: TestService;
let fair: ReturnType<typeof allocationBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  fair = allocationBuilders(service);
});
afterAll(() => service.close());

const reason = 'They share a van.';

test('the organiser gives a registration a free stand of the proposal, and it is kept as a decision with its reason', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}, {}]);
  const [one] = await fair.applicants(edition, [{}]);
  const proposal = await fair.proposed(edition);
  const { code } = decisionOn(proposal, one!.registration).stand;
  const [free] = await service.database.query('SELECT id FROM stands WHERE edition_id = $1 AND code <> $2', [
    edition,
    code,
  ]);
  const edited = await fair.done(fair.move(proposal.id, one!.registration, free.id));
  expect(decisionOn(edited, one!.registration)).toMatchObject({
    ...{ rule: 'BY_ORGANISER', detail: reason, movedBy: 'organiser', stand: { id: free.id } },
  });
});

test('who has the stand in the proposal changes places with the one moved: its stand, or none', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}, {}]);
  await fair.applicants(edition, [{}, {}, {}]);
  const proposal = await fair.proposed(edition);
  const [first, second] = proposal.placements.nodes;
  const [refused] = proposal.refusals.nodes;
  const swapped = await fair.done(fair.move(proposal.id, first.registration.id, second.stand.id));
  expect(decisionOn(swapped, first.registration.id).stand.id).toBe(second.stand.id);
  expect(decisionOn(swapped, second.registration.id)).toMatchObject({
    ...{ rule: 'BY_ORGANISER', detail: `Gave way to another: ${reason}`, stand: { id: first.stand.id } },
  });
  const replaced = await fair.done(fair.move(proposal.id, refused.registration.id, second.stand.id));
  expect(decisionOn(replaced, refused.registration.id).stand.id).toBe(second.stand.id);
  expect(decisionOn(replaced, first.registration.id)).toMatchObject({ rule: 'BY_ORGANISER', stand: null });
  expect(replaced.refusals.totalCount).toBe(1);
});

test('without a stand named, a registration is to have none, by the organiser', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}]);
  const [one] = await fair.applicants(edition, [{}]);
  const { id } = await fair.proposed(edition, { quotas: [{ code: 'ALL', min: 1 }] });
  const edited = await fair.done(fair.move(id, one!.registration, null));
  expect(edited).toMatchObject({
    ...{ placements: { totalCount: 0 }, quotas: [{ placed: 0, kept: false }] },
    refusals: { nodes: [{ rule: 'BY_ORGANISER', detail: reason, met: [], wishesMade: 0 }] },
  });
});

test('an edit says anew which wishes are kept, also of those who lose or get a neighbour by it', async () => {
  const edition = await fair.make.edition();
  const [, , far] = await fair.hall(edition, 'A', [{}, {}, { gap: 9 }]);
  const [one, two] = await fair.applicants(edition, [{ sector: 'ARGAN' }, { sector: 'POTTERY' }]);
  await fair.wish(one!.registration, { near: [two!.exhibitor] });
  const proposal = await fair.proposed(edition);
  expect(decisionOn(proposal, one!.registration)).toMatchObject({ wishesKept: 1, missed: [] });
  const apart = await fair.done(fair.move(proposal.id, two!.registration, far!));
  expect(decisionOn(apart, one!.registration)).toMatchObject({
    ...{ rule: 'LOT', movedBy: null, wishesKept: 0, missed: [{ rule: 'NEAR' }] },
  });
  expect(apart.satisfaction).toBe(0);
});

test('an edit keeps every hard rule: needs, zones and the most of a quota, for the one moved and the one displaced', async () => {
  const edition = await fair.make.edition();
  const [power, plain, zoned] = await fair.hall(edition, 'A', [{ hasPower: true }, {}, {}]);
  const [needy, potter, argan] = await fair.applicants(edition, [
    { sector: 'POTTERY', answers: { power: true } },
    { sector: 'POTTERY' },
    { sector: 'ARGAN', region: 'ORIENTAL' },
  ]);
  const [extra] = await fair.applicants(edition, [{ sector: 'ARGAN', region: 'ORIENTAL' }]);
  const proposal = await fair.proposed(edition, {
    zones: [{ code: 'FOOD', sectors: ['ARGAN'], stands: ['A-3'] }],
    quotas: [{ code: 'ORIENTAL', regions: ['ORIENTAL'], max: 1 }],
  });
  const seated = decisionOn(proposal, argan!.registration).stand ? argan! : extra!;
  const unseated = seated === argan ? extra! : argan!;
  await fair.done(fair.move(proposal.id, potter!.registration, plain!));
  const broken = async (registration: string, stand: string) =>
    (await fair.move(proposal.id, registration, stand)).errors?.[0]?.extensions;
  expect(await broken(needy!.registration, plain!)).toMatchObject({ code: 'CONFLICT', rule: 'NEED_POWER' });
  expect(await broken(potter!.registration, power!)).toMatchObject({ rule: 'NEED_POWER' });
  expect(await broken(potter!.registration, zoned!)).toMatchObject({ rule: 'ZONE_HARD' });
  expect(await broken(unseated.registration, plain!)).toMatchObject({ rule: 'QUOTA_MAX', quota: 'ORIENTAL' });
  expect((await fair.move(proposal.id, unseated.registration, zoned!)).errors).toBeUndefined();
});

test('what is not of the proposal is refused, and so is a stand that was taken since', async () => {
  const edition = await fair.make.edition();
  const [first] = await fair.hall(edition, 'A', [{}]);
  const [one] = await fair.applicants(edition, [{}]);
  const proposal = await fair.proposed(edition);
  const [late] = await fair.hall(edition, 'B', [{}]);
  const [newcomer] = await fair.applicants(edition, [{}]);
  const problems = async (registration: string, stand: string) =>
    (await fair.move(proposal.id, registration, stand)).errors?.[0]?.extensions?.problems;
  expect(await problems(newcomer!.registration, first!)).toMatchObject([{ path: 'registrationId' }]);
  expect(await problems(one!.registration, late!)).toMatchObject([{ path: 'standId' }]);
  await fair.done(fair.move(proposal.id, one!.registration, null));
  await fair.make.assign(first!, newcomer!.registration);
  expect((await fair.move(proposal.id, one!.registration, first!)).errors?.[0]?.extensions).toMatchObject({
    ...{ code: 'CONFLICT', conflictsWith: [{ type: 'Exhibitor', id: newcomer!.exhibitor }] },
  });
});

test('a proposal that was applied or discarded is not edited', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}]);
  const [one] = await fair.applicants(edition, [{}]);
  const [applied, discarded] = [await fair.proposed(edition), await fair.proposed(edition)];
  await fair.apply(applied.id);
  await fair.discard(discarded.id);
  for (const { id } of [applied, discarded]) {
    expect((await fair.move(id, one!.registration, null)).errors?.[0]?.extensions?.code).toBe('ILLEGAL_TRANSITION');
  }
});

test('fifty who edit one proposal at once leave one holder a stand, and everybody decided', async () => {
  const edition = await fair.make.edition();
  const standIds = await fair.hall(edition, 'A', [{}, {}, {}]);
  const made = await fair.applicants(edition, [{}, {}, {}, {}, {}]);
  const { id } = await fair.proposed(edition);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => fair.move(id, made[index % 5]!.registration, standIds[index % 3] ?? null)),
  );
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  const { allocationProposal: after } = await service.data(
    'query ($id: ID!) { allocationProposal(id: $id) { placements { nodes { stand { id } } } refusals { totalCount } } }',
    { id },
    { as: { id: 'organiser', role: 'admin' } },
  );
  const holders = after.placements.nodes.map(({ stand }: { stand: { id: string } }) => stand.id);
  expect(holders.sort()).toEqual([...standIds].sort());
  expect(after.refusals.totalCount).toBe(2);
});
