import { newId } from '@maarad/shared/runtime';
import type { Concerned } from './concerned-by.js';
import { ConcernedParty, PartyKind } from './concerned-party.entity.js';

/** A row for everyone whom a release concerns, each once: performers first, each kind by id. */
export function listConcerned(
  releaseId: string,
  { performerIds, exhibitorIds }: Concerned,
  enrolledExhibitorIds: readonly string[],
): ConcernedParty[] {
  const [appearing, enrolled] = [new Set(exhibitorIds), new Set(enrolledExhibitorIds)];
  return [
    ...[...new Set(performerIds)]
      .sort()
      .map((partyId) => ({ kind: PartyKind.PERFORMER, partyId, appears: true, enrolled: false })),
    ...[...new Set([...exhibitorIds, ...enrolledExhibitorIds])].sort().map((partyId) => ({
      ...{ kind: PartyKind.EXHIBITOR, partyId },
      ...{ appears: appearing.has(partyId), enrolled: enrolled.has(partyId) },
    })),
  ].map((row) => ({ id: newId(), releaseId, ...row }));
}
