import { orderRefunded } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { changeStock, type StockChange } from '../products/stock-ledger.js';
import { Settlement, SettlementResolution } from '../settlements/settlement.entity.js';
import { tellSettled } from '../settlements/tell-settled.js';
import { Stall } from '../stalls/stall.entity.js';
import type { Order } from './order.entity.js';

/** Takes a locked order back whole: what had left the stock for it comes back, and what it still missed is settled by it. */
export async function takeBack(
  work: Work,
  order: Order,
  { at, by, reason }: { at: Date; by: string; reason: string },
): Promise<void> {
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
  const settlements = await work.manager.find(Settlement, {
    where: { orderId: order.id },
    lock: { mode: 'pessimistic_write' },
  });
  const back = goodsThatCameBack(order, settlements);
  for (const settlement of settlements.filter(({ resolution }) => !resolution)) {
    settlement.settle(SettlementResolution.REFUND, at, reason, null);
    await work.save(settlement);
    tellSettled(work, settlement, at);
  }
  if (back.length > 0) {
    await changeStock(work, back, { kind: 'REFUNDED', orderId: order.id, at, by });
  }
}

/** What left the stock for an order: its lines, without what is still missing, with what was given in its place. */
function goodsThatCameBack(order: Order, settlements: Settlement[]): StockChange[] {
  const left = new Map(order.lines.map(({ productId, quantity }) => [productId, quantity]));
  const add = (productId: string, quantity: number) => left.set(productId, (left.get(productId) ?? 0) + quantity);
  for (const { productId, missing, resolution, substituteId } of settlements) {
    if (resolution !== SettlementResolution.LATER_DELIVERY) {
      add(productId, -missing);
    }
    if (substituteId) {
      add(substituteId, missing);
    }
  }
  return [...left].filter(([, quantity]) => quantity > 0).map(([productId, quantity]) => ({ productId, quantity }));
}
