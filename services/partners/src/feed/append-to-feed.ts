import { audienceOf, eventCatalogue, exhibitorsOf, kindOf, partnerOf } from '@maarad/shared/contracts';
import { whenAnyInOneStatement } from '@maarad/shared/messaging';
import { atOnce, deliveriesTo, takerOf, takesAt, type FreshDelivery } from '../webhooks/dispatch/fill-together.js';
import { leadingDispatcher } from '../webhooks/dispatch/leading-dispatcher.js';
import { FeedEntry } from './feed-entry.entity.js';
import { feedTail } from './feed-tail.js';

/** All readers of the feed wait for the statement, so it makes deliveries of a few endpoints only; of more, the dispatcher does. */
const mostAppendedTo = 16;

/** `$13` are the deliveries on their way, `$14` is the dispatcher's time; null where none leads in this process. */
const effect = `, place AS (UPDATE feed_ends SET last = last + 1 WHERE EXISTS (SELECT FROM fresh) RETURNING last)
  , entry AS (
    INSERT INTO feed_entries
      (position, event_id, type, subject, edition, region, kind, exhibitors, audience, partner, time, event)
    SELECT last, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM place RETURNING *
  ), taker AS (
    SELECT ${takerOf('$13')} FROM webhook_endpoints e JOIN partners p ON p.id = e.partner_id, entry
    WHERE $13::uuid[] IS NOT NULL AND e.place = entry.position - 1 AND ${takesAt('$14')}
    LIMIT ${mostAppendedTo} FOR UPDATE OF e SKIP LOCKED
  ), moved AS (
    UPDATE webhook_endpoints e SET place = entry.position FROM taker, entry WHERE e.id = taker.id
  ), made AS (${deliveriesTo('$14')})
  , at_once AS (${atOnce()})
  SELECT position, (SELECT json_agg(at_once) FROM at_once) AS fresh,
    (SELECT count(*) FROM made) = (SELECT count(*) FROM at_once) AND NOT EXISTS (
      SELECT FROM webhook_endpoints e WHERE e.status = 'ENABLED' AND e.id NOT IN (SELECT id FROM taker)) AS settled
  FROM entry`;

/**
 * Every event gets the next place in the feed. The counter's row stays locked until the commit, so places are given in
 * the order of commits: whoever has read up to a place has missed nothing before it.
 *
 * An event that comes by itself becomes deliveries of the endpoints that are at the feed's end in the same statement. It waits for none of
 * them: who is locked, behind, paused or too many is left to the dispatcher, as is what comes in a crowd, and all where none leads in this process.
 */
export const appendToFeed = whenAnyInOneStatement(eventCatalogue, {
  name: 'append_to_feed',
  effect,
  of(event, { database, alone }) {
    const { id, type, subject, edition = null, region = null, time, raw } = event;
    const entry = { eventId: id, type, subject, edition, region, kind: kindOf(event), time, event: raw };
    const whose = { exhibitors: exhibitorsOf(event), audience: audienceOf(type), partner: partnerOf(event) };
    const { exhibitors, audience, partner } = whose;
    const dispatcher = alone ? leadingDispatcher(database) : undefined;
    const { inFlight = null, now = null } = dispatcher ?? {};
    const columns = [type, subject, edition, region, entry.kind, exhibitors, audience, partner, time, raw];
    return {
      parameters: [...columns, inFlight, now],
      committed(row) {
        const { fresh, settled } = row as { fresh: Omit<FreshDelivery, 'body'>[] | null; settled: boolean };
        const position = Number(row.position);
        dispatcher?.take(position, fresh?.map((delivery) => ({ ...delivery, body: raw })) ?? [], settled);
        feedTail(database).appended(Object.assign(new FeedEntry(), entry, whose, { position }));
      },
    };
  },
});
