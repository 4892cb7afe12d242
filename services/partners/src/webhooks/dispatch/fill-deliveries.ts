import type { QueryRunner } from 'typeorm';
import { newId } from '@maarad/shared/runtime';
import { CursorPassed } from '../../feed/cursor.js';
import type { FeedEntry } from '../../feed/feed-entry.entity.js';
import { readFeed } from '../../feed/read-feed.js';
import { sightsOf } from '../../feed/sight.js';
import { DisabledReason, EndpointStatus } from '../endpoints/endpoint-status.js';
import { tellDisabled } from '../endpoints/tell-disabled.js';
import { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';

const pageSize = 200;
/** What one endpoint has waiting at most; the rest stays in the feed, where it costs nothing. */
export const mostPending = 2_000;

/**
 * The next page of what fits an endpoint, and its partner may see, becomes deliveries, in one statement with the endpoint's place: neither is ever without
 * the other. What is to be sent again comes before what is new, so that events of one subject stay in order.
 *
 * @returns whether there may be more.
 */
export async function fillDeliveries(
  connection: QueryRunner,
  endpoint: WebhookEndpoint,
  { last, now }: { last: number; now: Date },
): Promise<boolean> {
  const { replay } = endpoint;
  const range = replay ?? { after: endpoint.place, until: last };
  if ((!replay && range.after >= range.until) || (await isFull(connection, endpoint.id))) {
    return false;
  }
  try {
    const { after, until } = range;
    const { filter, partnerId } = endpoint;
    const sight = (await sightsOf(connection, [partnerId]))(partnerId);
    const page = { after, upTo: until, first: pageSize };
    const entries = after < until ? await readFeed(connection.connection, { filter, sight }, page) : [];
    const place = entries.length === pageSize ? (entries.at(-1)?.position ?? until) : until;
    await writeDeliveries(connection, endpoint, { entries, place, now });
    return place < until || replay !== null;
  } catch (error) {
    if (!(error instanceof CursorPassed)) {
      throw error;
    }
    await overtaken(connection, endpoint, now);
    return replay !== null;
  }
}

async function isFull(connection: QueryRunner, endpointId: string): Promise<boolean> {
  const beyond: unknown[] = await connection.query(
    `SELECT FROM webhook_deliveries WHERE endpoint_id = $1 AND status = 'PENDING' ORDER BY position OFFSET $2 LIMIT 1`,
    [endpointId, mostPending - 1],
  );
  return beyond.length > 0;
}

async function writeDeliveries(
  connection: QueryRunner,
  { id, place: from, replay }: WebhookEndpoint,
  { entries, place, now }: { entries: FeedEntry[]; place: number; now: Date },
): Promise<void> {
  const moved = replay
    ? { set: 'replay = $2::jsonb', from: 'replay = $3::jsonb' }
    : { set: 'place = $2::bigint', from: 'place = $3::bigint' };
  const rest = replay && place < replay.until ? JSON.stringify({ ...replay, after: place }) : null;
  await connection.query(
    `WITH moved AS (UPDATE webhook_endpoints SET ${moved.set} WHERE id = $1 AND ${moved.from} AND status = 'ENABLED' RETURNING id)
     INSERT INTO webhook_deliveries
       (id, endpoint_id, position, event_id, subject, body, status, tries, created_at, next_attempt_at)
     SELECT entry.id, moved.id, entry.position, entry.event_id, entry.subject, entry.body, 'PENDING', 0, $9, $9
     FROM moved, unnest($4::uuid[], $5::bigint[], $6::uuid[], $7::uuid[], $8::text[])
       AS entry (id, position, event_id, subject, body)
     ON CONFLICT (endpoint_id, event_id) WHERE status = 'PENDING' DO NOTHING`,
    [
      ...[id, replay ? rest : place, replay ? JSON.stringify(replay) : from],
      ...[entries.map(() => newId()), entries.map(({ position }) => position)],
      ...[entries.map(({ eventId }) => eventId), entries.map(({ subject }) => subject)],
      ...[entries.map(({ event }) => event), now],
    ],
  );
}

/** What an endpoint would have been sent next is no longer kept: never passed over in silence. */
async function overtaken(connection: QueryRunner, { id, replay }: WebhookEndpoint, now: Date): Promise<void> {
  if (replay) {
    await connection.query('UPDATE webhook_endpoints SET replay = NULL WHERE id = $1', [id]);
    return;
  }
  await connection.manager.transaction(async (manager) => {
    const where = { id, status: EndpointStatus.ENABLED };
    const endpoint = await manager.findOne(WebhookEndpoint, { where, lock: { mode: 'pessimistic_write' } });
    if (endpoint) {
      endpoint.disable(DisabledReason.OVERTAKEN, now);
      await manager.save(endpoint);
      await tellDisabled(manager, [endpoint]);
    }
  });
}
