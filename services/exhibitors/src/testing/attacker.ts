import { groupIds, groupsOf, type Cell } from '../inclusion/groups.js';
import { sortsOf } from '../inclusion/people.js';
import type { Shown } from '../inclusion/suppression.js';

/** People whom no figure tells apart: those of a cell, of one sort. */
interface Alike {
  cell: Cell;
  count: number;
  /** In the figures about women, or about youth. */
  counted: boolean;
}

/**
 * The size of every set of people of one sort (all, women, men, youth, those who are older) that follows from the figures about it, by
 * adding and subtracting. The attacker knows in which cells there is nobody.
 */
export function knownOfOneSort(cells: readonly Cell[], { total, group }: Shown): number[] {
  const totals = [total.members, total.women, total.women, total.youth, total.youth];
  return totals.flatMap((totalShown, sort) => {
    const people = cells.map((cell) => ({ cell, count: sortsOf(cell)[sort] ?? 0, counted: true }));
    return known(people, [
      ...(totalShown ? [() => true] : []),
      ...groupsOf(cells)
        .filter(({ id }) => group(id))
        .map(({ id }) => isIn(id)),
    ]);
  });
}

/** The same of every set of women and men together, of some cells these and of others those; or of youth and those who are older. */
export function knownOfBothSorts(cells: readonly Cell[], shown: Shown, sort: 'women' | 'youth'): number[] {
  const people = cells.flatMap((cell) => [
    { cell, count: cell[sort], counted: true },
    { cell, count: cell.members - cell[sort], counted: false },
  ]);
  const groups = groupsOf(cells).filter(({ id }) => shown.group(id));
  return known(people, [
    ...(shown.total.members ? [() => true] : []),
    ...(shown.total[sort] ? [({ counted }: Alike) => counted] : []),
    ...groups.map(({ id }) => isIn(id)),
    ...groups.map(
      ({ id }) =>
        (one: Alike) =>
          one.counted && isIn(id)(one),
    ),
  ]);
}

const isIn =
  (id: string) =>
  ({ cell: { origin, abroad, kind } }: Alike): boolean =>
    (abroad ? [groupIds.abroad, groupIds.country(origin)] : [groupIds.region(origin)]).includes(id) ||
    groupIds.kind(kind) === id;

/** By elimination over all subsets: another way than the audit's. */
function known(people: readonly Alike[], figures: ((one: Alike) => boolean)[]): number[] {
  const there = people.filter(({ count }) => count > 0);
  const basis = reduced(figures.map((figure) => there.map((one) => (figure(one) ? 1 : 0))));
  return Array.from({ length: 1 << there.length }, (_, set) => there.map((_, place) => (set >> place) & 1))
    .filter((set) => rest(set, basis).every((value) => Math.abs(value) < tiny))
    .map((set) => there.reduce((sum, { count }, place) => sum + count * (set[place] ?? 0), 0));
}

/** The coefficients are small integers, far above it. */
const tiny = 1e-9;

interface Row {
  pivot: number;
  values: number[];
}

/** Reduced row echelon form. */
function reduced(rows: number[][]): Row[] {
  let basis: Row[] = [];
  for (const row of rows) {
    const left = rest(row, basis);
    const pivot = left.findIndex((value) => Math.abs(value) > tiny);
    if (pivot >= 0) {
      const values = left.map((value) => value / (left[pivot] ?? 1));
      basis = [
        ...basis.map((one) => ({ ...one, values: less(one.values, values, one.values[pivot] ?? 0) })),
        { pivot, values },
      ];
    }
  }
  return basis;
}

const less = (from: number[], what: number[], times: number): number[] =>
  from.map((value, place) => value - times * (what[place] ?? 0));

const rest = (row: number[], basis: Row[]): number[] =>
  basis.reduce((left, { pivot, values }) => less(left, values, left[pivot] ?? 0), row);
