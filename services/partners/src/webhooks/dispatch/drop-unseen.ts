import type { QueryRunner } from 'typeorm';
import { maySee, visibleFacts, type ReceivedEvent } from '@maarad/shared/contracts';
import { sightsOf } from '../../feed/sight.js';
import { DeliveryStatus } from '../deliveries/delivery.entity.js';
import type { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import type { DueDelivery } from './pick-deliveries.js';

/**
 * A delivery may wait for days, and the partner's right may be gone when its time comes: then it is dropped.
 *
 * @returns those that may be sent. Where all of them are public, nothing is asked of the database.
 */
export async function dropUnseen(
  connection: QueryRunner,
  due: DueDelivery[],
  endpoints: Map<string, WebhookEndpoint>,
  now: Date,
): Promise<DueDelivery[]> {
  const facts = new Map(due.map(({ id, body }) => [id, visibleFacts(JSON.parse(body) as ReceivedEvent)]));
  const partnerOf = ({ endpointId }: DueDelivery) => endpoints.get(endpointId)?.partnerId ?? '';
  const asked = due.filter(({ id }) => facts.get(id)?.audience !== 'public').map(partnerOf);
  if (asked.length === 0) {
    return due;
  }
  const sightOf = await sightsOf(connection, [...new Set(asked)]);
  const isSeen = (delivery: DueDelivery) => {
    const told = facts.get(delivery.id);
    return told === undefined || maySee(sightOf(partnerOf(delivery)), told);
  };
  const unseen = due.filter((delivery) => !isSeen(delivery));
  if (unseen.length > 0) {
    await connection.query(
      `UPDATE webhook_deliveries SET status = $2, next_attempt_at = NULL, finished_at = $3
       WHERE id = ANY($1) AND status = 'PENDING'`,
      [unseen.map(({ id }) => id), DeliveryStatus.DROPPED, now],
    );
  }
  return due.filter(isSeen);
}
