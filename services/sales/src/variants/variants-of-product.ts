import { pagesByParent } from '@maarad/shared/database';
import { defineLoader, defineLoaderWithArgs, entityLoader, Money, type Page } from '@maarad/shared/graphql';
import { lapsedUnits } from '../baskets/lapsed-units.js';
import type { Product } from '../products/product.entity.js';
import { productById } from '../products/product.reference.js';
import { ProductVariant } from './product-variant.entity.js';

/** What makes a product a variant; null when it is none. */
export const variantById = entityLoader(ProductVariant);

/** The variants in which each of many products is offered, in the order in which they were added. */
export const variantsOfProduct = defineLoaderWithArgs(
  async (productIds: readonly string[], args: { first: number; after?: string }, context): Promise<Page<Product>[]> => {
    const pages = await pagesByParent(context.database.manager, ProductVariant, {
      ...{ parent: 'parentId' as const, parentIds: productIds, args, order: { by: ['id'] } },
      where: (query) => void query.andWhere('row.offered'),
    });
    return Promise.all(
      pages.map(async (found) => {
        const edges = await Promise.all(
          found.edges.map(async ({ node, cursor }) => ({
            node: (await productById(context).load(node.id)) as Product,
            cursor,
          })),
        );
        return {
          ...{ edges, nodes: edges.map(({ node }) => node), pageInfo: found.pageInfo },
          get totalCount() {
            return found.totalCount;
          },
        };
      }),
    );
  },
);

/** What the variants of a product come to: the lowest and the highest price, and how many units there are of all of them. */
export const offerOfVariants = defineLoader(async (productIds: readonly string[], { database, clock }) => {
  const rows: { parent: string; lowest: string; highest: string; currency: string; available: number }[] =
    await database.query(
      `SELECT v.parent_id AS parent, min(p.price_minor) AS lowest, max(p.price_minor) AS highest,
         min(p.price_currency) AS currency, sum(p.available + ${lapsedUnits('p.id', '$2')})::integer AS available
       FROM product_variants v JOIN products p ON p.id = v.product_id
       WHERE v.parent_id = ANY($1) AND v.offered GROUP BY v.parent_id`,
      [productIds, clock.now()],
    );
  return productIds.map((id) => {
    const row = rows.find(({ parent }) => parent === id);
    return row
      ? {
          from: Money.of(Number(row.lowest), row.currency),
          to: Money.of(Number(row.highest), row.currency),
          available: row.available,
        }
      : null;
  });
});
