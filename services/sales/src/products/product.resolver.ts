import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Money, PageArgs, type Context } from '@maarad/shared/graphql';
import { actsFor } from '@maarad/shared/auth';
import { isId } from '@maarad/shared/runtime';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { productsPage } from '../search/products-page.js';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { correctStock, writeOffStock } from './adjust-stock.js';
import { listProduct } from './list-product.js';
import { movementsOfProduct } from './movements-of-product.js';
import { Product } from './product.entity.js';
import {
  ExhibitorProductsArgs,
  ListProductInput,
  ProductConnection,
  ProductsArgs,
  UpdateProductInput,
  WithdrawProductInput,
} from './product.inputs.js';
import { productById } from './product.reference.js';
import { productsOfExhibitor } from './products-query.js';
import { proveStock, StockProof } from './prove-stock.js';
import { receiveStock } from './receive-stock.js';
import { StockMovementConnection } from './stock-movement.entity.js';
import { CorrectStockInput, ReceiveStockInput, WriteOffStockInput } from './stock.inputs.js';
import { updateProduct } from './update-product.js';
import { WholesalePrice } from './wholesale-price.js';
import { withdrawProduct } from './withdraw-product.js';

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true })
  product(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return productById(context).load(id);
  }

  @Query(() => ProductConnection, {
    description:
      'What is offered at open stalls: with a search the closest first, without in the order in which it was listed.',
  })
  products(@Args() args: ProductsArgs, @Ctx() context: Context) {
    return productsPage(context, args);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Product, {
    description: 'NOT_FOUND before the registration is approved, CONFLICT once it is withdrawn.',
  })
  listProduct(@Arg('input') input: ListProductInput, @Ctx() context: Context) {
    return listProduct(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Product)
  updateProduct(@Arg('input') input: UpdateProductInput, @Ctx() context: Context) {
    return updateProduct(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Product, { description: 'For good: a product that comes back is listed anew.' })
  withdrawProduct(@Arg('input') input: WithdrawProductInput, @Ctx() context: Context) {
    return withdrawProduct(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Product)
  receiveStock(@Arg('input') input: ReceiveStockInput, @Ctx() context: Context) {
    return receiveStock(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Product, {
    description: 'Goods are lost: broken, spoilt, stolen. SOLD_OUT when there are not so many.',
  })
  writeOffStock(@Arg('input') input: WriteOffStockInput, @Ctx() context: Context) {
    return writeOffStock(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Product, { description: 'The goods were counted: the ledger takes the difference.' })
  correctStock(@Arg('input') input: CorrectStockInput, @Ctx() context: Context) {
    return correctStock(context, input);
  }

  @Authorized('admin')
  @Query(() => StockProof, { description: 'Adds up every stock ledger and compares it with what is available.' })
  stockProof(@Ctx() { database }: Context) {
    return proveStock(database);
  }

  @FieldResolver(() => StockMovementConnection, {
    nullable: true,
    description: 'Its stock ledger, the last entry first. For the exhibitor itself and the organiser; null for others.',
  })
  movements(@Root() product: Product, @Args() { first, after }: PageArgs, @Ctx() context: Context) {
    return actsFor(context.principal, product.exhibitorId)
      ? movementsOfProduct(context).load(product.id, { first, after })
      : null;
  }

  @FieldResolver(() => [WholesalePrice], {
    description: 'What one unit costs when more are bought, the smallest quantity first.',
  })
  wholesalePrices(@Root() { wholesalePrices, price }: Product): WholesalePrice[] {
    return wholesalePrices.map(({ from, minor }) => ({ from, price: Money.of(minor, price.currency) }));
  }

  @FieldResolver(() => Exhibitor, { nullable: true })
  exhibitor(@Root() product: Product): Exhibitor {
    return { id: product.exhibitorId };
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() product: Product): Edition {
    return { id: product.editionId };
  }
}

@Resolver(() => Exhibitor)
export class ExhibitorProductsResolver {
  @FieldResolver(() => ProductConnection, { nullable: true, description: 'What it offers at its stall.' })
  async products(
    @Root() exhibitor: Exhibitor,
    @Args() { editionId, ...args }: ExhibitorProductsArgs,
    @Ctx() context: Context,
  ) {
    const edition = await editionFactsOr(editionId, context);
    return edition && isId(exhibitor.id)
      ? productsOfExhibitor(context).load(exhibitor.id, { editionId: edition.id, ...args })
      : null;
  }
}
