import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { MoneyInput } from '@maarad/shared/graphql';
import { PaymentMethod } from '../orders/order-terms.js';

@InputType()
export class RefundLineInput {
  @Field(() => ID)
  productId!: string;

  @Field(() => Int, { description: 'Units that come back, at least one.' })
  @Min(1)
  @Max(100_000)
  quantity!: number;
}

@InputType({ description: 'Takes back what is left of an order, unless `lines` or `amount` say how much of it.' })
export class RefundOrderInput {
  @Field(() => ID)
  orderId!: string;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;

  @Field(() => [RefundLineInput], {
    nullable: true,
    description: 'The goods that come back; their price is refunded unless `amount` says how much is.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((line: RefundLineInput) => line.productId, { message: 'must name each product once' })
  @ValidateNested()
  lines?: RefundLineInput[];

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'The money given back: for the named lines, or for the whole order with no goods coming back.',
  })
  @IsOptional()
  @ValidateNested()
  amount?: MoneyInput;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True unless said: the goods are in stock again. False when they are spoilt.',
  })
  restock?: boolean;

  @Field(() => PaymentMethod, {
    nullable: true,
    description: 'How the money is given back; as it was paid unless said.',
  })
  payment?: PaymentMethod;

  @Field(() => String, {
    nullable: true,
    description: 'Needed for a refund in part. The same key with the same input refunds once.',
  })
  @IsOptional()
  @Length(1, 255)
  idempotencyKey?: string;
}
