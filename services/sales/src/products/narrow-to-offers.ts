import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Money } from '@maarad/shared/graphql';
import { lapsedUnits } from '../baskets/lapsed-units.js';
import type { ProductFilter } from './product.inputs.js';

const variantWith = (condition: string) =>
  `EXISTS (SELECT 1 FROM product_variants k JOIN products offer ON offer.id = k.product_id
   WHERE k.parent_id = product.id AND k.offered AND ${condition})`;

/** Leaves what can be had so: a product without variants itself, one with variants when one of them meets every condition. */
export function narrowToOffers<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { inStock, minPrice, maxPrice }: ProductFilter,
  now: Date,
): void {
  const conditions: ((offer: string) => string)[] = [];
  const isThere = (offer: string) => `(${offer}.available > 0 OR ${lapsedUnits(`${offer}.id`, ':now')} > 0)`;
  if (inStock === true) {
    conditions.push(isThere);
  }
  for (const [bound, price, comparison] of [
    ['minPrice', minPrice, '>='],
    ['maxPrice', maxPrice, '<='],
  ] as const) {
    if (price) {
      const { minor, currency } = Money.parse(price, `filter.${bound}.amount`);
      conditions.push(
        (offer) => `${offer}.price_minor ${comparison} :${bound} AND ${offer}.price_currency = :${bound}Currency`,
      );
      query.setParameters({ [bound]: minor, [`${bound}Currency`]: currency });
    }
  }
  const all = (offer: string) => conditions.map((condition) => condition(offer)).join(' AND ');
  if (conditions.length > 0) {
    query.andWhere(
      `(product.options IS NULL AND ${all('product')} OR product.options IS NOT NULL AND ${variantWith(all('offer'))})`,
    );
  }
  if (inStock === false) {
    query.andWhere(`NOT (${isThere('product')} OR ${variantWith(isThere('offer'))})`);
  }
  if (typeof inStock === 'boolean') {
    query.setParameters({ now });
  }
}
