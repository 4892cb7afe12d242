import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { DateTime, Money, type Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Product } from '../products/product.entity.js';
import { productById } from '../products/product.reference.js';
import { Order, OrderLine, ranOutReason } from './order.entity.js';
import { OrderConnection, OrdersArgs, RecordSaleInput } from './order.inputs.js';
import { askedOrder } from './order.reference.js';
import { anyToken, OrderStatus } from './order-terms.js';
import { myOrdersQuery, ordersQuery } from './orders-query.js';
import { recordSale } from './record-sale.js';

@Resolver(() => Order)
export class OrderResolver {
  @Authorized(...anyToken)
  @Query(() => Order, {
    nullable: true,
    description: 'The organiser sees all, an exhibitor its own, a buyer what it has placed.',
  })
  order(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return askedOrder(context, id);
  }

  @Authorized(...anyToken)
  @Query(() => OrderConnection, { description: 'What the bearer of the token has placed online, the last first.' })
  myOrders(@Args() { filter, ...args }: OrdersArgs, @Ctx() context: Context) {
    return page(myOrdersQuery(context, filter), args, { by: ['id'], direction: 'DESC' });
  }

  @Authorized('admin', 'exhibitor')
  @Query(() => OrderConnection, {
    description: 'The last recorded first. The organiser sees all, an exhibitor its own.',
  })
  orders(@Args() { filter, ...args }: OrdersArgs, @Ctx() context: Context) {
    return page(ordersQuery(context, filter), args, { by: ['id'], direction: 'DESC' });
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Order, {
    description:
      'A sale at the stand, all lines or none. SOLD_OUT names each product that is short and what is left of it.',
  })
  recordSale(@Arg('input') input: RecordSaleInput, @Ctx() context: Context) {
    return recordSale(context, input);
  }

  @FieldResolver(() => OrderStatus)
  status(@Root() order: Order, @Ctx() { clock }: Context): OrderStatus {
    return order.statusAt(clock.now());
  }

  @FieldResolver(() => String, {
    description:
      'Day and running number, such as 20250129-0001: numbered by exhibitor and day from 1 on, without gaps. Given with the payment; empty until then.',
  })
  receiptNumber(@Root() order: Order): string {
    return order.receiptNumber ?? '';
  }

  @FieldResolver(() => Money, { description: 'What its lines are less for a discount.' })
  discount(@Root() { discountMinor, total }: Order) {
    return Money.of(discountMinor, total.currency);
  }

  @FieldResolver(() => Money, { description: "Its part of the basket's delivery fee." })
  delivery(@Root() { deliveryMinor, total }: Order) {
    return Money.of(deliveryMinor, total.currency);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'Null until it is paid.' })
  paidAt(@Root() { paidAt, placedAt, basketId }: Order) {
    return paidAt ?? (basketId ? null : placedAt);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When it was cancelled, or ran out.' })
  cancelledAt(@Root() order: Order, @Ctx() { clock }: Context) {
    return order.ranOut(clock.now()) ? order.reservedUntil : order.cancelledAt;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was cancelled.' })
  cancelReason(@Root() order: Order, @Ctx() { clock }: Context) {
    return order.ranOut(clock.now()) ? ranOutReason : order.cancelReason;
  }

  @FieldResolver(() => Exhibitor, { nullable: true })
  exhibitor(@Root() order: Order): Exhibitor {
    return { id: order.exhibitorId };
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() order: Order): Edition {
    return { id: order.editionId };
  }
}

@Resolver(() => OrderLine)
export class OrderLineResolver {
  @FieldResolver(() => Product)
  product(@Root() line: OrderLine, @Ctx() context: Context) {
    return productById(context).load(line.productId);
  }

  @FieldResolver(() => Money)
  unitPrice(@Root() { unitPrice }: OrderLine) {
    return Money.of(unitPrice.minor, unitPrice.currency);
  }

  @FieldResolver(() => Money, { description: 'What it is less for its part of a discount.' })
  discount(@Root() { discount, amount }: OrderLine) {
    return Money.of(discount?.minor ?? 0, amount.currency);
  }

  @FieldResolver(() => Money, { description: 'Units times price, without the discount.' })
  amount(@Root() { amount }: OrderLine) {
    return Money.of(amount.minor, amount.currency);
  }
}
