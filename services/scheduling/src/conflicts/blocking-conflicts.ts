import type { Work } from '@maarad/shared/database';
import type { ConflictingThing } from '@maarad/shared/errors';
import { ConflictSeverity } from './conflict-rule.js';
import { presentConflicts } from './present-conflicts.js';

/** The sessions of an edition that stand in the way of a release: those that break a rule which blocks and was not overridden. */
export async function blockingConflicts(work: Pick<Work, 'manager'>, editionId: string): Promise<ConflictingThing[]> {
  const [conflicts = []] = await presentConflicts(work.manager, [editionId]);
  const sessions = conflicts
    .filter(({ severity }) => severity === ConflictSeverity.BLOCK)
    .flatMap(({ sessions: inConflict }) => inConflict);
  return [...new Map(sessions.map(({ id, title: name }) => [id, { type: 'Session', id, name }])).values()];
}
