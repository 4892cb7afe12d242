import { In } from 'typeorm';
import type { Work } from '@maarad/shared/database';
import { CodedError, NotFound } from '@maarad/shared/errors';
import { Participant } from '@maarad/shared/projections';
import { isId } from '@maarad/shared/runtime';
import { Performer } from '../performers/performer.entity.js';

/** @throws NotFound for the first performer that is not in the books. */
export async function requirePerformers(work: Work, performerIds: readonly string[]): Promise<void> {
  const known = await work.manager.findBy(Performer, { id: In(performerIds.filter(isId)) });
  const unknown = performerIds.find((id) => !known.some((performer) => performer.id === id));
  if (unknown !== undefined) {
    throw new NotFound('Performer', unknown);
  }
}

/**
 * None of them can withdraw before this transaction has ended, so that a withdrawal finds the session.
 * @throws CodedError NOT_FOUND for the first exhibitor that does not take part in the edition.
 */
export async function requireParticipants(
  work: Work,
  editionId: string,
  exhibitorIds: readonly string[],
): Promise<void> {
  const present = await work.manager.find(Participant, {
    where: { editionId, exhibitorId: In(exhibitorIds.filter(isId)), takesPart: true },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_read' },
  });
  const absent = exhibitorIds.find((id) => !present.some(({ exhibitorId }) => exhibitorId === id));
  if (absent !== undefined) {
    throw new CodedError('NOT_FOUND', `No exhibitor with the id ${absent} takes part in the edition.`, {
      type: 'Exhibitor',
      id: absent,
    });
  }
}
