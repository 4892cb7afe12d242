import { useCase } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { Performer } from '../performers/performer.entity.js';
import { Affiliation } from './affiliation.entity.js';
import type { SetAffiliationInput } from './affiliation.inputs.js';

/** Which exhibitor a performer or a trainer is of. What is scheduled already stays, and is listed where it breaks a rule by that. */
export const setAffiliation = useCase(async (work, { performerId, trainerId, exhibitorId }: SetAffiliationInput) => {
  const personId = performerId ?? trainerId;
  if (!personId || (performerId && trainerId)) {
    throw new BadUserInput([{ path: 'performerId', rule: 'or trainerId must be given, one of them' }]);
  }
  if (performerId) {
    await work.find(Performer, performerId);
  }
  const before = await work.manager.findOneBy(Affiliation, { personId });
  if (!exhibitorId) {
    await work.manager.delete(Affiliation, { personId });
    return before;
  }
  const affiliation = Object.assign(new Affiliation(), {
    ...{ personId, exhibitorId },
    personKind: performerId ? ('PERFORMER' as const) : ('TRAINER' as const),
  });
  await work.manager.upsert(Affiliation, { ...affiliation }, ['personId']);
  return affiliation;
});
