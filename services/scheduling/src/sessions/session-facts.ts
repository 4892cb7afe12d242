import type { Session } from './session.entity.js';

/** What every event about a session tells of it. */
export function sessionFacts(session: Session) {
  const { editionId, kind, title, language, venueId, capacity, performerIds, exhibitorIds, workshopId } = session;
  return {
    ...{ editionId, kind, title, language, venueId, capacity, performerIds, exhibitorIds, workshopId },
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
  };
}
