import { page } from '@maarad/shared/database';
import type { Context, Page } from '@maarad/shared/graphql';
import { searchPage } from '@maarad/shared/text-search';
import type { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { ExhibitorsArgs } from '../exhibitors/exhibitor.inputs.js';
import { exhibitorsQuery } from '../exhibitors/exhibitors-query.js';

/** A page of exhibitors: those that a search finds, the closest first; without one, in the order in which they were entered. */
export function exhibitorsPage(
  { database }: Context,
  { filter, search, ...args }: ExhibitorsArgs,
  editionId?: string,
): Promise<Page<Exhibitor>> {
  const query = exhibitorsQuery(database, { ...filter, ...(editionId && { editionId }) });
  return search === undefined || search === null ? page(query, args, { by: ['id'] }) : searchPage(query, search, args);
}
