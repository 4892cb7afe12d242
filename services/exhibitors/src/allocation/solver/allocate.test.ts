import fc from 'fast-check';
import { admit } from './admit.js';
import { allocate } from './allocate.js';
import { boardOf } from './board.js';
import { Draw } from './draw.js';
import { isCorner } from './floor.js';
import { allocateGreedily } from './greedy.js';
import { belongsTo, brokenRule } from './hard-rules.js';
import {
  usualWeights,
  type Applicant,
  type FloorStand,
  type Group,
  type Problem,
  type Quota,
  type Zone,
} from './problem.js';

const sectors = ['ARGAN', 'POTTERY', 'WEAVING'];
const halls = ['A', 'B'];
const some = <Item>(items: Item[]) => fc.subarray(items);

const applicant = (id: number, most: number): fc.Arbitrary<Applicant> => {
  const names = Array.from({ length: most }, (_, index) => `e${index}`);
  return fc.record({
    id: fc.constant(`r${String(id).padStart(2, '0')}`),
    exhibitorId: fc.constant(`e${id}`),
    sector: fc.constantFrom(...sectors),
    kind: fc.constantFrom('ARTISAN', 'ASSOCIATION'),
    region: fc.constantFrom('SOUSS_MASSA', 'ORIENTAL', null),
    womenLed: fc.boolean(),
    youthLed: fc.boolean(),
    firstTime: fc.boolean(),
    needs: fc.record({ power: fc.boolean(), water: fc.boolean(), minArea: fc.constantFrom(0, 0, 9, 12) }),
    wishes: fc.record({ hallCodes: some(halls), near: some(names), apartFrom: some(names), corner: fc.boolean() }),
  });
};
const stand = (id: number): fc.Arbitrary<FloorStand> =>
  fc.record({
    id: fc.constant(`s${String(id).padStart(2, '0')}`),
    code: fc.constant(`S-${id}`),
    hallCode: fc.constantFrom(...halls),
    hasPower: fc.boolean(),
    hasWater: fc.boolean(),
    area: fc.constantFrom(9, 12),
    position: fc.constant({ x: id * 3, y: 0, width: 3, depth: 3 }),
    corner: fc.boolean(),
  });
const group: fc.Arbitrary<Group> = fc.record(
  {
    regions: fc.constant<string[]>(['SOUSS_MASSA']),
    kinds: fc.constant<string[]>(['ARTISAN']),
    womenLed: fc.constant(true),
    youthLed: fc.constant(true),
    firstTime: fc.constant(true),
  },
  { requiredKeys: [] },
);
const quota = (code: string): fc.Arbitrary<Quota> =>
  fc.record({ code: fc.constant(code), group, min: fc.nat(4), max: fc.constantFrom(null, 4, 6) });
const zone = (code: string): fc.Arbitrary<Zone> =>
  fc.record({
    code: fc.constant(code),
    sectors: some(sectors),
    hallCodes: some(halls),
    standCodes: some(['S-0', 'S-3', 'S-5']),
    hard: fc.boolean(),
  });
const problem: fc.Arbitrary<Problem> = fc
  .record({ people: fc.nat(14), free: fc.nat(12), settled: fc.nat(3) })
  .chain(({ people, free, settled }) => {
    const all = people + settled;
    const list = <Item>(from: number, to: number, make: (id: number) => fc.Arbitrary<Item>) =>
      fc.tuple(...Array.from({ length: to - from }, (_, index) => make(from + index)));
    return fc.record({
      applicants: list(0, people, (id) => applicant(id, all)),
      free: list(0, free, stand),
      settled: list(0, settled, (id) => fc.record({ applicant: applicant(people + id, all), stand: stand(free + id) })),
      quotas: fc.subarray(['Q1', 'Q2']).chain((codes) => fc.tuple(...codes.map(quota))),
      zones: fc.subarray(['Z1', 'Z2']).chain((codes) => fc.tuple(...codes.map(zone))),
      weights: fc.constant(usualWeights),
      neighbourWithin: fc.constant(2),
    });
  });
const seed = fc.integer();
const check = (property: fc.IProperty<any>): void => {
  fc.assert(property, { numRuns: 25 });
};

const seats = (given: Problem, answer: ReturnType<typeof allocate>) =>
  answer.placements.map(({ applicantId, standId }) => ({
    applicant: given.applicants.find(({ id }) => id === applicantId)!,
    stand: given.free.find(({ id }) => id === standId)!,
  }));
