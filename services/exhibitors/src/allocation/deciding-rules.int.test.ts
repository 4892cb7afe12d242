import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders, decisionOn } from '../testing/allocation-builders.js';

let service: TestService;
let fair: ReturnType<typeof allocationBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  fair = allocationBuilders(service);
});
afterAll(() => service.close());

const rules = (decision: Record<string, any> | undefined, side: 'met' | 'missed' = 'met') =>
  decision?.[side].map(({ rule }: { rule: string }) => rule);

test('NEED_POWER, NEED_WATER, NEED_AREA: who needs it has such a stand, or is refused by that rule', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{ hasPower: true }, { hasWater: true }, { width: 6 }]);
  const made = await fair.applicants(edition, [
    { answers: { power: true } },
    { answers: { water: true } },
    { answers: { area: 15 } },
    { answers: { power: true, water: true } },
    { answers: { area: 20 } },
  ]);
  const proposal = await fair.proposed(edition);
  const decisions = made.map(({ registration }) => decisionOn(proposal, registration));
  expect(decisions.map((each) => each?.stand?.code ?? each?.rule)).toEqual([
    'A-1',
    'A-2',
    'A-3',
    'NEED_WATER',
    'NEED_AREA',
  ]);
  expect(decisions.slice(0, 3).map((each) => rules(each)[0])).toEqual(['NEED_POWER', 'NEED_WATER', 'NEED_AREA']);
  expect(decisions[4]?.detail).toBe('No free stand that has what else it needs has 20 m².');
});

test('ZONE_HARD: a zone of halls, ranges and stands takes its sectors only', async () => {
  const edition = await fair.make.edition();
  await fair.hall(
    edition,
    'A',
    Array.from({ length: 12 }, () => ({})),
  );
  await fair.hall(edition, 'B', [{}]);
  const [argan, pottery] = await fair.applicants(edition, [{ sector: 'ARGAN' }, { sector: 'POTTERY' }]);
  const food = { code: 'FOOD', sectors: ['ARGAN'], ranges: [{ from: 'A-2', to: 'A-11' }], stands: ['A-12'] };
  const open = await fair.proposed(edition, { zones: [food] });
  expect(['A-1', 'B-1']).toContain(decisionOn(open, pottery!.registration).stand.code);
  const shut = await fair.proposed(edition, { zones: [{ ...food, halls: ['B'], stands: ['A-1', 'A-12'] }] });
  expect(decisionOn(shut, pottery!.registration)).toMatchObject({ stand: null, rule: 'ZONE_HARD' });
  expect(rules(decisionOn(shut, argan!.registration))).toContain('ZONE_HARD');
});

test('ZONE_HARD: a zone along an aisle is the stands on both of its sides', async () => {
  const edition = await fair.make.edition();
  const at = (x: number, y: number) => ({ x, y, width: 3, depth: 3 });
  const stands = { 'A-1': at(3, 0), 'A-2': at(3, 6), 'A-3': at(3, 10) };
  await service.data(
    'mutation ($input: CreateHallInput!) { createHall(input: $input) { id } }',
    {
      input: {
        ...{ idempotencyKey: edition, editionId: edition, code: 'A', name: { fr: 'Hall' }, width: 20, depth: 20 },
        stands: Object.entries(stands).map(([code, position]) => ({ code, position })),
        aisles: [
          { x: 12, y: 0, width: 2, depth: 20 },
          { x: 0, y: 3, width: 12, depth: 3 },
        ],
      },
    },
    { as: organiser },
  );
  const [pottery] = await fair.applicants(edition, [{ sector: 'POTTERY' }]);
  const zones = [{ code: 'FOOD', sectors: ['ARGAN'], aisles: [{ hall: 'A', aisle: 2 }] }];
  expect(decisionOn(await fair.proposed(edition, { zones }), pottery!.registration).stand.code).toBe('A-3');
});

test('ZONE_PREFERRED, HALL, CORNER, NEAR, APART, CLUSTER: wishes are kept where they can be, and said where not', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}, {}, { gap: 9 }, { gap: 9 }]);
  await fair.hall(edition, 'B', [{}]);
  const [one, two, three, four] = await fair.applicants(edition, [
    { sector: 'ARGAN' },
    { sector: 'ARGAN' },
    { sector: 'POTTERY', wishes: { halls: ['B'] } },
    { sector: 'LEATHER', wishes: { corner: true } },
  ]);
  await fair.wish(one!.registration, { near: [two!.exhibitor], apart: [four!.exhibitor] });
  const proposal = await fair.proposed(edition, {
    zones: [{ code: 'CRAFT', sectors: ['LEATHER'], halls: ['A'], hard: false }],
  });
  const met = [one, two, three, four].map((each) => rules(decisionOn(proposal, each!.registration)));
  expect(met).toEqual([['NEAR', 'APART', 'CLUSTER'], ['CLUSTER'], ['HALL'], ['ZONE_PREFERRED', 'CORNER']]);
  expect(proposal.satisfaction).toBe(1);
  const whom = decisionOn(proposal, one!.registration).met.map(({ exhibitor }: any) => exhibitor?.id ?? null);
  expect(whom).toEqual([two!.exhibitor, four!.exhibitor, null]);
  expect(decisionOn(proposal, one!.registration)).toMatchObject({ wishesKept: 3, wishesMade: 3, missed: [] });
  await fair.wish(three!.registration, { halls: ['B'], near: [one!.exhibitor] });
  const less = await fair.proposed(edition);
  expect(less.satisfaction).toBeLessThan(1);
  expect(less.greedySatisfaction).toBeGreaterThan(0);
  const both = decisionOn(less, three!.registration);
  expect([...rules(both), ...rules(both, 'missed')].sort()).toEqual(['HALL', 'NEAR']);
});

