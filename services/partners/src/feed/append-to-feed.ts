import { audienceOf, eventCatalogue, exhibitorsOf, kindOf, partnerOf } from '@maarad/shared/contracts';
import { whenAnyInOneStatement } from '@maarad/shared/messaging';
import { FeedEntry } from './feed-entry.entity.js';
import { feedTail } from './feed-tail.js';

/**
 * Every event gets the next place in the feed. The counter's row stays locked until the commit, so places are given in
 * the order of commits: whoever has read up to a place has missed nothing before it.
 */
export const appendToFeed = whenAnyInOneStatement(eventCatalogue, {
  name: 'append_to_feed',
  effect: `, place AS (UPDATE feed_ends SET last = last + 1 WHERE EXISTS (SELECT FROM fresh) RETURNING last)
    INSERT INTO feed_entries
      (position, event_id, type, subject, edition, region, kind, exhibitors, audience, partner, time, event)
    SELECT last, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM place RETURNING position`,
  of(event) {
    const { id, type, subject, edition = null, region = null, time, raw } = event;
    const entry = { eventId: id, type, subject, edition, region, kind: kindOf(event), time, event: raw };
    const whose = { exhibitors: exhibitorsOf(event), audience: audienceOf(type), partner: partnerOf(event) };
    const { exhibitors, audience, partner } = whose;
    return {
      parameters: [type, subject, edition, region, entry.kind, exhibitors, audience, partner, time, raw],
      committed: (database, { position }) =>
        feedTail(database).appended(Object.assign(new FeedEntry(), entry, whose, { position: Number(position) })),
    };
  },
});
