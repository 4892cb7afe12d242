import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { Money, PageArgs, type Context } from '@maarad/shared/graphql';
import { lapsedUnitsOf } from '../baskets/lapsed-units.js';
import { Product } from '../products/product.entity.js';
import { ProductConnection } from '../products/product.inputs.js';
import { productById } from '../products/product.reference.js';
import { addVariant } from './add-variant.js';
import { ProductChoice, ProductOption } from './product-option.js';
import { AddVariantInput } from './variant.inputs.js';
import { offerOfVariants, variantById, variantsOfProduct } from './variants-of-product.js';

@ObjectType({ description: 'What one unit costs, from the cheapest to the dearest variant.' })
export class PriceRange {
  @Field(() => Money)
  from!: Money;

  @Field(() => Money)
  to!: Money;
}

@Resolver(() => Product)
export class ProductVariantsResolver {
  @Authorized('admin', 'exhibitor')
  @Mutation(() => Product, {
    description:
      'Offers a product in one of its variants: a product like any other from then on, with stock, price and sales of its own. CONFLICT when it is offered in this variant already.',
  })
  addVariant(@Arg('input') input: AddVariantInput, @Ctx() context: Context) {
    return addVariant(context, input);
  }

  @FieldResolver(() => [ProductOption], {
    description: 'What is chosen between its variants, such as the colour; none for a product without variants.',
  })
  options(@Root() { options }: Product): ProductOption[] {
    return options ?? [];
  }

  @FieldResolver(() => ProductConnection, {
    description: 'The variants in which it is offered, the first added first.',
  })
  variants(@Root() { id }: Product, @Args() { first, after }: PageArgs, @Ctx() context: Context) {
    return variantsOfProduct(context).load(id, { first, after });
  }

  @FieldResolver(() => Product, { nullable: true, description: 'The product of which it is a variant.' })
  async variantOf(@Root() { id }: Product, @Ctx() context: Context): Promise<Product | null> {
    const variant = await variantById(context).load(id);
    return variant && productById(context).load(variant.parentId);
  }

  @FieldResolver(() => [ProductChoice], { description: 'What it is of each option, when it is a variant.' })
  async choices(@Root() { id }: Product, @Ctx() context: Context): Promise<ProductChoice[]> {
    const variant = await variantById(context).load(id);
    const parent = variant && (await productById(context).load(variant.parentId));
    return (variant?.choices ?? []).flatMap((choice) => {
      const option = parent?.options?.find(({ code }) => code === choice.option);
      const value = option?.values.find(({ code }) => code === choice.value);
      return option && value ? [{ option, value }] : [];
    });
  }

  @FieldResolver(() => String, { nullable: true, description: 'By which the exhibitor knows the variant.' })
  async sku(@Root() { id }: Product, @Ctx() context: Context): Promise<string | null> {
    return (await variantById(context).load(id))?.sku ?? null;
  }

  @FieldResolver(() => PriceRange, { description: 'From its price to its price, unless it has variants that differ.' })
  async priceRange(@Root() { id, options, price }: Product, @Ctx() context: Context): Promise<PriceRange> {
    return (options && (await offerOfVariants(context).load(id))) ?? { from: price, to: price };
  }

  @FieldResolver(() => Int)
  async available(@Root() { id, options, available }: Product, @Ctx() context: Context): Promise<number> {
    return options
      ? ((await offerOfVariants(context).load(id))?.available ?? 0)
      : available + (await lapsedUnitsOf(context).load(id));
  }
}
