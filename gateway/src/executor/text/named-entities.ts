import type { Find } from './entities-on-tape.js';
import type { Represent } from './representation-text.js';
import type { TextRun } from './run-text.js';

/** The entities at a path, as a service is told of them: equal ones once. */
export interface NamedEntities {
  /** Where each of them lies on its tape. */
  records: number[];
  /** For each of them, which of the representations is its own. */
  indexes: number[];
  count: number;
  /** All representations, with commas between them. */
  representations: string;
}

/** Fetches that run at the same time and need the same of the same entities share their names. @param slot its place in the run */
export function entityNames(slot: number, find: Find, represent: Represent): (run: TextRun) => NamedEntities {
  return (run) => (run.named[slot] ??= nameEntities(run, find, represent));
}

function nameEntities(run: TextRun, find: Find, represent: Represent): NamedEntities {
  const records: number[] = [];
  find(run, 0, records);
  const known = new Map<string, number>();
  const indexes: number[] = [];
  for (const record of records) {
    const text = represent(run, record);
    let index = known.get(text);
    if (index === undefined) {
      index = known.size;
      known.set(text, index);
    }
    indexes.push(index);
  }
  return { records, indexes, count: known.size, representations: [...known.keys()].join() };
}
