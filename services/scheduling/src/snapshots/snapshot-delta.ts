import { isDeepStrictEqual } from 'node:util';
import { lists, type ListName, type ProgrammeSnapshot } from './programme-snapshot.js';

export interface ListDelta {
  /** What is new or other than before, whole, in its order. */
  put: { id: string }[];
  /** The ids of what is no longer there. */
  removed: string[];
}

/** What makes the later of two snapshots of the earlier one: `put` and `removed` by id, the sessions then in order of start and id. */
export type SnapshotDelta = Omit<ProgrammeSnapshot, 'type' | ListName> & {
  type: 'programme-delta';
  since: number;
} & Record<ListName, ListDelta>;

export function deltaBetween(before: ProgrammeSnapshot, after: ProgrammeSnapshot): SnapshotDelta {
  const { edition, version, releasedAt, note } = after;
  const changed = lists.map((list) => [list, listDelta(before[list], after[list])] as const);
  return {
    ...{ type: 'programme-delta', edition, since: before.version, version, releasedAt, note },
    ...(Object.fromEntries(changed) as Record<ListName, ListDelta>),
  };
}

function listDelta(before: readonly { id: string }[], after: readonly { id: string }[]): ListDelta {
  const old = new Map(before.map((each) => [each.id, each]));
  const kept = new Set(after.map(({ id }) => id));
  return {
    put: after.filter((each) => !isDeepStrictEqual(old.get(each.id), each)),
    removed: before.map(({ id }) => id).filter((id) => !kept.has(id)),
  };
}
