import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { defineLoader, groupedBy, Money, type Context } from '@maarad/shared/graphql';
import { In } from 'typeorm';
import { Order } from '../orders/order.entity.js';
import { Product } from '../products/product.entity.js';
import { productById } from '../products/product.reference.js';
import { refundOrder } from './refund-order.js';
import { Refund, RefundLine } from './refund.entity.js';
import { RefundOrderInput } from './refund.inputs.js';

const refundsOfOrder = defineLoader(async (orderIds: readonly string[], { database }) => {
  const rows = await database.getRepository(Refund).find({ where: { orderId: In(orderIds) }, order: { id: 'ASC' } });
  return groupedBy(orderIds, rows, ({ orderId }) => orderId);
});

@Resolver(() => Order)
export class OrderRefundsResolver {
  @Authorized('admin', 'exhibitor')
  @Mutation(() => Order, {
    description:
      'Takes an order back, whole or in part. CONFLICT when more would come back than is left; ILLEGAL_TRANSITION when nothing is left.',
  })
  refundOrder(@Arg('input') input: RefundOrderInput, @Ctx() context: Context) {
    return refundOrder(context, input);
  }

  @FieldResolver(() => [Refund], { description: 'What was given back, the first first; mostly none.' })
  refunds(@Root() order: Order, @Ctx() context: Context) {
    return refundsOfOrder(context).load(order.id);
  }

  @FieldResolver(() => Money, { description: 'What its refunds come to: never more than its total.' })
  refunded(@Root() { refundedMinor, total }: Order) {
    return Money.of(refundedMinor, total.currency);
  }
}

@Resolver(() => RefundLine)
export class RefundLineResolver {
  @FieldResolver(() => Product)
  product(@Root() line: RefundLine, @Ctx() context: Context) {
    return productById(context).load(line.productId);
  }

  @FieldResolver(() => Money)
  amount(@Root() { amount }: RefundLine) {
    return Money.of(amount.minor, amount.currency);
  }
}
