import type { Work } from '@maarad/shared/database';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { Registration } from '../registrations/registration.entity.js';
import { Hall } from './hall.entity.js';
import type { Stand } from './stand.entity.js';

/** What every event about a stand's holder tells. */
export async function standFacts(
  work: Work,
  stand: Stand,
  { id: registrationId, exhibitorId, editionId }: Registration,
) {
  const hall = await work.find(Hall, stand.hallId);
  const { region } = await work.find(Exhibitor, exhibitorId);
  return {
    facts: { standId: stand.id, code: stand.code, hall: hall.code, exhibitorId, registrationId, editionId },
    about: { edition: editionId, region },
  };
}
