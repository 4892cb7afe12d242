import { In } from 'typeorm';
import type { Work } from '@maarad/shared/database';
import { OrderStatus } from '../orders/order-terms.js';
import { Order } from '../orders/order.entity.js';
import { cancelReserved } from './cancel-reserved.js';

/** Ends what buyers have reserved at a stall that closes. What is paid stays as it is: it is handed over or refunded. */
export async function cancelOrdersOfStall(work: Work, stallId: string, at: Date): Promise<void> {
  const orders = await work.manager.find(Order, {
    where: { stallId, status: In([OrderStatus.RESERVED, OrderStatus.PLACED]) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  await cancelReserved(work, orders, { at, by: 'sales', reason: 'the exhibitor no longer takes part' });
}
