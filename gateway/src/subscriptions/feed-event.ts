import { kindOf, visibleFacts, type VisibleFacts } from '@maarad/shared/contracts';
import { BadUserInput } from '@maarad/shared/errors';

/** An event of the feed, as the gateway hands it to subscribers. */
export interface FeedEvent extends Pick<VisibleFacts, 'audience' | 'partner'> {
  /** Its place: 1, 2, 3, … */
  position: number;
  /** The same as text, with the feed's name. */
  cursor: string;
  id: string;
  type: string;
  subject: string;
  time: string;
  edition?: string;
  region?: string;
  kind?: string;
  /** Whom it tells of. */
  exhibitors: readonly string[];
  data: Record<string, unknown>;
  correlationId?: string;
  traceparent?: string;
}

/** Where a reader of the feed stands: it has everything up to the position, and of the event after it the first `parts` things. */
export interface Place {
  feed: string;
  position: number;
  parts: number;
}

/** The place before everything that the feed keeps. */
export const beginning: Place = { feed: '', position: 0, parts: 0 };

/** A cursor as the feed gives it; one event that changes several things has places between them: `f3a91c-4710.2`. */
export const cursorOf = ({ feed, position, parts }: Place): string =>
  `${feed}-${position}${parts > 0 ? `.${parts}` : ''}`;

/** @throws BadUserInput when no feed gives such a cursor. */
export function placeOf(cursor: string): Place {
  if (cursor === '0') {
    return beginning;
  }
  const [, feed, position, parts] = /^([0-9a-f]+)-(\d{1,15})(?:\.(\d{1,4}))?$/.exec(cursor) ?? [];
  if (feed === undefined) {
    throw new BadUserInput([{ path: 'after', rule: 'must be a cursor that the feed gave' }]);
  }
  return { feed, position: Number(position), parts: Number(parts ?? 0) };
}

interface CloudEventFields extends Pick<FeedEvent, 'id' | 'type' | 'subject' | 'time' | 'edition' | 'region' | 'data'> {
  exhibitorkind?: string;
  correlationid?: string;
  traceparent?: string;
}

/** An event from the text of the log, at its place. */
export function feedEvent(cursor: string, text: string): FeedEvent {
  const told = JSON.parse(text) as CloudEventFields;
  const { id, type, subject, time, edition, region, data } = told;
  const kind = kindOf({ kind: told.exhibitorkind, data }) ?? undefined;
  return {
    ...{ position: placeOf(cursor).position, cursor, id, type, subject, time, edition, kind, data },
    ...visibleFacts({ type, region, data }),
    region,
    correlationId: told.correlationid,
    traceparent: told.traceparent,
  };
}
