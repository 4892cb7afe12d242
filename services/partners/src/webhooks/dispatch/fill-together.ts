import type { QueryRunner } from 'typeorm';
import { prepared } from '@maarad/shared/database';
import type { FeedEnds } from '../../feed/read-feed.js';
import { DeliveryOrder } from '../endpoints/endpoint-status.js';
import type { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import { mostPending } from './fill-deliveries.js';
import type { DueDelivery } from './pick-deliveries.js';

/** Endpoints that are behind by no more than this get what is new in one statement, all of them together. */
const nearTheEnd = 200;

/** Whether an endpoint is so near the feed's end that it is filled with the others, and misses nothing. */
export const isNearTheEnd = ({ place, replay }: WebhookEndpoint, { first, last }: FeedEnds): boolean =>
  replay === null && place < last && last - place <= nearTheEnd && place + 1 >= first;

/** What has just become a delivery and may be sent at once, with what its request needs of the endpoint. */
export type FreshDelivery = DueDelivery & Pick<WebhookEndpoint, 'url' | 'keys'>;

/** A taker: an endpoint `e` of the partner `p` with the partner's rights, and whether nothing of its waits but what is on its way. */
export const takerOf = (inFlight: string): string => `e.*, p.regions, ARRAY(
    SELECT a.exhibitor_id FROM partner_accesses a WHERE a.partner_id = p.id AND a.withdrawn_at IS NULL) AS consents,
  e.failures = 0 AND NOT EXISTS (
    SELECT FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.status = 'PENDING' AND d.id <> ALL(${inFlight})) AS at_once`;

/** Whether an endpoint `e` takes what is new at a moment. */
export const takesAt = (
  now: string,
): string => `e.status = 'ENABLED' AND (e.paused_until IS NULL OR e.paused_until <= ${now})
  AND e.replay IS NULL AND NOT EXISTS (
    SELECT FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.status = 'PENDING'
    ORDER BY d.position OFFSET ${mostPending - 1} LIMIT 1)`;

/** Deliveries of an `entry` to those of the takers whom it fits and who may see it, `$now` being when. */
export const deliveriesTo = (now: string): string => `INSERT INTO webhook_deliveries
    (id, endpoint_id, position, event_id, subject, body, status, tries, created_at, next_attempt_at)
  SELECT uuidv7(), taker.id, entry.position, entry.event_id, entry.subject, entry.event, 'PENDING', 0, ${now}, ${now}
  FROM taker JOIN entry ON entry.position > taker.place
  WHERE (NOT taker.filter ? 'types' OR taker.filter->'types' ? entry.type)
    AND (NOT taker.filter ? 'regions' OR taker.filter->'regions' ? entry.region)
    AND (NOT taker.filter ? 'kinds' OR taker.filter->'kinds' ? entry.kind)
    AND (NOT taker.filter ? 'exhibitorId' OR entry.exhibitors @> ARRAY[(taker.filter->>'exhibitorId')::uuid])
    AND (NOT taker.filter ? 'editionId' OR entry.edition = (taker.filter->>'editionId')::uuid)
    AND (NOT taker.filter ? 'subject' OR entry.subject = (taker.filter->>'subject')::uuid)
    AND (entry.audience = 'public'
      OR entry.audience = 'partners' AND (taker.regions = '{}' OR entry.region = ANY(taker.regions))
      OR entry.audience IN ('partners', 'exhibitor') AND entry.exhibitors && taker.consents
      OR entry.audience = 'partner' AND entry.partner = taker.partner_id)
  ORDER BY entry.position
  ON CONFLICT (endpoint_id, event_id) WHERE status = 'PENDING' DO NOTHING
  RETURNING id, endpoint_id, position, event_id, subject, body, tries`;

/** What of the deliveries `made` may be sent at once, with further columns. */
export const atOnce = (
  further = '',
): string => `SELECT made.id, made.endpoint_id AS "endpointId", made.event_id AS "eventId", made.tries, taker.url, taker.keys ${further}
  FROM made JOIN taker ON taker.id = made.endpoint_id
  WHERE taker.at_once AND (taker."order" = '${DeliveryOrder.UNORDERED}' OR NOT EXISTS (
      SELECT FROM webhook_deliveries d
      WHERE d.endpoint_id = made.endpoint_id AND d.subject = made.subject AND d.status = 'PENDING'
    ) AND NOT EXISTS (
      SELECT FROM made earlier
      WHERE earlier.endpoint_id = made.endpoint_id AND earlier.subject = made.subject AND earlier.position < made.position))
  ORDER BY made.position`;

const takeNew = prepared(
  'take_new_events',
  `WITH taker AS (
     SELECT ${takerOf('$2')}, ends.last
     FROM webhook_endpoints e JOIN partners p ON p.id = e.partner_id, feed_ends ends
     WHERE (SELECT set_config('synchronous_commit', 'off', true)) = 'off'
       AND e.place BETWEEN greatest(ends.first - 1, ends.last - ${nearTheEnd}) AND ends.last - 1 AND ${takesAt('$1')}
     ORDER BY e.id FOR UPDATE OF e
   ), moved AS (
     UPDATE webhook_endpoints e SET place = taker.last FROM taker WHERE e.id = taker.id
   ), entry AS (
     SELECT * FROM feed_entries
     WHERE position > (SELECT min(place) FROM taker) AND position <= (SELECT max(last) FROM taker)
   ), made AS (${deliveriesTo('$1')})
   ${atOnce(', made.body')}`,
);

/**
 * What is new becomes deliveries of every endpoint that it fits, and their places move, in one statement however many they are:
 * the filter and the partner's rights are those of `feedQuery`, read from the tables. Who has too much waiting, or misses what is no longer kept, stays
 * where it is.
 *
 * It does not wait for the disk. Where the database fails before it has been written, what was sent is sent again, with the same id, as
 * where this process fails; the rest of what the database keeps is as safe as ever.
 *
 * @returns what may be sent at once, since its endpoint fares well and has nothing else that waits; the rest is picked when it is due.
 */
export function fillTogether(
  connection: QueryRunner,
  { now, inFlight }: { now: Date; inFlight: string[] },
): Promise<FreshDelivery[]> {
  return connection.query(takeNew, [now, inFlight]);
}
