import type { Work } from '@maarad/shared/database';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { Hall } from './hall.entity.js';
import type { StandHolding } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';

/** What every event about a stand's holder tells. */
export async function standFacts(
  work: Work,
  { standId, registrationId, exhibitorId, editionId, slices }: StandHolding,
  known?: Stand,
) {
  const stand = known ?? (await work.find(Stand, standId));
  const hall = await work.find(Hall, stand.hallId);
  const { region } = await work.find(Exhibitor, exhibitorId);
  return {
    stand,
    facts: {
      ...{ standId, code: stand.code, hall: hall.code, exhibitorId, registrationId, editionId },
      ...(slices && { slices }),
    },
    about: { edition: editionId, region },
  };
}
