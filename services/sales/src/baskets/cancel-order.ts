import { actsFor } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { Forbidden } from '@maarad/shared/errors';
import { OrderStatus } from '../orders/order-terms.js';
import type { Order } from '../orders/order.entity.js';
import { isBuyer, requireToken } from '../orders/order.reference.js';
import { takeBack } from '../refunds/take-back.js';
import type { CancelOrderInput } from './basket.inputs.js';
import { cancelReserved } from './cancel-reserved.js';
import { lockOrdersMeant } from './orders-meant.js';

/**
 * Ends orders that are not handed over, all or none: what is reserved is in stock again, what is paid is taken back whole. The buyer
 * can as long as they are not paid; then whoever has the money does.
 */
export const cancelOrder = useCase(async (work, input: CancelOrderInput, { principal, clock }) => {
  requireToken(principal);
  const done = { at: clock.now(), by: principal.id, reason: input.reason };
  const orders = await lockOrdersMeant(work, input);
  const open = orders.filter(({ status }) => endable.includes(status));
  const meant = open.length > 0 ? open : orders;
  const paid = meant.filter(({ status }) => status === OrderStatus.PAID);
  for (const order of meant) {
    const may = actsFor(principal, order.exhibitorId) || (isBuyer(principal, order.buyerId) && !paid.includes(order));
    if (!may) {
      throw new Forbidden('A buyer cancels what is not paid; after that the exhibitor or the organiser does.');
    }
    order.requireCancellable();
  }
  await cancelReserved(
    work,
    meant.filter((order) => !paid.includes(order)),
    done,
  );
  for (const order of paid) {
    await takeBack(work, order, done);
  }
  return meant;
});

const endable: readonly Order['status'][] = [OrderStatus.RESERVED, OrderStatus.PLACED, OrderStatus.PAID];
