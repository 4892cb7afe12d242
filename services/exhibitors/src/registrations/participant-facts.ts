import type { Work } from '@maarad/shared/database';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { Registration } from './registration.entity.js';

/** What every event about a registration tells of who takes part, with where the event belongs. */
export async function participantFacts(work: Work, { editionId, exhibitorId }: Registration) {
  const { name, kind, sector, country, region, womenLed, youthLed } = await work.find(Exhibitor, exhibitorId);
  return {
    facts: { exhibitorId, editionId, name, kind, sector, country, region, womenLed, youthLed },
    about: { edition: editionId, region, kind },
  };
}
