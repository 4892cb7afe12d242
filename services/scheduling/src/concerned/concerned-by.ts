import type { SessionChange } from '../releases/difference.js';
import type { ReleasedSession } from '../releases/released-session.entity.js';

type Cast = Pick<ReleasedSession, 'performerIds' | 'exhibitorIds' | 'workshopId'>;

export interface Concerned {
  performerIds: string[];
  exhibitorIds: string[];
  /** With those enrolled in them. */
  workshopIds: string[];
}

/** Whom a release's changes concern, each once: who appears in a changed session now, or did when it was last released. */
export function concernedBy(changes: readonly SessionChange[], before: readonly ReleasedSession[]): Concerned {
  const changed = new Set(changes.map(({ session }) => session.id));
  const casts: Cast[] = [
    ...changes.map(({ session }) => session),
    ...before.filter(({ sessionId }) => changed.has(sessionId)),
  ];
  return {
    performerIds: eachOnce(casts.flatMap(({ performerIds }) => performerIds)),
    exhibitorIds: eachOnce(casts.flatMap(({ exhibitorIds }) => exhibitorIds)),
    workshopIds: eachOnce(casts.flatMap(({ workshopId }) => workshopId ?? [])),
  };
}

const eachOnce = (ids: string[]): string[] => [...new Set(ids)].sort();
