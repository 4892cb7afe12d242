import type { DataSource } from 'typeorm';
import { NotFound } from '../errors/index.js';
import { newId } from '../runtime/id.js';
import type { ConsumedRecord } from './event-log.js';
import type { EventHandlers } from './event-handler.js';
import { deliveriesOf, handleDeliveries, type Delivery } from './inbox.js';

/** Parks what a handler could not handle, with the error, so that what comes after it goes on. */
export async function parkDelivery(
  database: DataSource,
  { handlerName, record }: Delivery,
  error: unknown,
  attempts: number,
): Promise<void> {
  await database.query(
    `INSERT INTO dead_letters (id, handler, topic, partition, log_offset, key, value, error, attempts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      newId(),
      handlerName,
      record.topic,
      record.partition,
      record.offset,
      record.key,
      record.value,
      error instanceof Error ? (error.stack ?? error.message) : String(error),
      attempts,
    ],
  );
}

/**
 * Handles a parked event again, through the inbox as the first time. When it succeeds, the letter is gone; when it fails, it
 * stays and the error is thrown.
 */
export async function redriveDeadLetter(database: DataSource, handlers: EventHandlers, id: string): Promise<void> {
  const [letter]: (ConsumedRecord & { handler: string })[] = await database.query(
    `SELECT handler, topic, partition, log_offset AS offset, key, value FROM dead_letters WHERE id = $1`,
    [id],
  );
  if (!letter) {
    throw new NotFound('DeadLetter', id);
  }
  const deliveries = deliveriesOf({ ...letter, headers: {} }, handlers).filter(
    ({ handlerName }) => handlerName === letter.handler,
  );
  await handleDeliveries(database, deliveries);
  await database.query('DELETE FROM dead_letters WHERE id = $1', [id]);
}
