import fc from 'fast-check';
import { lists, type ListName, type ProgrammeSnapshot } from './programme-snapshot.js';
import { deltaBetween, type SnapshotDelta } from './snapshot-delta.js';

const item = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), name: fc.record({ fr: fc.string() }) });
const list = fc.uniqueArray(item, { selector: ({ id }) => id });
const snapshot = fc
  .record({ sessions: list, venues: list, performers: list, exhibitors: list })
  // As it is kept and read again: plain objects.
  .map((content) => JSON.parse(JSON.stringify({ type: 'programme', version: 1, ...content })) as ProgrammeSnapshot);

/** What a program that reads programmes offline does with a delta. */
function applied(before: ProgrammeSnapshot, delta: SnapshotDelta): Record<ListName, unknown[]> {
  const whole = (name: ListName) => {
    const items = new Map<string, { id: string }>(before[name].map((each) => [each.id, each]));
    delta[name].removed.forEach((id) => items.delete(id));
    delta[name].put.forEach((each) => items.set(each.id, each));
    return [...items.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  };
  return Object.fromEntries(lists.map((name) => [name, whole(name)])) as Record<ListName, unknown[]>;
}

test('a delta makes the later programme of the earlier one, and says nothing of what stayed', () => {
  fc.assert(
    fc.property(snapshot, snapshot, (before, after) => {
      const delta = deltaBetween(before, { ...after, version: 2 });
      const byId = (name: ListName) => [...after[name]].sort((one, other) => (one.id < other.id ? -1 : 1));
      expect(applied(before, delta)).toEqual(Object.fromEntries(lists.map((name) => [name, byId(name)])));
      expect(delta).toMatchObject({ type: 'programme-delta', since: 1, version: 2 });
      for (const name of lists) {
        expect(deltaBetween(after, JSON.parse(JSON.stringify(after)))[name]).toEqual({ put: [], removed: [] });
      }
    }),
  );
});
