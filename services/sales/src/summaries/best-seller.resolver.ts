import { Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Product } from '../products/product.entity.js';
import { productById } from '../products/product.reference.js';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { bestSellersOfEdition, bestSellersOfExhibitor, ProductSales } from './best-sellers.js';

@ArgsType()
class BestSellersArgs {
  @Field(() => Int, { defaultValue: 10, description: 'How many, at most 50.' })
  @Min(1)
  @Max(50, { message: 'must not be greater than 50' })
  first!: number;
}

@ArgsType()
class ExhibitorBestSellersArgs extends BestSellersArgs {
  @Field(() => ID, { nullable: true, description: 'The current edition unless said.' })
  editionId?: string;
}

@Resolver(() => ProductSales)
export class ProductSalesResolver {
  @FieldResolver(() => Product)
  product(@Root() { productId }: ProductSales, @Ctx() context: Context) {
    return productById(context).load(productId);
  }
}

@Resolver(() => Edition)
export class BestSellersResolver {
  @FieldResolver(() => [ProductSales], {
    nullable: true,
    description: 'The products that brought in the most, the best first.',
  })
  bestSellers(@Root() edition: Edition, @Args() { first }: BestSellersArgs, @Ctx() context: Context) {
    return isId(edition.id) ? bestSellersOfEdition(context).load(edition.id, { first }) : null;
  }
}

@Resolver(() => Exhibitor)
export class ExhibitorBestSellersResolver {
  @FieldResolver(() => [ProductSales], {
    nullable: true,
    description: 'Its products that brought in the most, the best first.',
  })
  async bestSellers(
    @Root() { id }: Exhibitor,
    @Args() { first, editionId }: ExhibitorBestSellersArgs,
    @Ctx() context: Context,
  ) {
    const edition = await editionFactsOr(editionId, context);
    return edition && isId(id) ? bestSellersOfExhibitor(context, id, { first, editionId: edition.id }) : null;
  }
}
