import { requireActsFor } from '@maarad/shared/auth';
import { orderRefunded } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { changeStock } from '../products/stock-ledger.js';
import { Stall } from '../stalls/stall.entity.js';
import { Order } from './order.entity.js';
import type { RefundOrderInput } from './order.inputs.js';

/** Takes an order back whole: the money returned, the goods in stock again. A closed stall still takes back what it sold. */
export const refundOrder = useCase(async (work, { orderId, reason }: RefundOrderInput, { principal, clock }) => {
  const order = await work.lock(Order, orderId);
  requireActsFor(principal, order.exhibitorId);
  const at = clock.now();
  order.refund(at, reason);
  await work.save(order);
  const { kind, region } = await work.find(Stall, order.stallId);
  const { exhibitorId, editionId, receiptNumber, channel, placedAt, day, total, lines } = order;
  work.record(
    orderRefunded(
      order.id,
      {
        ...{ exhibitorId, editionId, kind, region, receiptNumber, channel, day, lines, reason },
        soldAt: placedAt.toISOString(),
        total: { minor: total.minor, currency: total.currency },
      },
      { edition: editionId, region, at },
    ),
  );
  await changeStock(work, lines, { kind: 'REFUNDED', orderId: order.id, at, by: principal.id });
  return order;
});
