import type { Work } from '@maarad/shared/database';
import { BadUserInput, NotFound } from '@maarad/shared/errors';
import { isId } from '@maarad/shared/runtime';
import { Order } from '../orders/order.entity.js';
import { Basket } from './basket.entity.js';

/** One of the two. */
export interface OrderOrBasket {
  orderId?: string | null;
  basketId?: string | null;
}

/** The orders that are meant, locked in the order of their ids. @throws BadUserInput @throws NotFound */
export async function lockOrdersMeant(work: Work, { orderId, basketId }: OrderOrBasket): Promise<Order[]> {
  if (Boolean(orderId) === Boolean(basketId)) {
    throw new BadUserInput([{ path: 'orderId', rule: 'must be given, or basketId, and not both' }]);
  }
  if (orderId) {
    return [await work.lock(Order, orderId)];
  }
  const orders = isId(basketId as string)
    ? await work.manager.find(Order, {
        where: { basketId: basketId as string },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      })
    : [];
  if (orders.length === 0) {
    throw new NotFound(Basket.name, basketId as string);
  }
  return orders;
}
