import { actsFor } from '@maarad/shared/auth';
import { entityLoader, type Context } from '@maarad/shared/graphql';
import { Order } from './order.entity.js';

const orderById = entityLoader(Order);

/** An order, for those who may see it: null for all others, as if there were none. */
export async function visibleOrder(context: Context, id: string): Promise<Order | null> {
  const order = await orderById(context).load(id);
  return order && actsFor(context.principal, order.exhibitorId) ? order : null;
}
