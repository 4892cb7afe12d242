import { isDeepStrictEqual } from 'node:util';
import { SessionStatus } from '../sessions/session-status.js';
import type { Session } from '../sessions/session.entity.js';
import { shownOf, type ShownSession } from '../snapshots/shown-session.js';
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
 * cancelled between two releases is nothing to anybody; one that moved away and back has not moved. `shownBefore` is how the last
 * release showed each session, where that is known.
 */
export function difference(
  before: readonly ReleasedSession[],
  sessions: readonly Session[],
  shownBefore: ReadonlyMap<string, ShownSession> = new Map(),
): SessionChange[] {
  const last = new Map(before.map((row) => [row.sessionId, row]));
  return sessions.flatMap((session): SessionChange[] => {
    const row = last.get(session.id);
    const takesPlace = session.status !== SessionStatus.CANCELLED;
    if (!row) {
      return takesPlace ? [{ session, change: Change.ADDED, movedFrom: null }] : [];
    }
    if (standsIn(row, session)) {
      const shown = shownBefore.get(session.id);
      const same = !takesPlace || (sameCast(row, session) && (!shown || isDeepStrictEqual(shown, shownOf(session))));
      return same ? [] : [{ session, change: Change.CHANGED, movedFrom: null }];
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

/** Whether those are in a session of whom its last release says so. */
export function sameCast(row: ReleasedSession, session: Session): boolean {
  return (
    isDeepStrictEqual(new Set(row.performerIds), new Set(session.performerIds)) &&
    isDeepStrictEqual(new Set(row.exhibitorIds), new Set(session.exhibitorIds))
  );
}

type Held = Pick<Session, 'venueId' | 'startsAt' | 'endsAt'>;

function samePlace(a: Held, b: Held): boolean {
  return a.venueId === b.venueId && +a.startsAt === +b.startsAt && +a.endsAt === +b.endsAt;
}

export function placeOf({ venueId, startsAt, endsAt }: Held): Place {
  return { venueId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}
