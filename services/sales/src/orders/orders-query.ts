import type { SelectQueryBuilder } from 'typeorm';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Order } from './order.entity.js';
import type { OrderFilter } from './order.inputs.js';
import { requireToken } from './order.reference.js';

/** The orders that a filter leaves, of those that the principal may see: all for the organiser, its own for an exhibitor. */
export function ordersQuery(context: Context, filter?: OrderFilter): SelectQueryBuilder<Order> {
  const { database, principal } = context;
  const query = database.getRepository(Order).createQueryBuilder('orders');
  if (principal.role !== 'admin') {
    query.andWhere('orders.exhibitorId = :own', { own: principal.exhibitorId });
  }
  return narrowed(query, context, filter);
}

/** What the principal has bought online, with whatever role. @throws Unauthenticated */
export function myOrdersQuery(context: Context, filter?: OrderFilter): SelectQueryBuilder<Order> {
  const { database, principal } = context;
  requireToken(principal);
  const query = database.getRepository(Order).createQueryBuilder('orders');
  return narrowed(query.andWhere('orders.buyerId = :buyer', { buyer: principal.id }), context, filter);
}

/** The status that an order has now: one that has run out is cancelled. */
const statusNow = `CASE WHEN orders.status IN ('RESERVED', 'PLACED') AND orders.reserved_until <= :now THEN 'CANCELLED' ELSE orders.status END`;

function narrowed(query: SelectQueryBuilder<Order>, { clock }: Context, given?: OrderFilter | null) {
  const filter = given ?? {};
  for (const property of ['exhibitorId', 'editionId'] as const) {
    const wanted = filter[property];
    if (wanted) {
      query.andWhere(isId(wanted) ? `orders.${property} = :${property}` : 'false', { [property]: wanted });
    }
  }
  if (filter.statuses) {
    query.andWhere(`${statusNow} = ANY(:statuses)`, { statuses: filter.statuses, now: clock.now() });
  }
  if (filter.day) {
    query.andWhere('orders.day = :day', { day: filter.day });
  }
  return query;
}
