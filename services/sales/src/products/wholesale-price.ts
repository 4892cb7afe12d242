import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '@maarad/shared/graphql';
import type { Product } from './product.entity.js';

@ObjectType({ description: 'The price of one unit when at least so many are bought at once.' })
export class WholesalePrice {
  @Field(() => Int)
  from!: number;

  @Field(() => Money)
  price!: Money;
}

/** The price of one unit, in minor units, when so many are bought: that of the largest quantity that has been reached. */
export function wholesalePriceOf({ price, wholesalePrices }: Product, quantity: number): number {
  return wholesalePrices.filter(({ from }) => from <= quantity).at(-1)?.minor ?? price.minor;
}
