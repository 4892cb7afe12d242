import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase, useCase, type Surroundings, type UseCase, type Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { Money } from '@maarad/shared/graphql';
import { Order } from '../orders/order.entity.js';
import type { RefundOrderInput } from './refund.inputs.js';
import { takeBack } from './take-back.js';

/**
 * Takes an order back, whole or in part: the money returned, the goods in stock again unless they are spoilt. A closed stall still
 * takes back what it sold.
 */
export const refundOrder: UseCase<RefundOrderInput, Order> = async (context, input) => {
  const { idempotencyKey, lines, amount } = input;
  if (idempotencyKey) {
    return refundOnce(context, { ...input, idempotencyKey });
  }
  if (lines || amount) {
    throw new BadUserInput([{ path: 'idempotencyKey', rule: 'must be given for a refund in part' }]);
  }
  return refundWhatIsLeft(context, input);
};

const refundWhatIsLeft = useCase(refund);
const refundOnce = creatingUseCase<RefundOrderInput & { idempotencyKey: string }, Order>('refundOrder', Order, refund);

async function refund(work: Work, input: RefundOrderInput, { principal, clock }: Surroundings): Promise<Order> {
  const { orderId, reason, lines, amount, payment, restock } = input;
  const order = await work.lock(Order, orderId);
  requireActsFor(principal, order.exhibitorId);
  await takeBack(work, order, {
    ...{ at: clock.now(), by: principal.id, reason, restock: restock ?? true, payment: payment ?? undefined },
    ...{ lines: lines ?? undefined, amount: amount ? amountOf(amount, order) : undefined },
  });
  return order;
}

/** @throws BadUserInput */
function amountOf(input: NonNullable<RefundOrderInput['amount']>, { total }: Order): number {
  const { minor, currency } = Money.parse(input, 'amount.amount');
  if (currency !== total.currency) {
    throw new BadUserInput([{ path: 'amount.currency', rule: `must be ${total.currency}, as it was paid` }]);
  }
  if (minor === 0) {
    throw new BadUserInput([{ path: 'amount.amount', rule: 'must be more than zero' }]);
  }
  return minor;
}
