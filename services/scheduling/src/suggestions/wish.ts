import type { Resource } from '../bookings/resource.js';
import type { Span } from '../conflicts/span.js';
import type { SessionKind } from '../sessions/session-kind.js';

/** A session that wants a place. */
export interface Wish {
  kind: SessionKind | null;
  minutes: number;
  /** How many people it is for; null: as many as the venue holds. */
  capacity: number | null;
  /** Null: any venue. */
  venueIds: readonly string[] | null;
  performerIds: readonly string[];
  exhibitorIds: readonly string[];
  trainerIds: readonly string[];
  /** The whole session is to be in this time. */
  within: Span | null;
  /** Where it is now, when it is to be moved. */
  moving: (Span & { sessionId: string; venueId: string }) | null;
}

/** All who have to be free for it. */
export const peopleOf = ({
  performerIds,
  exhibitorIds,
  trainerIds,
}: Pick<Wish, 'performerIds' | 'exhibitorIds' | 'trainerIds'>): Resource[] => [
  ...performerIds.map((id): Resource => ({ kind: 'PERFORMER', id })),
  ...exhibitorIds.map((id): Resource => ({ kind: 'EXHIBITOR', id })),
  ...trainerIds.map((id): Resource => ({ kind: 'TRAINER', id })),
];
