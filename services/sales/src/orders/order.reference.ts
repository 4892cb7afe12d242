import { actsFor, type Principal } from '@maarad/shared/auth';
import { Unauthenticated } from '@maarad/shared/errors';
import { entityLoader, type Context } from '@maarad/shared/graphql';
import { Order } from './order.entity.js';

const orderById = entityLoader(Order);

/** Without a token nobody is known by whom an order could be found again. @throws Unauthenticated */
export function requireToken(principal: Principal): void {
  if (principal.id === 'anonymous') {
    throw new Unauthenticated();
  }
}

/** Whether it is the token that something was placed with; nothing is placed without one. */
export const isBuyer = (principal: Principal, buyerId: string | null) =>
  buyerId !== null && principal.id !== 'anonymous' && principal.id === buyerId;

/** An order, for those who may see it: null for all others, as if there were none. */
export async function visibleOrder(context: Context, id: string): Promise<Order | null> {
  const { principal } = context;
  const order = await orderById(context).load(id);
  return order && (actsFor(principal, order.exhibitorId) || isBuyer(principal, order.buyerId)) ? order : null;
}

/** The same for whoever asks for it by name. @throws Unauthenticated */
export async function askedOrder(context: Context, id: string): Promise<Order | null> {
  requireToken(context.principal);
  return visibleOrder(context, id);
}
