import { orderPartlyRefunded, orderRefunded } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { Money } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { fairDay } from '../orders/fair-day.js';
import { openDay } from '../orders/open-day.js';
import { orderFacts } from '../orders/order-facts.js';
import { OrderStatus, type PaymentMethod } from '../orders/order-terms.js';
import type { Order } from '../orders/order.entity.js';
import { changeStock, type StockChange } from '../products/stock-ledger.js';
import { Settlement, SettlementResolution } from '../settlements/settlement.entity.js';
import { tellSettled } from '../settlements/tell-settled.js';
import { goodsOfLine } from './goods-of-line.js';
import { planRefund, type Refundable, type RefundPlan, type RefundWish } from './plan-refund.js';
import { Refund } from './refund.entity.js';
import { enterRefundedLines, refundableOf } from './refundable-of.js';

/** Why and how something is taken back. */
export interface TakingBack extends RefundWish {
  at: Date;
  by: string;
  reason: string;
  /** As it was paid unless said. */
  payment?: PaymentMethod;
  /** False when the goods cannot be sold again. */
  restock?: boolean;
}

/** Takes a locked order back, whole or in part: what had left the stock for it comes back once, what it still missed is settled by it. */
export async function takeBack(work: Work, order: Order, back: TakingBack): Promise<void> {
  const { at, reason, restock = true } = back;
  order.requireRefundable();
  const refundable = await refundableOf(work, order);
  const plan = planRefund(refundable, back);
  order.refund(plan.amount, at, reason);
  const whole = order.status === OrderStatus.REFUNDED;
  const settlements = await lockSettlements(work, order);
  const goods = goodsOf(refundable, plan, settlements, whole);
  // Products before the day that it counts on, as sales lock them: nobody waits in a circle.
  if (restock && goods.length > 0) {
    await changeStock(work, goods, { kind: 'REFUNDED', orderId: order.id, at, by: back.by });
  }
  const refund = await work.insert(await refundOf(work, order, plan, back));
  await enterRefundedLines(work, refundable, plan);
  await work.save(order);
  await tellRefund(work, order, refund);
  await settleWhatIsBack(work, settlements, refundable, plan, { at, reason, whole });
}

const lockSettlements = (work: Work, order: Order) =>
  work.manager.find(Settlement, {
    where: { orderId: order.id },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });

/** @throws Conflict when units would come back that the buyer still waits for, and not all of them. */
function goodsOf(order: Refundable, plan: RefundPlan, settlements: Settlement[], whole: boolean): StockChange[] {
  const goods = new Map<string, number>();
  for (const { productId, quantity } of plan.lines) {
    const line = order.lines.find((one) => one.productId === productId);
    if (!line || quantity === 0) {
      continue;
    }
    const settlement = settlements.find((one) => one.productId === productId);
    const left = line.quantity - line.returned - quantity;
    if (settlement && !settlement.resolution && !whole && left > 0 && left < settlement.missing) {
      throw new Conflict('The buyer still waits for some of these units: that is settled first.', [
        { type: 'Settlement', id: settlement.id },
      ]);
    }
    for (const one of goodsOfLine(line, quantity, settlement)) {
      goods.set(one.productId, (goods.get(one.productId) ?? 0) + one.quantity);
    }
  }
  return [...goods].map(([productId, quantity]) => ({ productId, quantity }));
}

async function refundOf(work: Work, order: Order, plan: RefundPlan, back: TakingBack): Promise<Refund> {
  const { id: orderId, exhibitorId, editionId, total } = order;
  const { currency } = total;
  const lines = plan.lines.map(({ productId, quantity, amount }) => {
    return { productId, quantity, amount: { minor: amount, currency } };
  });
  return Object.assign(new Refund(), {
    ...{ id: newId(), orderId, exhibitorId, editionId, amount: Money.of(plan.amount, currency), lines },
    ...{ payment: back.payment ?? order.payment, restocked: back.restock ?? true, reason: back.reason },
    day: await openDay(work, exhibitorId, fairDay(await requireEdition(work, editionId), back.at)),
    ...{ refundedAt: back.at, refundedBy: back.by },
  });
}

/** One event for each refund: the last one tells that the order is back whole. */
async function tellRefund(
  work: Work,
  order: Order,
  { id, amount, lines, restocked, payment, reason, day, refundedAt }: Refund,
) {
  const { facts, about } = await orderFacts(work, order, refundedAt);
  const { minor, currency } = amount;
  const refund = { refundId: id, amount: { minor, currency }, lines, restocked, payment, day };
  work.record(
    order.status === OrderStatus.REFUNDED
      ? orderRefunded(order.id, { ...facts, reason, refund }, about)
      : orderPartlyRefunded(order.id, { ...facts, reason, refund }, about),
  );
}

/** Whoever has the money back for all units of a line waits for none of them any more. */
async function settleWhatIsBack(
  work: Work,
  settlements: Settlement[],
  order: Refundable,
  plan: RefundPlan,
  { at, reason, whole }: { at: Date; reason: string; whole: boolean },
): Promise<void> {
  const allBack = ({ productId }: Settlement) => {
    const line = order.lines.find((one) => one.productId === productId);
    const back = plan.lines.find((one) => one.productId === productId)?.quantity ?? 0;
    return line !== undefined && back > 0 && line.returned + back === line.quantity;
  };
  for (const settlement of settlements.filter((one) => !one.resolution && (whole || allBack(one)))) {
    settlement.settle(SettlementResolution.REFUND, at, reason, null);
    await work.save(settlement);
    tellSettled(work, settlement, at);
  }
}
