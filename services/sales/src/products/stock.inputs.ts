import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CreatingInput } from '@maarad/shared/graphql';

/** Far above any stall, and far below what an integer counts. */
export const largestStock = 1_000_000;

@InputType()
export class ReceiveStockInput extends CreatingInput {
  @Field(() => ID)
  productId!: string;

  @Field(() => Int, { description: 'Units that come to the stall.' })
  @Min(1)
  @Max(largestStock)
  quantity!: number;
}

@InputType()
export class WriteOffStockInput extends CreatingInput {
  @Field(() => ID)
  productId!: string;

  @Field(() => Int, { description: 'Units that are lost, no more than there are.' })
  @Min(1)
  @Max(largestStock)
  quantity!: number;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;
}

@InputType()
export class CorrectStockInput extends CreatingInput {
  @Field(() => ID)
  productId!: string;

  @Field(() => Int, { description: 'Units that there are in truth.' })
  @Min(0)
  @Max(largestStock)
  counted!: number;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;
}
