import { In, type EntityManager, type QueryRunner } from 'typeorm';
import { newId } from '@maarad/shared/runtime';
import { DeliveryAttempt, DeliveryStatus } from '../deliveries/delivery.entity.js';
import { EndpointStatus } from '../endpoints/endpoint-status.js';
import { tellDisabled } from '../endpoints/tell-disabled.js';
import { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import { nextAttempt } from '../sending/retry-schedule.js';
import type { Answer } from '../sending/send-webhook.js';
import type { DueDelivery } from './pick-deliveries.js';

/** A request that has been answered, or has failed. */
export interface Outcome {
  delivery: DueDelivery;
  /** When it was sent. */
  at: Date;
  /** When its answer came. */
  answeredAt: Date;
  answer: Answer;
}

const gone = 410;

/** Only 2xx is a success: the receiver has taken the event. */
export const isSuccess = ({ statusCode }: Answer): boolean =>
  statusCode !== null && statusCode >= 200 && statusCode < 300;

/** What requests came to: the attempts' log, the deliveries and how their endpoints fare, in one transaction. */
export async function recordOutcomes(connection: QueryRunner, outcomes: Outcome[]): Promise<void> {
  if (outcomes.length === 0) {
    return;
  }
  await connection.startTransaction();
  try {
    await write(connection.manager, outcomes);
    await connection.commitTransaction();
  } catch (error) {
    await connection.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}

async function write(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
  const endpoints = await manager.find(WebhookEndpoint, {
    where: { id: In([...new Set(outcomes.map(({ delivery }) => delivery.endpointId))]) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const enabled = new Set(endpoints.filter(({ status }) => status === EndpointStatus.ENABLED).map(({ id }) => id));
  const before = new Map(endpoints.map((endpoint) => [endpoint.id, JSON.stringify(endpoint)]));
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  for (const { delivery, answer, answeredAt } of outcomes) {
    const endpoint = byId.get(delivery.endpointId);
    if (isSuccess(answer)) {
      endpoint?.succeeded();
    } else {
      endpoint?.failed(answeredAt, { gone: answer.statusCode === gone, retryAfter: answer.retryAfter });
    }
  }
  await manager.insert(
    DeliveryAttempt,
    outcomes.map(({ delivery, at, answer: { durationMs, statusCode, error, response } }) => ({
      ...{ id: newId(), deliveryId: delivery.id, at, durationMs, statusCode, error, response },
    })),
  );
  await writeDeliveries(manager, outcomes.map(afterwards));
  await manager.save(endpoints.filter((endpoint) => before.get(endpoint.id) !== JSON.stringify(endpoint)));
  const disabled = endpoints.filter(({ id, status }) => enabled.has(id) && status === EndpointStatus.DISABLED);
  if (disabled.length > 0) {
    await tellDisabled(manager, disabled);
  }
}

interface Afterwards {
  id: string;
  status: DeliveryStatus;
  tries: number;
  nextAttemptAt: Date | null;
  finishedAt: Date | null;
}

function afterwards({ delivery, answer, answeredAt }: Outcome): Afterwards {
  const tries = delivery.tries + 1;
  const done = { id: delivery.id, tries, nextAttemptAt: null, finishedAt: answeredAt };
  if (isSuccess(answer)) {
    return { ...done, status: DeliveryStatus.SUCCEEDED };
  }
  const scheduled = nextAttempt(tries, answeredAt);
  if (scheduled === null) {
    return { ...done, status: DeliveryStatus.FAILED };
  }
  const wanted = answer.retryAfter;
  const nextAttemptAt = wanted && wanted > scheduled ? wanted : scheduled;
  return { ...done, status: DeliveryStatus.PENDING, nextAttemptAt, finishedAt: null };
}

/** One that was given up or sent again meanwhile stays what it became. */
async function writeDeliveries(manager: EntityManager, rows: Afterwards[]): Promise<void> {
  await manager.query(
    `UPDATE webhook_deliveries d
     SET status = after.status, tries = after.tries, next_attempt_at = after.next_attempt_at, finished_at = after.finished_at
     FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::timestamptz[], $5::timestamptz[])
       AS after (id, status, tries, next_attempt_at, finished_at)
     WHERE d.id = after.id AND d.status = 'PENDING'`,
    [
      rows.map(({ id }) => id),
      rows.map(({ status }) => status),
      rows.map(({ tries }) => tries),
      rows.map(({ nextAttemptAt }) => nextAttemptAt),
      rows.map(({ finishedAt }) => finishedAt),
    ],
  );
}
