import fc from 'fast-check';
import { testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders } from '../testing/allocation-builders.js';

let service: TestService;
let fair: ReturnType<typeof allocationBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  fair = allocationBuilders(service);
});
afterAll(() => service.close());

const sector = fc.constantFrom('ARGAN', 'POTTERY');
const exhibitor = fc.record({
  sector,
  region: fc.constantFrom('SOUSS_MASSA', 'ORIENTAL'),
  womenLed: fc.boolean(),
  answers: fc.record({
    power: fc.boolean(),
    water: fc.boolean(),
    area: fc.constantFrom(1, 9, 12),
    firstTime: fc.boolean(),
  }),
});
const stand = fc.record({ hasPower: fc.boolean(), hasWater: fc.boolean(), width: fc.constantFrom(3, 4) });
const drawn = fc.record({
  exhibitors: fc.array(exhibitor, { minLength: 1, maxLength: 9 }),
  stands: fc.array(stand, { minLength: 1, maxLength: 8 }),
  most: fc.nat(4),
  zoned: fc.subarray([1, 2, 3, 4]),
  seed: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  edits: fc.array(fc.record({ who: fc.nat(8), to: fc.nat(8) }), { maxLength: 4 }),
});

test('applied placements keep all hard rules, whatever was edited: needs, zones, the most of quotas, one stand one holder', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async ({ exhibitors, stands, most, zoned, seed, edits }) => {
      const edition = await fair.make.edition();
      const standIds = await fair.hall(edition, 'A', stands);
      const members = (women: boolean) => ({ total: 10, women: women ? 9 : 1, youth: 0 });
      const made = await fair.applicants(
        edition,
        exhibitors.map(({ womenLed, ...each }) => ({ ...each, members: members(womenLed) })),
      );
      const codes = zoned.filter((nth) => nth <= stands.length).map((nth) => `A-${nth}`);
      const { id } = await fair.proposed(edition, {
        seed,
        zones: codes.length > 0 ? [{ code: 'FOOD', sectors: ['ARGAN'], stands: codes }] : [],
        quotas: [
          { code: 'SOUSS', regions: ['SOUSS_MASSA'], max: most },
          { code: 'WOMEN_LED', womenLed: true, minShare: 0.5 },
        ],
      });
      for (const { who, to } of edits) {
        await fair.move(id, made[who % made.length]!.registration, standIds[to] ?? null);
      }
      const applied = await fair.done(fair.apply(id));
      const rows: Record<string, any>[] = await service.database.query(
        `SELECT registration.answers, exhibitor.sector, exhibitor.region, stand.id, stand.code, stand.has_power, stand.has_water,
           (stand.position->>'width')::float * (stand.position->>'depth')::float AS area
         FROM stand_holdings holding
         JOIN stands stand ON stand.id = holding.stand_id
         JOIN registrations registration ON registration.id = holding.registration_id
         JOIN exhibitors exhibitor ON exhibitor.id = holding.exhibitor_id
         WHERE holding.edition_id = $1`,
        [edition],
      );
      expect(rows).toHaveLength(applied.placements.totalCount);
      expect(applied.placements.totalCount + applied.refusals.totalCount).toBe(exhibitors.length);
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
      for (const { answers, has_power, has_water, area, code, sector: of } of rows) {
        expect([has_power || !answers.power, has_water || !answers.water]).toEqual([true, true]);
        expect(area).toBeGreaterThanOrEqual(answers.area);
        expect(!codes.includes(code) || of === 'ARGAN').toBe(true);
      }
      expect(rows.filter(({ region }) => region === 'SOUSS_MASSA').length).toBeLessThanOrEqual(most);
    }),
    { numRuns: 15 },
  );
}, 120_000);
