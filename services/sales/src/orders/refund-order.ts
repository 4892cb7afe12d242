import { requireActsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { Order } from './order.entity.js';
import type { RefundOrderInput } from './order.inputs.js';
import { takeBack } from './take-back.js';

/** Takes an order back whole: the money returned, the goods in stock again. A closed stall still takes back what it sold. */
export const refundOrder = useCase(async (work, { orderId, reason }: RefundOrderInput, { principal, clock }) => {
  const order = await work.lock(Order, orderId);
  requireActsFor(principal, order.exhibitorId);
  await takeBack(work, order, { at: clock.now(), by: principal.id, reason });
  return order;
});
