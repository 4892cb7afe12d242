import type { EntityManager } from 'typeorm';
import type { Context } from '@maarad/shared/graphql';
import type { Chore } from '@maarad/shared/runtime';

const dayMs = 86_400_000;
/** Days that have their table before they begin. What comes on a day without one is kept beside them, in `feed_entries_other`. */
const daysAhead = 3;

/** Makes room for the next days and lets go of those that are older than the feed keeps. */
export const keptFeed = (retentionDays: number): Chore => ({
  name: 'kept-feed',
  everyMs: 3_600_000,
  run: (context) => keepFeed(context, retentionDays),
});

/** Whole days are let go: their tables are dropped while nothing can be appended, and the feed's first place is set anew with them. */
export async function keepFeed({ database, clock }: Context, retentionDays: number): Promise<void> {
  const today = clock.now().getTime();
  const oldest = dayOf(today - retentionDays * dayMs);
  await database.transaction(async (manager) => {
    // Nothing is read or appended from here on. Appending locks in this order too: the table, then the row of the ends.
    await manager.query(`SET LOCAL lock_timeout = '5s'`);
    await manager.query('LOCK TABLE feed_entries IN ACCESS EXCLUSIVE MODE');
    await manager.query('SELECT last FROM feed_ends FOR UPDATE');
    for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
      await makeDay(manager, today + ahead * dayMs);
    }
    for (const { name } of await daysBefore(manager, oldest)) {
      await manager.query(`DROP TABLE "${name}"`);
    }
    await manager.query('DELETE FROM feed_entries_other WHERE appended_on < $1', [oldest]);
    await manager.query(
      'UPDATE feed_ends SET first = coalesce((SELECT min(position) FROM feed_entries), last + 1) WHERE id',
    );
  });
}

async function makeDay(manager: EntityManager, at: number): Promise<void> {
  const day = dayOf(at);
  const [known]: { there: boolean; elsewhere: boolean }[] = await manager.query(
    `SELECT to_regclass($1) IS NOT NULL AS there,
       EXISTS (SELECT FROM feed_entries_other WHERE appended_on = $2) AS elsewhere`,
    [tableOf(day), day],
  );
  if (!known?.there && !known?.elsewhere) {
    const next = dayOf(at + dayMs);
    await manager.query(
      `CREATE TABLE ${tableOf(day)} PARTITION OF feed_entries FOR VALUES FROM ('${day}') TO ('${next}')`,
    );
  }
}

function daysBefore(manager: EntityManager, day: string): Promise<{ name: string }[]> {
  return manager.query(
    `SELECT child.relname AS name FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
     WHERE inhparent = 'feed_entries'::regclass AND child.relname LIKE 'feed_entries_2%' AND child.relname < $1`,
    [tableOf(day)],
  );
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const tableOf = (day: string): string => `feed_entries_${day.replaceAll('-', '')}`;
