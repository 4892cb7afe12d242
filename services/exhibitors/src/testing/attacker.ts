import { groupIds, groupsOf, type Cell } from '../inclusion/groups.js';
import { sortsOf } from '../inclusion/people.js';
import type { Shown } from '../inclusion/suppression.js';

/** A sum of the people of some cells, of one sort, that follows from what is shown. */
export interface KnownSum {
  sort: number;
  cells: Cell[];
  count: number;
}

/**
 * Everything that an attacker can work out by adding and subtracting: for each sort of people, each set of cells whose indicator is
 * a linear combination of those of the figures shown. He knows which cells are empty. By elimination, in another way than the audit.
 */
export function knownSums(cells: readonly Cell[], shown: Shown): KnownSum[] {
  const totals = [shown.total.members, shown.total.women, shown.total.women, shown.total.youth, shown.total.youth];
  return totals.flatMap((total, sort) => {
    const count = (cell: Cell) => sortsOf(cell)[sort] ?? 0;
    const full = cells.filter((cell) => count(cell) > 0);
    const figures = groupsOf(cells)
      .filter(({ id }) => shown.group(id))
      .map(({ id }) => full.map((cell) => (idsOf(cell).includes(id) ? 1 : 0)));
    const basis = reduced([...(total ? [full.map(() => 1)] : []), ...figures], full.length);
    return subsetsOf(full.length)
      .filter((set) => follows(set, basis))
      .map((set) => full.filter((_, place) => set[place] === 1))
      .map((own) => ({ sort, cells: own, count: own.reduce((sum, cell) => sum + count(cell), 0) }));
  });
}

const idsOf = ({ origin, abroad, kind }: Cell): string[] => [
  ...(abroad ? [groupIds.abroad, groupIds.country(origin)] : [groupIds.region(origin)]),
  groupIds.kind(kind),
];

const subsetsOf = (length: number): number[][] =>
  Array.from({ length: 1 << length }, (_, set) => Array.from({ length }, (_, place) => (set >> place) & 1));

type Row = { pivot: number; values: number[] };

/** Reduced row echelon form; the figures are small enough for floating point. */
function reduced(rows: number[][], width: number): Row[] {
  let basis: Row[] = [];
  for (const row of rows) {
    const rest = minus(row, basis);
    const pivot = rest.findIndex((value) => Math.abs(value) > 1e-9);
    if (pivot >= 0 && pivot < width) {
      const values = rest.map((value) => value / (rest[pivot] ?? 1));
      basis = basis.map((one) => ({ ...one, values: take(one.values, values, one.values[pivot] ?? 0) }));
      basis.push({ pivot, values });
    }
  }
  return basis;
}

const take = (from: number[], what: number[], times: number) =>
  from.map((value, place) => value - times * (what[place] ?? 0));

const minus = (row: number[], basis: Row[]): number[] =>
  basis.reduce((rest, { pivot, values }) => take(rest, values, rest[pivot] ?? 0), row);

const follows = (set: number[], basis: Row[]): boolean => minus(set, basis).every((value) => Math.abs(value) < 1e-9);
