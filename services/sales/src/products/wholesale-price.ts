import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '@maarad/shared/graphql';

@ObjectType({ description: 'The price of one unit when at least so many are bought at once.' })
export class WholesalePrice {
  @Field(() => Int)
  from!: number;

  @Field(() => Money)
  price!: Money;
}
