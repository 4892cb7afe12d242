import type { Workshop } from './workshop.entity.js';

/** What every event about a workshop tells. */
export function workshopFacts(workshop: Workshop) {
  const { editionId, title, topic, language, capacity, trainerIds, venueId, startsAt, endsAt } = workshop;
  return {
    ...{ editionId, title, topic, language, capacity, trainerIds, venueId },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  };
}
