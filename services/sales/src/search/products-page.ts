import type { SelectQueryBuilder } from 'typeorm';
import { page } from '@maarad/shared/database';
import type { Context, Page } from '@maarad/shared/graphql';
import { searchPage } from '@maarad/shared/text-search';
import { Product } from '../products/product.entity.js';
import type { ProductFilter, ProductsArgs } from '../products/product.inputs.js';
import { productById } from '../products/product.reference.js';
import { narrowProducts, productsQuery } from '../products/products-query.js';
import { ProductText } from './product-text.entity.js';

/** A page of products: those that a search finds, the closest first; without one, in the order in which they were listed. */
export async function productsPage(
  context: Context,
  { filter, search, ...args }: ProductsArgs,
): Promise<Page<Product>> {
  if (search === undefined || search === null) {
    return page(productsQuery(context, filter), args, { by: ['id'] });
  }
  const found = await searchPage(searchedProductsQuery(context, filter), search, args);
  const edges = await Promise.all(
    found.edges.map(async ({ node, cursor }) => ({
      cursor,
      node: (await productById(context).load(node.id)) as Product,
    })),
  );
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: found.pageInfo,
    get totalCount() {
      return found.totalCount;
    },
  };
}

/** The texts of the products that a filter leaves, for a search to narrow. */
export function searchedProductsQuery(
  context: Pick<Context, 'database' | 'clock'>,
  filter?: ProductFilter,
): SelectQueryBuilder<ProductText> {
  const texts = context.database.getRepository(ProductText).createQueryBuilder('text');
  return narrowProducts(texts.innerJoin(Product, 'product', 'product.id = text.id'), context, filter);
}
