import type { DataSource } from 'typeorm';
import type { Context } from '@maarad/shared/graphql';
import type { Chore } from '@maarad/shared/runtime';

/** Keeps few the orders that a summary has to read themselves. Summaries are exact whether or not it has run. */
export const addedUpSales: Chore = { name: 'added-up-sales', everyMs: 10_000, run: addUpSales };

/** Adds what has been sold since to the sums, each order once. */
export async function addUpSales({ database }: Pick<Context, 'database'>): Promise<void> {
  await database.query('SELECT add_up_sales()');
}

/** Throws the sums away and adds all orders up anew; whoever reads meanwhile sees the sums of before. */
export async function addUpAnew(database: DataSource): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query('LOCK TABLE sold_until IN SHARE ROW EXCLUSIVE MODE');
    await manager.query('DELETE FROM sold_so_far');
    await manager.query('DELETE FROM sold_until');
    await manager.query('SELECT add_up_unnumbered()');
    await manager.query('SELECT add_up_sales()');
  });
}
