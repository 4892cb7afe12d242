import { In, LessThanOrEqual } from 'typeorm';
import { useCase } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import { doingChore, type Chore } from '@maarad/shared/runtime';
import { OrderStatus } from '../orders/order-terms.js';
import { Order } from '../orders/order.entity.js';
import { cancelReserved } from './cancel-reserved.js';

const name = 'lapsed-reservations';
const mostAtOnce = 100;

/** Gives back what is reserved past its deadline, and tells of it. Who wants these goods before does the same for them. */
export const lapsedReservations: Chore = { name, everyMs: 5_000, run: (context) => lapseReservations(context) };

/** Ends the reservations that have run out, of these products or of all; each batch in a transaction of its own. */
export async function lapseReservations(context: Context, productIds?: readonly string[]): Promise<void> {
  for (let due: string[] = []; ;) {
    const before = due;
    due = await dueOrders(context, productIds);
    if (due.length === 0 || String(due) === String(before)) {
      return;
    }
    await lapseOrders(context, due);
  }
}

async function dueOrders({ database, clock }: Context, productIds?: readonly string[]): Promise<string[]> {
  const rows: { id: string }[] = await database.query(
    `SELECT DISTINCT order_id AS id FROM reservations
     WHERE until <= $1 AND ($2::uuid[] IS NULL OR product_id = ANY($2)) ORDER BY order_id LIMIT $3`,
    [clock.now(), productIds ?? null, mostAtOnce],
  );
  return rows.map(({ id }) => id);
}

/** Rows are locked in the order of their ids; what another has ended meanwhile is left as it is. */
export const lapseOrders = useCase(async (work, ids: string[], { clock }) => {
  const at = clock.now();
  const orders = await work.manager.find(Order, {
    where: {
      id: In(ids),
      status: In([OrderStatus.RESERVED, OrderStatus.PLACED]),
      reservedUntil: LessThanOrEqual(at),
    },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  await cancelReserved(work, orders, { at, by: doingChore(name).id, reason: null });
});
