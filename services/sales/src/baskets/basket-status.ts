import { OrderStatus } from '../orders/order-terms.js';
import type { Order } from '../orders/order.entity.js';

const way = [OrderStatus.RESERVED, OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.FULFILLED];

/** How far a basket has come: as far as the least far of its orders that go on; where none does, how they ended. */
export function statusOfBasket(orders: readonly OrderStatus[]): OrderStatus {
  const least = way.find((status) => orders.includes(status));
  return least ?? (orders.includes(OrderStatus.REFUNDED) ? OrderStatus.REFUNDED : OrderStatus.CANCELLED);
}

/** The first deadline of the orders that are not paid; null where there is none to wait for. */
export function firstDeadline(orders: readonly Order[]): Date | null {
  const waiting = orders.filter(({ status }) => status === OrderStatus.RESERVED || status === OrderStatus.PLACED);
  const deadlines = waiting.flatMap(({ reservedUntil }) => (reservedUntil ? [reservedUntil.getTime()] : []));
  return deadlines.length > 0 ? new Date(Math.min(...deadlines)) : null;
}
