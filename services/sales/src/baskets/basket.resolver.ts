import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DateTime, defineLoader, entityLoader, groupedBy, Money, type Context } from '@maarad/shared/graphql';
import { In } from 'typeorm';
import { Edition } from '../external/edition.stub.js';
import { anyToken, OrderStatus } from '../orders/order-terms.js';
import { Order } from '../orders/order.entity.js';
import { isBuyer, requireToken } from '../orders/order.reference.js';
import { Basket } from './basket.entity.js';
import { CancelOrderInput, FulfilOrderInput, PayOrderInput, PlaceOrderInput } from './basket.inputs.js';
import { firstDeadline, statusOfBasket } from './basket-status.js';
import { cancelOrder } from './cancel-order.js';
import { fulfilOrder } from './fulfil-order.js';
import { payOrder } from './pay-order.js';
import { placeOrder } from './place-order.js';

const basketById = entityLoader(Basket);

const ordersOfBasket = defineLoader(async (basketIds: readonly string[], { database }) => {
  const rows = await database.getRepository(Order).find({ where: { basketId: In(basketIds) }, order: { id: 'ASC' } });
  return groupedBy(basketIds, rows, ({ basketId }) => basketId as string);
});

/** A basket, for its buyer and the organiser: null for all others, its producers too, who see their own orders of it. */
async function visibleBasket(context: Context, id: string): Promise<Basket | null> {
  const { principal } = context;
  const basket = await basketById(context).load(id);
  return basket && (principal.role === 'admin' || isBuyer(principal, basket.buyerId)) ? basket : null;
}

@Resolver(() => Basket)
export class BasketResolver {
  @Authorized(...anyToken)
  @Query(() => Basket, { nullable: true, description: 'For its buyer and the organiser.' })
  basket(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    requireToken(context.principal);
    return visibleBasket(context, id);
  }

  @Authorized(...anyToken)
  @Mutation(() => Basket, {
    description:
      'Reserves goods of one or many producers until a deadline, all of them or none. SOLD_OUT names each product that is short and what is left of it.',
  })
  placeOrder(@Arg('input') input: PlaceOrderInput, @Ctx() context: Context) {
    return placeOrder(context, input);
  }

  @Authorized(...anyToken)
  @Mutation(() => [Order], {
    description:
      'The exhibitor, or the organiser, has the money: PAID. A buyer says with TRANSFER that it is on its way: PLACED, with a later deadline. CONFLICT with `reservedUntil` once the deadline has passed.',
  })
  payOrder(@Arg('input') input: PayOrderInput, @Ctx() context: Context) {
    return payOrder(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Order, { description: 'A paid order is handed over to its buyer.' })
  fulfilOrder(@Arg('input') input: FulfilOrderInput, @Ctx() context: Context) {
    return fulfilOrder(context, input);
  }

  @Authorized(...anyToken)
  @Mutation(() => [Order], {
    description:
      'Ends what is not handed over: unpaid it is CANCELLED, by its buyer too; paid it is REFUNDED whole, by the exhibitor or the organiser.',
  })
  cancelOrder(@Arg('input') input: CancelOrderInput, @Ctx() context: Context) {
    return cancelOrder(context, input);
  }

  @FieldResolver(() => [Order], { description: 'One for each producer; their totals add up to that of the basket.' })
  orders(@Root() { id }: Basket, @Ctx() context: Context) {
    return ordersOfBasket(context).load(id);
  }

  @FieldResolver(() => OrderStatus, {
    description:
      'That of the order that is least far, of those that are neither cancelled nor refunded; else how they ended.',
  })
  async status(@Root() { id }: Basket, @Ctx() context: Context): Promise<OrderStatus> {
    const now = context.clock.now();
    return statusOfBasket((await ordersOfBasket(context).load(id)).map((order) => order.statusAt(now)));
  }

  @FieldResolver(() => DateTime, {
    description: 'Until when what is not paid of it is to be: after that its goods are free for others.',
  })
  async reservedUntil(@Root() { id, reservedUntil }: Basket, @Ctx() context: Context): Promise<Date> {
    return firstDeadline(await ordersOfBasket(context).load(id)) ?? reservedUntil;
  }

  @FieldResolver(() => Money, { description: 'Taken off the goods.' })
  discount(@Root() { discountMinor, total }: Basket) {
    return Money.of(discountMinor, total.currency);
  }

  @FieldResolver(() => Money, { description: 'Paid for the delivery.' })
  delivery(@Root() { deliveryMinor, total }: Basket) {
    return Money.of(deliveryMinor, total.currency);
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() { editionId }: Basket): Edition {
    return { id: editionId };
  }
}

@Resolver(() => Order)
export class OrderBasketResolver {
  @FieldResolver(() => Basket, { nullable: true, description: 'For its buyer and the organiser; null for others.' })
  basket(@Root() { basketId }: Order, @Ctx() context: Context) {
    return basketId ? visibleBasket(context, basketId) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the buyer wants to be called.' })
  async buyerName(@Root() { basketId }: Order, @Ctx() context: Context) {
    return basketId ? ((await basketById(context).load(basketId))?.buyerName ?? null) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'How the buyer can be reached about this order.' })
  async buyerContact(@Root() { basketId }: Order, @Ctx() context: Context) {
    return basketId ? ((await basketById(context).load(basketId))?.buyerContact ?? null) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where and when the goods are wanted.' })
  async deliveryNote(@Root() { basketId }: Order, @Ctx() context: Context) {
    return basketId ? ((await basketById(context).load(basketId))?.deliveryNote ?? null) : null;
  }
}
