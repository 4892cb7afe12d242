import { groupIds, groupsOf, type Cell } from './groups.js';
import { areEnough, maySay, sumOf, type People } from './people.js';
import { tooTelling } from './suppression-audit.js';

/** Which figures about people are shown. */
export interface Shown {
  /** Of all people together, each figure by itself. */
  total: Record<keyof People, boolean>;
  /** Whether a group's people are shown: all three figures or none. */
  group(id: string): boolean;
}

/**
 * Decides which figures about people are shown, so that nobody learns one about 1 to 4 people: neither by reading it nor by
 * subtracting what is shown from what is shown.
 *
 * Primary suppression (the threshold rule, of five) hides a group in which there are 1 to 4 of all, women, men, youth or older
 * members. Complementary suppression hides the next smallest group of the same table, until those hidden are, added up, enough
 * people themselves; an audit then looks for what origins and kinds tell together, and hides on. Of equally small groups the
 * first by id is hidden: the same people always hide the same groups. A group's three figures go together, so that whatever is
 * known of women or youth is known of the very groups of which all people are known. Where all people together have too few of a
 * sort, only totals are shown.
 *
 * Source: Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22 (2005): threshold rule, primary and
 * complementary suppression, audit; the same in Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
 *
 * The people given are those of whom nothing is shown elsewhere: what is known anyway can be subtracted, so it protects nobody.
 * It protects one reading against those who know no more than what is shown: two readings at different times differ by those who
 * came or left in between, and an exhibitor knows its own members.
 */
export function suppress(people: readonly Cell[]): Shown {
  const cells = [...people].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const all = sumOf(cells);
  const hidden = hiddenOf(cells);
  const say = (...counts: number[]) => [all.members, ...counts].every(maySay);
  return {
    total: {
      members: say(),
      women: say(all.women, all.members - all.women),
      youth: say(all.youth, all.members - all.youth),
    },
    group: (id) => !hidden.has(id),
  };
}

const keyOf = ({ origin, kind }: Cell) => `${origin} ${kind}`;

function hiddenOf(cells: readonly Cell[]): ReadonlySet<string> {
  const groups = groupsOf(cells);
  if (!areEnough(sumOf(cells))) {
    return new Set(groups.map(({ id }) => id));
  }
  const countries = groups.filter(({ table }) => table === 'countries');
  const hidden = new Set<string>();
  for (let next = tooTelling(cells, groups, hidden); next; next = tooTelling(cells, groups, hidden)) {
    const hide = next.id === groupIds.abroad ? [next, ...countries] : [next];
    hide.forEach(({ id }) => hidden.add(id));
  }
  return hidden;
}
