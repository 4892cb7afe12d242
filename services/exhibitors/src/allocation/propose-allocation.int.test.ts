import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders, proposalFields } from '../testing/allocation-builders.js';
import { allocate, type Problem } from './solver/index.js';

let service: TestService;
let fair: ReturnType<typeof allocationBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  fair = allocationBuilders(service);
});
afterAll(() => service.close());

const placesOf = (proposal: Record<string, any>) =>
  proposal.placements.nodes.map(({ stand, registration, rule }: Record<string, any>) => [
    registration.id,
    stand.code,
    rule,
  ]);
const nothing: object[] = [];

test('the same facts and seed give the same proposal, and what is stored gives it again', async () => {
  const edition = await fair.make.edition();
  await fair.hall(
    edition,
    'A',
    Array.from({ length: 8 }, () => ({})),
  );
  await fair.applicants(
    edition,
    Array.from({ length: 10 }, (_, index) => ({ sector: index % 2 ? 'ARGAN' : 'POTTERY' })),
  );
  const first = await fair.proposed(edition);
  const second = await fair.proposed(edition);
  const other = await fair.proposed(edition, { seed: 8 });
  expect(second.id).not.toBe(first.id);
  expect(placesOf(second)).toEqual(placesOf(first));
  expect([second.factsHash, second.satisfaction]).toEqual([first.factsHash, first.satisfaction]);
  expect(other.factsHash).toBe(first.factsHash);
  expect(placesOf(other)).not.toEqual(placesOf(first));
  const { allocationProposal } = await service.data(
    'query ($id: ID!) { allocationProposal(id: $id) { facts } }',
    { id: first.id },
    { as: organiser },
  );
  const again = allocate(allocationProposal.facts as Problem, first.seed);
  expect(again.placements.map(({ applicantId, standId }) => [applicantId, standId]).sort()).toEqual(
    first.placements.nodes.map((node: any) => [node.registration.id, node.stand.id]).sort(),
  );
  expect(again.satisfaction).toBe(first.satisfaction);
});

test('another fact gives another fingerprint', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}]);
  const [one] = await fair.applicants(edition, [{}]);
  const before = await fair.proposed(edition);
  await fair.wish(one!.registration, { halls: ['A'] });
  expect((await fair.proposed(edition)).factsHash).not.toBe(before.factsHash);
});

test('all who are approved or confirmed and have no stand are considered, on all stands that are free for the whole edition', async () => {
  service.setNow(new Date('2025-01-01T09:00:00Z'));
  const edition = await fair.make.edition();
  const [assigned, shared, held, lapsed] = await fair.hall(edition, 'A', [{}, {}, {}, {}]);
  const [holder, sharing, holding, late, free, confirmed, gone] = await fair.applicants(edition, [
    ...Array.from({ length: 7 }, () => ({})),
  ]);
  await fair.make.assign(assigned!, holder!.registration);
  await service.data(
    'mutation ($input: AssignStandInput!) { assignStand(input: $input) { id } }',
    {
      input: {
        standId: shared,
        registrationId: sharing!.registration,
        slices: [{ day: '2025-01-27', half: 'MORNING' }],
      },
    },
    { as: organiser },
  );
  const hold = (standId: string, registrationId: string, until: string) =>
    service.data(
      'mutation ($input: HoldStandInput!) { holdStand(input: $input) { id } }',
      { input: { standId, registrationId, until } },
      { as: organiser },
    );
  await hold(held!, holding!.registration, '2025-01-05T09:00:00Z');
  await hold(lapsed!, late!.registration, '2025-01-01T10:00:00Z');
  await fair.make.step('confirmRegistration', confirmed!.registration);
  await fair.make.step('withdrawRegistration', gone!.registration, 'ill');
  await fair.make.registration(edition, await fair.make.exhibitor());
  service.setNow(new Date('2025-01-01T11:00:00Z'));
  const proposal = await fair.proposed(edition);
  const decided = [...proposal.placements.nodes, ...proposal.refusals.nodes].map(({ registration }) => registration.id);
  expect(decided.sort()).toEqual([late, free, confirmed].map((each) => each!.registration).sort());
  expect(proposal.placements.nodes.map(({ stand }: any) => stand.id)).toEqual([lapsed]);
});

test('a proposal without anybody or anything to give is an empty one', async () => {
  const proposal = await fair.proposed(await fair.make.edition());
  expect(proposal).toMatchObject({ placements: { nodes: nothing }, refusals: { nodes: nothing }, satisfaction: 1 });
});

