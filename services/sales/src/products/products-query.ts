import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { pagesByParent } from '@maarad/shared/database';
import { defineLoaderWithArgs, type Context, type Page, type Region } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Stall } from '../stalls/stall.entity.js';
import { narrowToOffers } from './narrow-to-offers.js';
import { ProductStatus } from './product-terms.js';
import { Product } from './product.entity.js';
import type { ProductFilter } from './product.inputs.js';

/**
 * Leaves what can be seen at an open stall: a product that is withdrawn, or whose stall has closed, is on no list, and a variant
 * only on that of its product.
 */
function onlyOffered<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  product: string,
  region?: Region,
): SelectQueryBuilder<Row> {
  const stall = query
    .subQuery()
    .select('1')
    .from(Stall, 'stall')
    .where(
      `stall.exhibitorId = ${product}.exhibitorId AND stall.editionId = ${product}.editionId AND stall.open${region ? ' AND stall.region = :region' : ''}`,
    )
    .getQuery();
  const variant = `SELECT 1 FROM product_variants v WHERE v.product_id = ${product}.id`;
  return query.andWhere(`${product}.status = :listed AND EXISTS ${stall} AND NOT EXISTS (${variant})`, {
    listed: ProductStatus.LISTED,
    region,
  });
}

/** The products on offer that a filter leaves. */
export function productsQuery(
  context: Pick<Context, 'database' | 'clock'>,
  filter?: ProductFilter,
): SelectQueryBuilder<Product> {
  return narrowProducts(context.database.getRepository(Product).createQueryBuilder('product'), context, filter);
}

/** Leaves those rows whose `product` is on offer and passes the filter. */
export function narrowProducts<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { clock }: Pick<Context, 'clock'>,
  filter: ProductFilter = {},
): SelectQueryBuilder<Row> {
  onlyOffered(query, 'product', filter.region);
  for (const property of ['exhibitorId', 'editionId'] as const) {
    const wanted = filter[property];
    if (wanted) {
      query.andWhere(isId(wanted) ? `product.${property} = :${property}` : 'false', { [property]: wanted });
    }
  }
  if (filter.category) {
    query.andWhere('product.category = :category', { category: filter.category });
  }
  if (filter.label) {
    query.andWhere(':label = ANY(product.labels)', { label: filter.label });
  }
  if (typeof filter.certified === 'boolean') {
    query.andWhere(`${filter.certified ? '' : 'NOT '}EXISTS (
      SELECT 1 FROM product_certifications c JOIN edition_facts e ON e.id = product.edition_id
      WHERE c.product_id = product.id AND c.label = coalesce(:certifiedLabel, c.label)
        AND (c.valid_until IS NULL OR c.valid_until >= (CAST(:now AS timestamptz) AT TIME ZONE e.time_zone)::date))`);
    query.setParameters({ certifiedLabel: filter.label ?? null, now: clock.now() });
  }
  narrowToOffers(query, filter, clock.now());
  return query;
}

/** The products that each of many exhibitors offers in an edition. */
export const productsOfExhibitor = defineLoaderWithArgs(
  async (
    exhibitorIds: readonly string[],
    { editionId, listedFrom, first, after }: { editionId: string; listedFrom?: Date; first: number; after?: string },
    { database },
  ): Promise<Page<Product>[]> =>
    pagesByParent(database.manager, Product, {
      parent: 'exhibitorId',
      parentIds: exhibitorIds,
      args: { first, after },
      order: { by: ['id'] },
      where: (query) => {
        onlyOffered(query, 'row').andWhere('row.editionId = :editionId', { editionId });
        if (listedFrom) {
          query.andWhere('row.listedAt >= :listedFrom', { listedFrom });
        }
      },
    }),
);