test('QUOTA_MIN, QUOTA_MAX, LOT, STANDS_TAKEN: every placement and every refusal carries the rule that decided', async () => {
  const edition = await fair.make.edition();
  await fair.hall(edition, 'A', [{}, {}, {}, {}, {}]);
  const led = { members: { total: 10, women: 9, youth: 1 } };
  const not = { members: { total: 10, women: 1, youth: 1 } };
  await fair.applicants(edition, [
    { ...led, region: 'FES_MEKNES' },
    ...Array.from({ length: 4 }, () => ({ ...not, region: 'ORIENTAL' })),
    ...Array.from({ length: 4 }, () => ({ ...not, region: 'SOUSS_MASSA' })),
  ]);
  const proposal = await fair.proposed(edition, {
    quotas: [
      { code: 'WOMEN_LED', womenLed: true, minShare: 0.2 },
      { code: 'SOUSS', regions: ['SOUSS_MASSA'], max: 1 },
      { code: 'ORIENTAL', regions: ['ORIENTAL'], min: 3, max: 3 },
    ],
  });
  const count = (nodes: { rule: string }[]) =>
    nodes.reduce<Record<string, number>>((sum, { rule }) => ({ ...sum, [rule]: (sum[rule] ?? 0) + 1 }), {});
  expect(count(proposal.placements.nodes)).toEqual({ QUOTA_MIN: 4, LOT: 1 });
  expect(count(proposal.refusals.nodes)).toEqual({ QUOTA_MAX: 4 });
  expect(proposal.quotas).toEqual([
    { code: 'ORIENTAL', min: 3, max: 3, placed: 3, kept: true },
    { code: 'SOUSS', min: 0, max: 1, placed: 1, kept: true },
    { code: 'WOMEN_LED', min: 1, max: null, placed: 1, kept: true },
  ]);
  const open = await fair.proposed(edition);
  expect(count(open.placements.nodes)).toEqual({ LOT: 5 });
  expect(count(open.refusals.nodes)).toEqual({ STANDS_TAKEN: 4 });
  expect(open.refusals.nodes[0].name.value).toBe('Stands that fit are given');
});

test('quotas are by region, kind, women-led, youth-led and first time, those who have a stand counted in', async () => {
  const [past, edition] = [
    await fair.make.edition({ startsOn: '2024-01-27', endsOn: '2024-02-02' }),
    await fair.make.edition(),
  ];
  const [settled] = await fair.hall(edition, 'A', [{}, {}, {}, {}]);
  const [holder, again] = await fair.applicants(edition, [
    { kind: 'ARTISAN', members: null },
    { members: { total: 10, women: 1, youth: 1 } },
    { members: { total: 10, women: 1, youth: 1 }, answers: { firstTime: false } },
    { members: { total: 10, women: 1, youth: 6 }, kind: 'ASSOCIATION', region: 'ORIENTAL' },
  ]);
  await fair.make.assign(settled!, holder!.registration);
  const earlier = await fair.make.approved(past, again!.exhibitor);
  await fair.make.step('confirmRegistration', earlier);
  await fair.make.step('checkInRegistration', earlier);
  const { quotas } = await fair.proposed(edition, {
    quotas: [
      { code: 'ALL', min: 0 },
      { code: 'ARTISANS', kinds: ['ARTISAN'], min: 1 },
      { code: 'FIRST_TIME', firstTime: true, min: 1 },
      { code: 'ORIENTAL', regions: ['ORIENTAL'], maxShare: 0.5 },
      { code: 'YOUTH_LED', youthLed: true, minShare: 0.3 },
    ],
  });
  expect(quotas.map(({ code, min, max, placed }: any) => [code, min, max, placed])).toEqual([
    ['ALL', 0, null, 4],
    ['ARTISANS', 1, null, 1],
    ['FIRST_TIME', 1, null, 2],
    ['ORIENTAL', 0, 2, 1],
    ['YOUTH_LED', 2, null, 1],
  ]);
});
