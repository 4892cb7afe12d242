import type { SelectQueryBuilder } from 'typeorm';
import type { Order } from '@maarad/shared/database';
import { isId } from '@maarad/shared/runtime';
import type { Session } from './session.entity.js';
import type { SessionFilter } from './session.inputs.js';

/** The order of every list of sessions. */
export const byStart: Order<Session> = { by: ['startsAt', 'id'] };

/** Leaves of a query for sessions what the filter leaves. */
export function narrow(query: SelectQueryBuilder<Session>, filter: SessionFilter = {}): SelectQueryBuilder<Session> {
  for (const property of ['editionId', 'venueId'] as const) {
    const wanted = filter[property];
    if (wanted) {
      query.andWhere(isId(wanted) ? `${query.alias}.${property} = :${property}` : 'false', { [property]: wanted });
    }
  }
  if (filter.kinds) {
    query.andWhere(`${query.alias}.kind = ANY(:kinds)`, { kinds: filter.kinds });
  }
  if (filter.statuses) {
    query.andWhere(`${query.alias}.status = ANY(:statuses)`, { statuses: filter.statuses });
  }
  if (filter.day) {
    query.andWhere(`${query.alias}.day = :day`, { day: filter.day });
  }
  return query;
}
