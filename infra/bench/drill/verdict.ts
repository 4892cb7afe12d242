import type { Told } from './books.js';
import type { Channel } from './readers.js';

/** What one channel made of the events of a drill. */
export interface Heard {
  name: string;
  missing: number;
  doubled: number;
  outOfOrder: number;
  /** Events that nobody committed. */
  invented: number;
}

/**
 * Holds what came over a channel against what was committed.
 *
 * @param committed every event that may come, in any order.
 * @param expected the ids of those that must come.
 */
export function heardOver(
  { name, ids }: Pick<Channel, 'name' | 'ids'>,
  committed: Map<string, Told>,
  expected: Iterable<string>,
): Heard {
  const distinct = new Set(ids);
  const last = new Map<string, string>();
  let [outOfOrder, invented] = [0, 0];
  for (const id of distinct) {
    const told = committed.get(id);
    if (!told) {
      invented += 1;
    } else if ((last.get(told.subject) ?? '') > told.sequence) {
      outOfOrder += 1;
    } else {
      last.set(told.subject, told.sequence);
    }
  }
  const missing = [...expected].filter((id) => !distinct.has(id)).length;
  return { name, missing, doubled: ids.length - distinct.size, outOfOrder, invented };
}

/** Writes that were taken against rows that are there. */
export function comparedWith(rows: Set<string>, accepted: string[]): { lost: number; doubled: number } {
  const distinct = new Set(accepted);
  const lost = [...distinct].filter((id) => !rows.has(id)).length;
  const unasked = [...rows].filter((id) => !distinct.has(id)).length;
  return { lost, doubled: unasked + accepted.length - distinct.size };
}
