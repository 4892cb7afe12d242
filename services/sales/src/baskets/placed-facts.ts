import type { Work } from '@maarad/shared/database';
import { orderFacts } from '../orders/order-facts.js';
import type { Order } from '../orders/order.entity.js';

/** What the events about an order that was placed tell, before it is paid and after. Nothing of the buyer. */
export async function placedFacts(work: Work, order: Order, at: Date) {
  const { facts, about } = await orderFacts(work, order, at);
  const { currency } = order.total;
  return {
    facts: {
      ...facts,
      basketId: order.basketId as string,
      discount: { minor: order.discountMinor, currency },
      delivery: { minor: order.deliveryMinor, currency },
    },
    about,
  };
}
