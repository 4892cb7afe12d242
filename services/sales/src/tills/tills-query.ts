import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Till } from './till.entity.js';

/** The tills that the principal may see: all for the organiser, its own for an exhibitor; those of one exhibitor when one is named. */
export function tillsQuery({ database, principal }: Context, exhibitorId?: string): SelectQueryBuilder<Till> {
  return ownedBy(database.getRepository(Till).createQueryBuilder('till'), principal, exhibitorId);
}

/** Leaves the rows of one exhibitor: the named one, and for an exhibitor its own alone. */
export function ownedBy<Entity extends ObjectLiteral & { exhibitorId: string }>(
  query: SelectQueryBuilder<Entity>,
  principal: Context['principal'],
  exhibitorId?: string,
): SelectQueryBuilder<Entity> {
  if (principal.role !== 'admin') {
    query.andWhere(`${query.alias}.exhibitorId = :own`, { own: principal.exhibitorId });
  }
  if (exhibitorId) {
    query.andWhere(isId(exhibitorId) ? `${query.alias}.exhibitorId = :exhibitorId` : 'false', { exhibitorId });
  }
  return query;
}
