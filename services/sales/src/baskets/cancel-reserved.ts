import { orderCancelled } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { ranOutReason, type Order } from '../orders/order.entity.js';
import { placedFacts } from './placed-facts.js';
import { releaseReserved } from './reserve.js';

/** Why reserved orders end: what somebody said, or null because their deadline has passed. */
interface Ending {
  at: Date;
  by: string;
  reason: string | null;
}

/** Ends locked orders that nobody has paid: what was reserved for them is in stock again. */
export async function cancelReserved(work: Work, orders: Order[], { at, by, reason }: Ending): Promise<void> {
  if (orders.length === 0) {
    return;
  }
  for (const order of orders) {
    const lapsed = reason === null || order.ranOut(at);
    order.cancel(lapsed ? (order.reservedUntil as Date) : at, lapsed ? ranOutReason : reason);
    const { facts, about } = await placedFacts(work, order, at);
    work.record(orderCancelled(order.id, { ...facts, reason: order.cancelReason as string, lapsed }, about));
  }
  await work.manager.save(orders);
  await releaseReserved(
    work,
    orders.map(({ id }) => id),
    { at, by },
  );
}
