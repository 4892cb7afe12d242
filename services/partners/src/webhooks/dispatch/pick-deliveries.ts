import type { QueryRunner } from 'typeorm';
import { DeliveryOrder } from '../endpoints/endpoint-status.js';
import type { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';

/** A delivery whose time has come. */
export interface DueDelivery {
  id: string;
  endpointId: string;
  eventId: string;
  body: string;
  tries: number;
}

/** An endpoint that takes so many more requests. */
export interface Taker {
  endpoint: WebhookEndpoint;
  slots: number;
}

/**
 * What is due for each of the endpoints, the first of each before the second of any: in the feed's order, and where the partner
 * wants order, nothing before an earlier event of the same subject is done with.
 */
export function pickDeliveries(
  connection: QueryRunner,
  takers: Taker[],
  { now, inFlight }: { now: Date; inFlight: string[] },
): Promise<DueDelivery[]> {
  return connection.query(
    `SELECT due.* FROM unnest($1::uuid[], $2::boolean[], $3::integer[]) AS taker (id, unordered, slots)
     CROSS JOIN LATERAL (
       SELECT d.id, d.endpoint_id AS "endpointId", d.event_id AS "eventId", d.body, d.tries,
              row_number() OVER (ORDER BY d.position) AS rank
       FROM webhook_deliveries d
       WHERE d.endpoint_id = taker.id AND d.status = 'PENDING' AND d.next_attempt_at <= $4 AND d.id <> ALL($5::uuid[])
         AND (taker.unordered OR NOT EXISTS (
           SELECT FROM webhook_deliveries earlier
           WHERE earlier.endpoint_id = d.endpoint_id AND earlier.subject = d.subject AND earlier.status = 'PENDING'
             AND earlier.position < d.position))
       ORDER BY d.position LIMIT taker.slots
     ) due ORDER BY due.rank`,
    [
      takers.map(({ endpoint }) => endpoint.id),
      takers.map(({ endpoint }) => endpoint.order === DeliveryOrder.UNORDERED),
      takers.map(({ slots }) => slots),
      now,
      inFlight,
    ],
  );
}
