import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { defineLoader, entityLoader, groupedBy, type Context } from '@maarad/shared/graphql';
import { In } from 'typeorm';
import { Order } from '../orders/order.entity.js';
import { Product } from '../products/product.entity.js';
import { productById } from '../products/product.reference.js';
import { ownedBy } from '../tills/tills-query.js';
import { settleSale } from './settle-sale.js';
import { Settlement, SettlementConnection } from './settlement.entity.js';
import { SettlementsArgs, SettleSaleInput } from './settlement.inputs.js';

const orderById = entityLoader(Order);

const settlementsOfOrder = defineLoader(async (orderIds: readonly string[], { database }) => {
  const rows = await database
    .getRepository(Settlement)
    .find({ where: { orderId: In(orderIds) }, order: { id: 'ASC' } });
  return groupedBy(orderIds, rows, ({ orderId }) => orderId);
});

@Resolver(() => Settlement)
export class SettlementResolver {
  @Authorized('admin', 'exhibitor')
  @Query(() => SettlementConnection, { description: 'The organiser sees all, an exhibitor its own.' })
  settlements(@Args() { exhibitorId, open, ...args }: SettlementsArgs, @Ctx() { database, principal }: Context) {
    const query = ownedBy(database.getRepository(Settlement).createQueryBuilder('settlement'), principal, exhibitorId);
    return page(
      typeof open === 'boolean' ? query.andWhere('(settlement.settledAt IS NULL) = :open', { open }) : query,
      args,
      { by: ['id'] },
    );
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Settlement, { description: 'SOLD_OUT when what is to be handed over is not in stock.' })
  settleSale(@Arg('input') input: SettleSaleInput, @Ctx() context: Context) {
    return settleSale(context, input);
  }

  @FieldResolver(() => Order)
  order(@Root() settlement: Settlement, @Ctx() context: Context) {
    return orderById(context).load(settlement.orderId);
  }

  @FieldResolver(() => Product)
  product(@Root() settlement: Settlement, @Ctx() context: Context) {
    return productById(context).load(settlement.productId);
  }

  @FieldResolver(() => Product, { nullable: true })
  substitute(@Root() { substituteId }: Settlement, @Ctx() context: Context) {
    return substituteId ? productById(context).load(substituteId) : null;
  }
}

@Resolver(() => Order)
export class OrderSettlementsResolver {
  @FieldResolver(() => [Settlement], { description: 'What it went beyond the stock by; mostly none.' })
  settlements(@Root() order: Order, @Ctx() context: Context) {
    return settlementsOfOrder(context).load(order.id);
  }
}
