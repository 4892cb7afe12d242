import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsOptional,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CreatingInput, DateTime, MoneyInput } from '@maarad/shared/graphql';
import { PaymentMethod, SalesChannel } from '../orders/order-terms.js';
import { SaleLineInput } from '../orders/order.inputs.js';

@InputType()
export class PlaceOrderInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => [SaleLineInput], { description: 'At most 50, each of another product, of as many producers as wanted.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((line: SaleLineInput) => line.productId, { message: 'must name each product once' })
  @ValidateNested()
  lines!: SaleLineInput[];

  @Field(() => SalesChannel, {
    nullable: true,
    description: 'ONLINE unless said; WHOLESALE takes the prices by quantity.',
  })
  @IsOptional()
  @IsIn(['ONLINE', 'WHOLESALE'], { message: 'must be ONLINE or WHOLESALE' })
  channel?: SalesChannel;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 200)
  buyerName?: string;

  @Field(() => String, {
    nullable: true,
    description: 'A telephone number or an address of mail, for this order alone.',
  })
  @IsOptional()
  @Length(1, 200)
  buyerContact?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 1000)
  deliveryNote?: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Off the goods, 1 to 90. Given by the organiser, or by an exhibitor for its own goods.',
  })
  @IsOptional()
  @Min(1)
  @Max(90)
  discountPercent?: number;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Spread over the producers. Set by the organiser, or by an exhibitor for its own goods.',
  })
  @IsOptional()
  @ValidateNested()
  deliveryFee?: MoneyInput;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Now unless the organiser enters afterwards what was ordered by telephone or on paper: not in the future, and on a day of the edition, also once that is over. Goods and prices are those of now.',
  })
  placedAt?: Date;
}

@InputType({ description: 'One order, or all orders of a basket: one of the two ids.' })
export class PayOrderInput {
  @Field(() => ID, { nullable: true })
  orderId?: string;

  @Field(() => ID, { nullable: true })
  basketId?: string;

  @Field(() => PaymentMethod)
  method!: PaymentMethod;

  @Field(() => String, { nullable: true, description: "Of the payment, such as a transfer's number." })
  @IsOptional()
  @Length(1, 200)
  reference?: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Now unless the organiser enters it afterwards: not in the future, not before it was ordered, and on a day of the edition. Where that day is closed it counts on the next open one.',
  })
  paidAt?: Date;
}

@InputType({ description: 'One order, or all orders of a basket: one of the two ids.' })
export class CancelOrderInput {
  @Field(() => ID, { nullable: true })
  orderId?: string;

  @Field(() => ID, { nullable: true })
  basketId?: string;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;
}

@InputType()
export class FulfilOrderInput {
  @Field(() => ID)
  orderId!: string;
}
