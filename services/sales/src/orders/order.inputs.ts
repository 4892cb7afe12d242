import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, DateTime, LocalDate, PageArgs } from '@maarad/shared/graphql';
import { OrderStatus, PaymentMethod, SalesChannel } from './order-terms.js';
import { Order } from './order.entity.js';

@ObjectType()
export class OrderConnection extends connectionOf('Order', () => Order) {}

@InputType({ description: 'Every given field narrows the list.' })
export class OrderFilter {
  @Field(() => ID, { nullable: true })
  exhibitorId?: string;

  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => [OrderStatus], { nullable: true })
  statuses?: OrderStatus[];

  @Field(() => LocalDate, { nullable: true })
  day?: string;
}

@ArgsType()
export class OrdersArgs extends PageArgs {
  @Field(() => OrderFilter, { nullable: true })
  filter?: OrderFilter;
}

@InputType()
export class SaleLineInput {
  @Field(() => ID)
  productId!: string;

  @Field(() => Int, { description: 'Units, at least one.' })
  @Min(1)
  @Max(100_000)
  quantity!: number;
}

@InputType()
export class RecordSaleInput extends CreatingInput {
  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => ID, { nullable: true, description: 'The edition of its products unless said.' })
  editionId?: string;

  @Field(() => [SaleLineInput], { description: 'At most 50, each of another product of the exhibitor.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((line: SaleLineInput) => line.productId, { message: 'must name each product once' })
  @ValidateNested()
  lines!: SaleLineInput[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'Now unless said: not in the future, and on a day of the edition.',
  })
  soldAt?: Date;

  @Field(() => PaymentMethod)
  payment!: PaymentMethod;

  @Field(() => SalesChannel, {
    nullable: true,
    description: 'STAND unless said; WHOLESALE takes the prices by quantity.',
  })
  @IsOptional()
  @IsIn(['STAND', 'WHOLESALE'], { message: 'must be STAND or WHOLESALE' })
  channel?: SalesChannel;
}
