import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { Money, type Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Product } from '../products/product.entity.js';
import { productById } from '../products/product.reference.js';
import { Order, OrderLine } from './order.entity.js';
import { OrderConnection, OrdersArgs, RecordSaleInput } from './order.inputs.js';
import { visibleOrder } from './order.reference.js';
import { ordersQuery } from './orders-query.js';
import { recordSale } from './record-sale.js';

@Resolver(() => Order)
export class OrderResolver {
  @Authorized('admin', 'exhibitor')
  @Query(() => Order, { nullable: true, description: 'The organiser sees all, an exhibitor its own.' })
  order(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return visibleOrder(context, id);
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

  @FieldResolver(() => Money)
  amount(@Root() { amount }: OrderLine) {
    return Money.of(amount.minor, amount.currency);
  }
}
