import type { Texts } from '@maarad/shared/graphql';
import type { Session } from '../sessions/session.entity.js';

/** What a released programme shows of a session; instants as ISO 8601. */
export interface ShownSession {
  id: string;
  kind: string;
  title: Texts;
  abstract: Texts | null;
  language: string | null;
  venueId: string;
  startsAt: string;
  endsAt: string;
  day: string;
  capacity: number;
  performerIds: string[];
  exhibitorIds: string[];
  workshopId: string | null;
}

export function shownOf(session: Session): ShownSession {
  const { id, kind, title, abstract, language, venueId, day, capacity, workshopId } = session;
  return {
    ...{ id, kind, title, abstract, language, venueId, day, capacity, workshopId },
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    performerIds: [...session.performerIds].sort(),
    exhibitorIds: [...session.exhibitorIds].sort(),
  };
}
