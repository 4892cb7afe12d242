import { toldSlot } from './meetings.js';
import type { Workshop } from './workshop.entity.js';

/** What every event about a workshop tells. */
export function workshopFacts(workshop: Workshop) {
  const { editionId, title, topic, language, capacity, trainerIds, meetings } = workshop;
  return {
    ...{ editionId, title, topic, language, capacity, trainerIds, ...toldSlot(workshop) },
    ...(meetings.length > 1 && { meetings: meetings.map(toldSlot) }),
  };
}
