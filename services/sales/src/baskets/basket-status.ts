import { OrderStatus } from '../orders/order-terms.js';

const way = [OrderStatus.RESERVED, OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.FULFILLED];

/** How far a basket has come: as far as the least far of its orders that go on; where none does, how they ended. */
export function statusOfBasket(orders: readonly OrderStatus[]): OrderStatus {
  const least = way.find((status) => orders.includes(status));
  return least ?? (orders.includes(OrderStatus.REFUNDED) ? OrderStatus.REFUNDED : OrderStatus.CANCELLED);
}
