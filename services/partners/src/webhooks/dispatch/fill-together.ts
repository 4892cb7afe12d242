import type { QueryRunner } from 'typeorm';
import type { FeedEnds } from '../../feed/read-feed.js';
import type { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import { mostPending } from './fill-deliveries.js';

/** Endpoints that are behind by no more than this get what is new in one statement, all of them together. */
const nearTheEnd = 200;

/** Whether an endpoint is so near the feed's end that it is filled with the others, and misses nothing. */
export const isNearTheEnd = ({ place, replay }: WebhookEndpoint, { first, last }: FeedEnds): boolean =>
  replay === null && place < last && last - place <= nearTheEnd && place + 1 >= first;

/**
 * What is new becomes deliveries of every endpoint that it fits, and their places move, in one statement however many they are:
 * the filter and the partner's rights are those of `feedQuery`, read from the tables. Who has too much waiting, or misses what is no longer kept, stays
 * where it is.
 */
export async function fillTogether(
  connection: QueryRunner,
  endpoints: WebhookEndpoint[],
  { last, now }: { last: number; now: Date },
): Promise<void> {
  await connection.query(
    `WITH taker AS (
       SELECT e.id, e.place, e.filter, e.partner_id, p.regions, ARRAY(
           SELECT a.exhibitor_id FROM partner_accesses a WHERE a.partner_id = p.id AND a.withdrawn_at IS NULL) AS consents
       FROM webhook_endpoints e JOIN partners p ON p.id = e.partner_id, feed_ends ends
       WHERE e.id = ANY($1) AND e.status = 'ENABLED' AND e.replay IS NULL AND e.place < $2 AND e.place + 1 >= ends.first
         AND NOT EXISTS (
           SELECT FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.status = 'PENDING'
           ORDER BY d.position OFFSET $4 LIMIT 1)
       ORDER BY e.id FOR UPDATE OF e
     ), moved AS (
       UPDATE webhook_endpoints e SET place = $2 FROM taker WHERE e.id = taker.id
     )
     INSERT INTO webhook_deliveries
       (id, endpoint_id, position, event_id, subject, body, status, tries, created_at, next_attempt_at)
     SELECT uuidv7(), taker.id, entry.position, entry.event_id, entry.subject, entry.event, 'PENDING', 0, $3, $3
     FROM taker JOIN feed_entries entry ON entry.position > taker.place
     WHERE entry.position > $5 AND entry.position <= $2
       AND (NOT taker.filter ? 'types' OR taker.filter->'types' ? entry.type)
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
     ON CONFLICT (endpoint_id, event_id) WHERE status = 'PENDING' DO NOTHING`,
    [endpoints.map(({ id }) => id), last, now, mostPending - 1, Math.min(...endpoints.map(({ place }) => place))],
  );
}
