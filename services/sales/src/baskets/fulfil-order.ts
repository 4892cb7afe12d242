import { requireActsFor } from '@maarad/shared/auth';
import { orderFulfilled } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { Order } from '../orders/order.entity.js';
import type { FulfilOrderInput } from './basket.inputs.js';
import { placedFacts } from './placed-facts.js';

/** A paid order is handed over to its buyer. */
export const fulfilOrder = useCase(async (work, { orderId }: FulfilOrderInput, { principal, clock }) => {
  const order = await work.lock(Order, orderId);
  requireActsFor(principal, order.exhibitorId);
  if (!order.basketId) {
    throw new Conflict('A sale at the stand was handed over when it was paid.', [{ type: 'Order', id: order.id }]);
  }
  const at = clock.now();
  order.fulfil(at);
  await work.save(order);
  const { facts, about } = await placedFacts(work, order, at);
  work.record(orderFulfilled(order.id, facts, about));
  return order;
});
