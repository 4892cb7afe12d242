import type { SelectQueryBuilder } from 'typeorm';
import type { Performer } from './performer.entity.js';
import type { PerformersArgs } from './performer.inputs.js';

/** Leaves of a query for performers those of the wanted kinds and origins. */
export function narrow(
  query: SelectQueryBuilder<Performer>,
  { kinds, origins }: Pick<PerformersArgs, 'kinds' | 'origins'>,
): SelectQueryBuilder<Performer> {
  if (kinds) {
    query.andWhere(`${query.alias}.kind = ANY(:kinds)`, { kinds });
  }
  if (origins) {
    query.andWhere(`${query.alias}.origin = ANY(:origins)`, { origins });
  }
  return query;
}
