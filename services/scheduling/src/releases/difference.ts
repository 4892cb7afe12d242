import { SessionStatus } from '../sessions/session-status.js';
import type { Session } from '../sessions/session.entity.js';
import { Change, type Place, type ReleasedSession } from './released-session.entity.js';

/** What is new about a session since it was last released. */
export interface SessionChange {
  session: Session;
  change: Change;
  /** Where and when it was held until now; null unless it moved. */
  movedFrom: Place | null;
}

/**
 * What a release would change: `before` holds the last row of each session that was ever released. A session that was scheduled and
 * cancelled between two releases is nothing to anybody; one that moved away and back has not moved.
 */
export function difference(before: readonly ReleasedSession[], sessions: readonly Session[]): SessionChange[] {
  const last = new Map(before.map((row) => [row.sessionId, row]));
  return sessions.flatMap((session): SessionChange[] => {
    const row = last.get(session.id);
    const takesPlace = session.status !== SessionStatus.CANCELLED;
    if (!row) {
      return takesPlace ? [{ session, change: Change.ADDED, movedFrom: null }] : [];
    }
    if (standsIn(row, session)) {
      return [];
    }
    return takesPlace
      ? [{ session, change: Change.MOVED, movedFrom: placeOf(row) }]
      : [{ session, change: Change.CANCELLED, movedFrom: null }];
  });
}

/** Whether a session is as its last release says. */
export function standsIn(row: ReleasedSession, session: Session): boolean {
  const toldCancelled = row.change === Change.CANCELLED;
  const cancelled = session.status === SessionStatus.CANCELLED;
  return cancelled || toldCancelled ? cancelled === toldCancelled : samePlace(row, session);
}

type Held = Pick<Session, 'venueId' | 'startsAt' | 'endsAt'>;

function samePlace(a: Held, b: Held): boolean {
  return a.venueId === b.venueId && +a.startsAt === +b.startsAt && +a.endsAt === +b.endsAt;
}

export function placeOf({ venueId, startsAt, endsAt }: Held): Place {
  return { venueId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}
