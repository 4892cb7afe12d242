import fc from 'fast-check';
import { groupIds, groupsOf, type Cell } from './groups.js';
import { areEnough, maySay, sortsOf } from './people.js';
import { suppress } from './suppression.js';
import { knownOfBothSorts, knownOfOneSort } from '../testing/attacker.js';

const cell = (origin: string, kind: string, [members, women, youth]: [number, number, number]): Cell => ({
  origin,
  abroad: origin.length === 2,
  kind,
  members,
  women,
  youth,
});

const origins = ['FES_MEKNES', 'ORIENTAL', 'SOUSS_MASSA', 'SN', 'ML'];
const kinds = ['ARTISAN', 'ASSOCIATION', 'DELEGATION'];

const size = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 7 }) }, fc.integer({ min: 8, max: 60 }));
const people = size.chain((members) =>
  fc.tuple(fc.constant(members), fc.integer({ min: 0, max: members }), fc.integer({ min: 0, max: members })),
);
const tablesOf = (maxLength: number) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...origins), fc.constantFrom(...kinds), people), {
      minLength: 1,
      maxLength,
      selector: ([origin, kind]) => `${origin} ${kind}`,
    })
    .map((rows) => rows.map(([origin, kind, figures]) => cell(origin, kind, figures)));

const hiddenIn = (cells: Cell[]) => {
  const shown = suppress(cells);
  return groupsOf(cells)
    .map(({ id }) => id)
    .filter((id) => !shown.group(id))
    .sort();
};

test('an attacker who adds and subtracts what is shown learns no figure about 1 to 4 people', () => {
  fc.assert(
    fc.property(tablesOf(9), (cells) => {
      expect(knownOfOneSort(cells, suppress(cells)).filter((count) => !maySay(count))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('nor does one who takes women with men, or youth with those who are older, of different regions and kinds', () => {
  fc.assert(
    fc.property(tablesOf(5), fc.constantFrom('women' as const, 'youth' as const), (cells, sort) => {
      expect(knownOfBothSorts(cells, suppress(cells), sort).filter((count) => !maySay(count))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a group with 1 to 4 of all, women, men, youth or those who are older is hidden, and never alone', () => {
  fc.assert(
    fc.property(tablesOf(9), (cells) => {
      const shown = suppress(cells);
      const groups = groupsOf(cells);
      for (const group of groups.filter((one) => !areEnough(one))) {
        expect(shown.group(group.id)).toBe(false);
      }
      for (const table of ['origins', 'kinds']) {
        const own = groups.filter((group) => group.table === table);
        const hidden = own.filter(({ id }) => !shown.group(id));
        expect(hidden.length === 1 && own.length > 1).toBe(false);
      }
    }),
  );
});

test('where every region, country and kind is large and they overlap, all is shown', () => {
  const large = origins.flatMap((origin) => kinds.map((kind) => cell(origin, kind, [30, 20, 10])));
  expect(hiddenIn(large)).toEqual([]);
  expect(suppress(large).total).toEqual({ members: true, women: true, youth: true });
});

test('the same people hide the same groups, in whatever order they come', () => {
  fc.assert(
    fc.property(tablesOf(9), (cells) => {
      expect(hiddenIn([...cells].reverse())).toEqual(hiddenIn(cells));
    }),
  );
});

test('the next smallest group of the table keeps a small one company', () => {
  const cells = [
    ...kinds.map((kind) => cell('FES_MEKNES', kind, [30, 15, 15])),
    ...kinds.map((kind) => cell('ORIENTAL', kind, [20, 10, 10])),
    ...kinds.map((kind) => cell('SOUSS_MASSA', kind, [40, 20, 20])),
    cell('ML', 'ARTISAN', [3, 0, 0]),
  ];
  expect(hiddenIn(cells)).toEqual([groupIds.abroad, groupIds.country('ML'), groupIds.region('ORIENTAL')]);
});

test('three men among many women hide their group, for men are members without women', () => {
  const cells = [
    ...kinds.map((kind) => cell('FES_MEKNES', kind, [30, 29, 15])),
    ...kinds.map((kind) => cell('ORIENTAL', kind, [20, 10, 10])),
    ...kinds.map((kind) => cell('SOUSS_MASSA', kind, [40, 20, 20])),
  ];
  expect(hiddenIn(cells)).toEqual([groupIds.region('FES_MEKNES'), groupIds.region('ORIENTAL')]);
});

test('what a kind has more than the region that holds the rest of it is hidden too', () => {
  const cells = [
    cell('FES_MEKNES', 'ARTISAN', [20, 10, 10]),
    cell('FES_MEKNES', 'ASSOCIATION', [3, 1, 1]),
    cell('ORIENTAL', 'ASSOCIATION', [30, 15, 15]),
  ];
  expect(groupsOf(cells).every(areEnough)).toBe(true);
  expect(hiddenIn(cells)).not.toEqual([]);
});

test('a total with too few of a sort is shown without that sort, and no group with it', () => {
  const cells = [cell('ORIENTAL', 'ARTISAN', [40, 36, 12]), cell('FES_MEKNES', 'ARTISAN', [10, 10, 5])];
  expect(suppress(cells).total).toEqual({ members: true, women: false, youth: true });
  expect(hiddenIn(cells)).toEqual(
    groupsOf(cells)
      .map(({ id }) => id)
      .sort(),
  );
  expect(suppress([cell('ORIENTAL', 'ARTISAN', [4, 0, 0])]).total).toEqual({
    members: false,
    women: false,
    youth: false,
  });
});

test('that nobody is in a group is no figure about a few people', () => {
  expect(sortsOf({ members: 0, women: 0, youth: 0 }).every(maySay)).toBe(true);
  expect(suppress([]).total).toEqual({ members: true, women: true, youth: true });
});
