import { Counter, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { Chore } from '../runtime/chores.js';

const batchSize = 1_000;
const everyMs = 10 * 60_000;

/** Takes away what the log has had for so many days, in whole: the log keeps the events, the outbox only shows what was sent of late. */
export function pruningOutbox(days: number, metrics: Registry): Chore {
  const pruned = new Counter({
    name: 'maarad_outbox_pruned_total',
    help: 'Events that were taken out of the outbox, a while after they were sent.',
    registers: [metrics],
  });
  return {
    name: 'prune outbox',
    everyMs,
    async run({ database }) {
      for (let removed = batchSize; removed === batchSize;) {
        removed = await pruneBatch(database, days);
        pruned.inc(removed);
      }
    },
  };
}

/**
 * A statement of its own for each batch, so that no lock is held for long; and only rows that were sent, of which the relay takes
 * none. An event's id is a UUIDv7, so that the primary key is an index by age; an id of another kind, or made by a clock that was
 * ahead, only stays longer.
 */
async function pruneBatch(database: DataSource, days: number): Promise<number> {
  const [, removed] = (await database.query(
    `DELETE FROM outbox WHERE id IN (
       SELECT id FROM outbox
       WHERE id < (SELECT uuidv7(make_interval(days => -$1::integer))) AND sent_at < now() - make_interval(days => $1::integer)
       ORDER BY id LIMIT ${batchSize})`,
    [days],
  )) as [unknown, number];
  return removed;
}
