import {
  audienceOf,
  eventCatalogue,
  exhibitorsOf,
  kindOf,
  partnerOf,
  type ReceivedEvent,
} from '@maarad/shared/contracts';
import type { StatementHandler } from '@maarad/shared/messaging';
import { FeedEntry } from './feed-entry.entity.js';
import { feedTail } from './feed-tail.js';

/**
 * Every event gets the next place in the feed. The counter's row stays locked until the commit, so places are given in
 * the order of commits: whoever has read up to a place has missed nothing before it.
 */
export const appendToFeed: StatementHandler = {
  definitions: eventCatalogue,
  name: 'append_to_feed',
  effect: `, place AS (UPDATE feed_ends SET last = last + 1 WHERE EXISTS (SELECT FROM fresh) RETURNING last)
    INSERT INTO feed_entries
      (position, event_id, type, subject, edition, region, kind, exhibitors, audience, partner, time, event)
    SELECT last, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM place RETURNING position`,
  parameters: (event) => {
    const { type, subject, edition, region, kind, exhibitors, audience, partner, time, event: raw } = factsOf(event);
    return [type, subject, edition, region, kind, exhibitors, audience, partner, time, raw];
  },
  committed: (database, event, { position }) =>
    feedTail(database).appended(Object.assign(new FeedEntry(), factsOf(event), { position: Number(position) })),
};

const factsOf = (event: ReceivedEvent) => {
  const { id, type, subject, edition = null, region = null, time, raw } = event;
  return {
    ...{ eventId: id, type, subject, edition, region, kind: kindOf(event), time, event: raw },
    ...{ exhibitors: exhibitorsOf(event), audience: audienceOf(type), partner: partnerOf(event) },
  };
};
