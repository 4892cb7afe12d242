import type { Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { Participant } from '@maarad/shared/projections';
import { isId } from '@maarad/shared/runtime';

/**
 * By what the exhibitor takes part in the edition. Its row is shared until the commit: a withdrawal waits for the enrolments that
 * are under way, and then finds them.
 *
 * @throws Conflict when it does not take part.
 */
export async function requireParticipation(work: Work, exhibitorId: string, editionId: string): Promise<Participant> {
  const participation = isId(exhibitorId)
    ? await work.manager.findOne(Participant, {
        where: { exhibitorId, editionId, takesPart: true },
        lock: { mode: 'pessimistic_read' },
      })
    : null;
  if (!participation) {
    throw new Conflict('The exhibitor does not take part in this edition.', [{ type: 'Exhibitor', id: exhibitorId }]);
  }
  return participation;
}