const placedIn = (given: Problem, answer: ReturnType<typeof allocate>, of: Quota) =>
  [...seats(given, answer), ...given.settled].filter(({ applicant: who }) => belongsTo(who, of.group)).length;

test('every hard rule is kept: one stand one exhibitor, needs, zones, the most of each quota', () => {
  check(
    fc.property(problem, seed, (given, by) => {
      const answer = allocate(given, by);
      const placed = seats(given, answer);
      expect(new Set(placed.map(({ stand: { id } }) => id)).size).toBe(placed.length);
      for (const { applicant: who, stand: where } of placed) {
        expect(brokenRule(who, where, given.zones)).toBeUndefined();
      }
      for (const each of given.quotas) {
        const before = given.settled.filter(({ applicant: who }) => belongsTo(who, each.group)).length;
        expect(placedIn(given, answer, each)).toBeLessThanOrEqual(Math.max(each.max ?? Infinity, before));
      }
    }),
  );
});

test('everyone who asks has an answer: a placement with the rule that let it in, or a refusal with the rule that stopped it', () => {
  check(
    fc.property(problem, seed, (given, by) => {
      const { placements, refusals } = allocate(given, by);
      expect([...placements, ...refusals].map(({ applicantId }) => applicantId).sort()).toEqual(
        given.applicants.map(({ id }) => id),
      );
      for (const { reasons } of placements) {
        expect(['LOT', 'QUOTA_MIN']).toContain(reasons[0]?.rule);
      }
      for (const { applicantId, rule } of refusals) {
        const fits = given.free.some((each) => {
          const who = given.applicants.find(({ id }) => id === applicantId)!;
          return !brokenRule(who, each, given.zones);
        });
        expect(fits || given.free.length === 0).toBe(['QUOTA_MAX', 'STANDS_TAKEN'].includes(rule));
      }
    }),
  );
});

test('the same seed gives the same allocation, in whatever order everything is given', () => {
  const reversed = <Item>(items: Item[]) => [...items].reverse();
  check(
    fc.property(problem, seed, (given, by) => {
      const turned: Problem = {
        ...given,
        applicants: reversed(given.applicants).map((who) => ({
          ...who,
          wishes: {
            ...who.wishes,
            near: reversed(who.wishes.near),
            apartFrom: reversed(who.wishes.apartFrom),
          },
        })),
        free: reversed(given.free),
        settled: reversed(given.settled),
        quotas: reversed(given.quotas),
        zones: reversed(given.zones),
      };
      expect(allocate(turned, by)).toEqual(allocate(given, by));
    }),
  );
});

test('nobody is refused whom the greedy way could seat in addition: without quotas as many as possible have a stand', () => {
  check(
    fc.property(problem, seed, (given, by) => {
      const open = { ...given, quotas: [] };
      expect(allocate(open, by).placements.length).toBeGreaterThanOrEqual(allocateGreedily(open, by).placed);
    }),
  );
});

test('places that a quota keeps are given to its group as long as any of it asks and fits', () => {
  check(
    fc.property(problem, seed, fc.nat(6), (given, by, min) => {
      const kept: Quota = { code: 'WOMEN', group: { womenLed: true }, min, max: null };
      const only = { ...given, settled: [], quotas: [] as Quota[] };
      const alone = allocate({ ...only, applicants: given.applicants.filter(({ womenLed }) => womenLed) }, by);
      const answer = allocate({ ...only, quotas: [kept] }, by);
      expect(placedIn({ ...only, quotas: [kept] }, answer, kept)).toBeGreaterThanOrEqual(
        Math.min(min, alone.placements.length),
      );
      expect(answer.quotas[0]).toMatchObject({ kept: placedIn(only, answer, kept) >= min });
    }),
  );
});

test('improving never keeps fewer wishes than the first seating', () => {
  check(
    fc.property(problem, seed, (given, by) => {
      const first = admit(boardOf(given), new Draw(by)).arrangement.satisfaction();
      expect(allocate(given, by).satisfaction).toBeGreaterThanOrEqual(first);
    }),
  );
});

test('a corner is a stand with two open sides that meet; the wall of a hall is not open', () => {
  const hall = { width: 30, depth: 30 };
  const at = (x: number, y: number) => ({ x, y, width: 3, depth: 3 });
  expect(isCorner(hall, at(12, 12), [at(9, 12)])).toBe(true);
  expect(isCorner(hall, at(12, 12), [at(9, 12), at(15, 12)])).toBe(false);
  expect(isCorner(hall, at(0, 0), [at(3, 0)])).toBe(false);
});
