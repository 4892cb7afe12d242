import { actsFor } from '@maarad/shared/auth';
import { orderPaid } from '@maarad/shared/contracts';
import { useCase, type Work } from '@maarad/shared/database';
import { BadUserInput, Conflict, Forbidden } from '@maarad/shared/errors';
import { requireEdition } from '@maarad/shared/projections';
import { fairDay } from '../orders/fair-day.js';
import { momentEntered } from '../orders/moment-entered.js';
import { nextReceipt } from '../orders/next-receipt.js';
import { OrderStatus, PaymentMethod } from '../orders/order-terms.js';
import type { Order } from '../orders/order.entity.js';
import { isBuyer, requireToken } from '../orders/order.reference.js';
import { StallClosed } from '../stalls/stall.errors.js';
import { Stall } from '../stalls/stall.entity.js';
import type { PayOrderInput } from './basket.inputs.js';
import { lockOrdersMeant } from './orders-meant.js';
import { placedFacts } from './placed-facts.js';
import { deadlineFrom } from './reservation-terms.js';
import { keepUntil, sellReserved } from './reserve.js';

/** The deadline of an order passed before it was paid: its goods are free for others, and it is placed anew if it is still wanted. */
export class ReservationRanOut extends Conflict {
  constructor({ id, reservedUntil }: Order) {
    super('The reservation ran out before it was paid.', [{ type: 'Order', id }], {
      reservedUntil: reservedUntil?.toISOString(),
    });
  }
}

/**
 * Says that orders are paid, all or none: whoever receives the money does, the exhibitor or the organiser. A buyer can say that a
 * transfer is on its way, which keeps the goods longer. Past its deadline an order is refused, whether or not anybody has taken its
 * goods meanwhile: what a buyer is told does not depend on who was quicker.
 */
export const payOrder = useCase(async (work, input: PayOrderInput, { principal, clock }) => {
  requireToken(principal);
  const at = clock.now();
  const orders = await lockOrdersMeant(work, input);
  const receives = orders.every(({ exhibitorId }) => actsFor(principal, exhibitorId));
  const announces =
    input.method === PaymentMethod.TRANSFER && orders.every(({ buyerId }) => isBuyer(principal, buyerId));
  if (!receives && !announces) {
    throw new Forbidden('Whoever receives the money says that it is there; a buyer can only announce a transfer.');
  }
  const open = orders.filter(({ status }) => status === OrderStatus.RESERVED || status === OrderStatus.PLACED);
  for (const order of open.length > 0 ? open : orders) {
    await requirePayable(work, order, at);
  }
  const edition = await requireEdition(work, orders[0]!.editionId);
  const paidAt = momentEntered(input.paidAt, 'paidAt', edition, { principal, clock }) ?? at;
  if (open.some(({ placedAt }) => paidAt < placedAt)) {
    throw new BadUserInput([{ path: 'paidAt', rule: 'must not be before it was ordered' }]);
  }
  const reference = input.reference ?? null;
  if (!receives) {
    await announce(work, open, { at, reference });
  } else {
    const numbered = [...open].sort((one, other) => (one.exhibitorId < other.exhibitorId ? -1 : 1));
    const on = fairDay(edition, paidAt);
    for (const order of numbered) {
      await pay(work, order, { at, paidAt, on, by: principal.id, method: input.method, reference });
    }
  }
  return open;
});

/** Of a basket what is over or paid already is left as it is, unless all of it is. @throws ReservationRanOut @throws IllegalTransition @throws StallClosed */
async function requirePayable(work: Work, order: Order, at: Date): Promise<void> {
  const { status, reservedUntil, cancelledAt } = order;
  const lapsed = status === OrderStatus.CANCELLED && reservedUntil && cancelledAt && cancelledAt >= reservedUntil;
  if (order.ranOut(at) || lapsed) {
    throw new ReservationRanOut(order);
  }
  order.requirePayable(at);
  const stall = await work.find(Stall, order.stallId);
  if (!stall.open) {
    throw new StallClosed(stall.id);
  }
}

async function announce(work: Work, orders: Order[], { at, reference }: { at: Date; reference: string | null }) {
  const until = deadlineFrom(at, 'transfer');
  orders.forEach((order) => order.announceTransfer(at, until, reference));
  await work.manager.save(orders);
  await keepUntil(
    work,
    orders.map(({ id }) => id),
    until,
  );
}

interface Payment {
  at: Date;
  paidAt: Date;
  /** The day of the fair on which it counts, if that is open. */
  on: string;
  by: string;
  method: PaymentMethod;
  reference: string | null;
}

/** Receipts are given by exhibitor in one order everywhere: payments of baskets that cross wait for each other, and go on. */
async function pay(work: Work, order: Order, { at, paidAt, on, by, method, reference }: Payment): Promise<void> {
  const { receiptNumber, day } = await nextReceipt(work, order.exhibitorId, on);
  order.pay(method, reference, { at: paidAt, day, receipt: receiptNumber });
  await work.save(order);
  await sellReserved(work, order, { at, by });
  const { facts, about } = await placedFacts(work, order, at);
  work.record(orderPaid(order.id, { ...facts, payment: method }, about));
}
