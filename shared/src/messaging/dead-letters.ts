import type { DataSource, EntityManager } from 'typeorm';
import { Conflict, NotFound } from '../errors/index.js';
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
 * stays and the error is thrown. Says whether the relay has something to send. `whenGone` runs in the transaction that removes it.
 * @throws NotFound; Conflict when the service has no such handler any more
 */
export async function redriveDeadLetter(
  database: DataSource,
  handlers: EventHandlers,
  id: string,
  whenGone: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
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
  if (deliveries.length === 0) {
    throw new Conflict(`Nothing here handles this event as ${letter.handler} any more.`, [{ type: 'DeadLetter', id }]);
  }
  const recorded = await handleDeliveries(database, deliveries);
  await removeDeadLetter(database, id, whenGone);
  return recorded.length > 0;
}

/** Gives a parked event up. `whenGone` runs in the transaction that removes it. @throws NotFound */
export async function removeDeadLetter(
  database: DataSource,
  id: string,
  whenGone: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  await database.transaction(async (manager) => {
    const [, removed] = (await manager.query('DELETE FROM dead_letters WHERE id = $1', [id])) as [unknown, number];
    if (removed === 0) {
      throw new NotFound('DeadLetter', id);
    }
    await whenGone(manager);
  });
}