test('quotas and zones that make no sense are refused by their place', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}, {}]);
  const paths = async (input: object) =>
    ((await fair.propose(edition, input)).errors?.[0]?.extensions?.problems as { path: string }[]).map(
      ({ path }) => path,
    );
  expect(
    await paths({
      quotas: [
        { code: 'NO_LIMIT', womenLed: true },
        { code: 'TWICE', min: 1, minShare: 0.1 },
        { code: 'ACROSS', min: 2, max: 1 },
      ],
    }),
  ).toEqual(['quotas.0', 'quotas.1', 'quotas.2']);
  expect(
    await paths({
      zones: [
        { code: 'NOWHERE', sectors: ['ARGAN'] },
        {
          code: 'UNKNOWN',
          sectors: ['ARGAN'],
          halls: ['Z'],
          stands: ['Z-1'],
          aisles: [{ hall: 'A', aisle: 1 }],
          ranges: [{ from: 'A-2', to: 'A-1' }],
        },
      ],
    }),
  ).toEqual(['zones.0', 'zones.1.aisles.0', 'zones.1.ranges.0', 'zones.1.stands.0', 'zones.1.halls.0']);
  expect(
    await paths({
      zones: [
        { code: 'Z', sectors: [] },
        { code: 'Z', sectors: [] },
      ],
    }),
  ).toContain('zones');
});

test('one key proposes once', async () => {
  const edition = await fair.make.edition();
  const input = { idempotencyKey: newId(), editionId: edition, seed: 1 };
  const [first, second] = await Promise.all([
    fair.run('proposeAllocation', input),
    fair.run('proposeAllocation', input),
  ]);
  expect(second.data?.made.id).toBe(first.data?.made.id);
  expect((await fair.run('proposeAllocation', { ...input, seed: 2 })).errors?.[0]?.extensions?.code).toBe(
    'IDEMPOTENCY_CONFLICT',
  );
});

test('proposals are for the organiser alone', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}]);
  const [one] = await fair.applicants(edition, [{}]);
  const { id } = await fair.proposed(edition);
  const own = { as: { id: 'exhibitor', role: 'exhibitor', exhibitorId: one!.exhibitor } } as const;
  const codes = async (asking: Parameters<TestService['refusal']>[2]) => [
    (await service.refusal('query ($id: ID!) { allocationProposal(id: $id) { id } }', { id }, asking)).code,
    (
      await service.refusal(
        'query ($id: ID!) { allocationProposals(editionId: $id) { nodes { id } } }',
        { id: edition },
        asking,
      )
    ).code,
    (
      await service.refusal(
        'mutation ($input: ProposeAllocationInput!) { proposeAllocation(input: $input) { id } }',
        { input: { idempotencyKey: newId(), editionId: edition, seed: 1 } },
        asking,
      )
    ).code,
    (
      await service.refusal(
        'mutation ($id: ID!) { applyAllocation(input: { proposalId: $id }) { id } }',
        { id },
        asking,
      )
    ).code,
    (
      await service.refusal(
        'mutation ($id: ID!) { discardAllocation(input: { proposalId: $id }) { id } }',
        { id },
        asking,
      )
    ).code,
    (
      await service.refusal(
        'mutation ($input: MoveInAllocationInput!) { moveInAllocation(input: $input) { id } }',
        { input: { proposalId: id, registrationId: one!.registration, reason: 'mine' } },
        asking,
      )
    ).code,
  ];
  expect(await codes(own)).toEqual(Array.from({ length: 6 }, () => 'FORBIDDEN'));
  expect(await codes({})).toEqual(Array.from({ length: 6 }, () => 'UNAUTHENTICATED'));
});

test('proposals cost the same number of statements whether they place one or fifty', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}]);
  await fair.applicants(edition, [{}, {}]);
  const read = () =>
    service.countStatements(() =>
      service.data(
        `query ($id: ID!) { allocationProposals(editionId: $id, first: 10) { nodes { edition { id } facts ${proposalFields} } } }`,
        { id: edition },
        { as: organiser },
      ),
    );
  const propose = () => service.countStatements(() => fair.proposed(edition));
  const [proposing, reading] = [await propose(), await read()];
  await fair.hall(
    edition,
    'B',
    Array.from({ length: 50 }, () => ({})),
  );
  await fair.applicants(
    edition,
    Array.from({ length: 60 }, () => ({})),
  );
  expect(await propose()).toBe(proposing);
  expect(await read()).toBe(reading);
});
