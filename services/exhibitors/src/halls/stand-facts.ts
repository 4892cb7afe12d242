import type { Work } from '@maarad/shared/database';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { Hall } from './hall.entity.js';
import type { StandHolding } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';

/** What every event about a stand's holder tells. */
export async function standFacts(work: Work, holding: StandHolding, known?: Stand) {
  const stand = known ?? (await work.find(Stand, holding.standId));
  const hall = await work.find(Hall, stand.hallId);
  const exhibitor = await work.find(Exhibitor, holding.exhibitorId);
  return { stand, ...factsFrom(holding, { stand, hall, exhibitor }) };
}

/** The same where stand, hall and exhibitor are read already. */
export function factsFrom(
  { standId, registrationId, exhibitorId, editionId, slices }: StandHolding,
  { stand, hall, exhibitor: { region, kind } }: { stand: Stand; hall: Hall; exhibitor: Exhibitor },
) {
  return {
    facts: {
      ...{ standId, code: stand.code, hall: hall.code, exhibitorId, registrationId, editionId },
      ...(slices && { slices }),
    },
    about: { edition: editionId, region, kind },
  };
}
