import type { SelectQueryBuilder } from 'typeorm';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Order } from './order.entity.js';
import type { OrderFilter } from './order.inputs.js';

/** The orders that a filter leaves, of those that the principal may see: all for the organiser, its own for an exhibitor. */
export function ordersQuery({ database, principal }: Context, filter: OrderFilter = {}): SelectQueryBuilder<Order> {
  const query = database.getRepository(Order).createQueryBuilder('orders');
  if (principal.role !== 'admin') {
    query.andWhere('orders.exhibitorId = :own', { own: principal.exhibitorId });
  }
  for (const property of ['exhibitorId', 'editionId'] as const) {
    const wanted = filter[property];
    if (wanted) {
      query.andWhere(isId(wanted) ? `orders.${property} = :${property}` : 'false', { [property]: wanted });
    }
  }
  if (filter.statuses) {
    query.andWhere('orders.status = ANY(:statuses)', { statuses: filter.statuses });
  }
  if (filter.day) {
    query.andWhere('orders.day = :day', { day: filter.day });
  }
  return query;
}
