import {
  ArrayMaxSize,
  ArrayUnique,
  IsOptional,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  connectionOf,
  CreatingInput,
  DateTime,
  LocalizedTextInput,
  MoneyInput,
  PageArgs,
  Region,
  TextField,
} from '@maarad/shared/graphql';
import { CertificationsField, type ProductCertificationInput } from '../certifications/certification.inputs.js';
import { OptionsField, type ProductOptionInput } from '../variants/variant.inputs.js';
import { largestStock } from './stock.inputs.js';
import { ProductLabel, ProductUnit } from './product-terms.js';
import { Product } from './product.entity.js';

@ObjectType()
export class ProductConnection extends connectionOf('Product', () => Product) {}

@InputType({ description: 'Every given field narrows the list.' })
export class ProductFilter {
  @Field(() => ID, { nullable: true })
  exhibitorId?: string;

  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => String, { nullable: true })
  category?: string;

  @Field(() => ProductLabel, { nullable: true })
  label?: ProductLabel;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only with a certificate that is good today, for `label` where one is named; false: only without.',
  })
  certified?: boolean;

  @Field(() => Region, { nullable: true, description: 'Where the exhibitor comes from.' })
  region?: Region;

  @Field(() => MoneyInput, { nullable: true, description: 'The lowest price of one unit, in this currency only.' })
  @IsOptional()
  @ValidateNested()
  minPrice?: MoneyInput;

  @Field(() => MoneyInput, { nullable: true, description: 'The highest price of one unit, in this currency only.' })
  @IsOptional()
  @ValidateNested()
  maxPrice?: MoneyInput;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only what can be bought now; false: only what is sold out.',
  })
  inStock?: boolean;
}

@ArgsType()
export class ProductsArgs extends PageArgs {
  @Field(() => ProductFilter, { nullable: true })
  filter?: ProductFilter;

  @Field(() => String, {
    nullable: true,
    description:
      "Words of a product's name, its category or its exhibitor's name, in any of the four languages, or how they sound in Latin letters; the closest come first. Spelling variants, accents and single wrong letters are forgiven, and a word may be a beginning.",
  })
  @IsOptional()
  @Length(1, 100)
  search?: string | null;
}

@ArgsType()
export class ExhibitorProductsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'The current edition unless said.' })
  editionId?: string;

  @Field(() => DateTime, { nullable: true, description: 'Only what was listed from this instant on.' })
  listedFrom?: Date;
}

const category = /^[A-Z][A-Z0-9_]{1,39}$/;
const categoryRule = { message: 'must be a word in capitals, such as ARGAN' };
const httpsOnly = { protocols: ['https'], require_protocol: true };
const imageRule = { each: true, message: 'must each be an address that begins with https://' };

@InputType({ description: 'The price of one unit when at least so many are bought.' })
export class WholesalePriceInput {
  @Field(() => Int, { description: 'Units, at least two.' })
  @Min(2)
  @Max(100_000)
  from!: number;

  @Field(() => MoneyInput)
  @ValidateNested()
  price!: MoneyInput;
}

function WholesalePricesField(): PropertyDecorator {
  const description = 'Prices by quantity, for sales with the channel WHOLESALE; at most 10, each quantity once.';
  const decorators = [
    Field(() => [WholesalePriceInput], { nullable: true, description }) as PropertyDecorator,
    IsOptional(),
    ArrayMaxSize(10),
    ArrayUnique((one: WholesalePriceInput) => one.from, { message: 'must name each quantity once' }),
    ValidateNested(),
  ];
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}

@InputType()
export class ListProductInput extends CreatingInput {
  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => ID)
  editionId!: string;

  @TextField()
  name!: LocalizedTextInput;

  @TextField({ nullable: true })
  description?: LocalizedTextInput;

  @Field(() => String, { description: 'A word in capitals, such as ARGAN or POTTERY.' })
  @Matches(category, categoryRule)
  category!: string;

  @Field(() => MoneyInput, { description: "For one unit, in the edition's currency, more than zero." })
  @ValidateNested()
  price!: MoneyInput;

  @Field(() => ProductUnit)
  unit!: ProductUnit;

  @Field(() => [ProductLabel], { defaultValue: [] })
  @ArrayUnique({ message: 'must name each label once' })
  labels!: ProductLabel[];

  @CertificationsField('The certificates behind its labels; a label named here need not be named in `labels` too.')
  certifications?: ProductCertificationInput[];

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(10)
  @IsUrl(httpsOnly, imageRule)
  images!: string[];

  @Field(() => Int, { defaultValue: 0, description: 'How many units the stall begins with.' })
  @Min(0)
  @Max(largestStock)
  openingStock!: number;

  @Field(() => Int, { nullable: true, description: 'How few units are few, for `stock.low`; 5 unless said.' })
  @IsOptional()
  @Min(0)
  @Max(largestStock)
  lowStockAt?: number;

  @WholesalePricesField()
  wholesalePrices?: WholesalePriceInput[];

  @OptionsField(
    'For a product that comes in variants (`addVariant`): what is chosen between them. It has no stock of its own then, and is not sold itself.',
  )
  options?: ProductOptionInput[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateProductInput {
  @Field(() => ID)
  productId!: string;

  @TextField({ nullable: true })
  name?: LocalizedTextInput;

  @TextField({ nullable: true })
  description?: LocalizedTextInput;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(category, categoryRule)
  category?: string;

  @Field(() => MoneyInput, { nullable: true, description: 'From the next sale on.' })
  @IsOptional()
  @ValidateNested()
  price?: MoneyInput;

  @Field(() => [ProductLabel], { nullable: true })
  @IsOptional()
  @ArrayUnique({ message: 'must name each label once' })
  labels?: ProductLabel[];

  @CertificationsField('In the place of all that it had. A label that `labels` no longer names loses its certificate.')
  certifications?: ProductCertificationInput[];

  @Field(() => [String], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(10)
  @IsUrl(httpsOnly, imageRule)
  images?: string[];

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(0)
  @Max(largestStock)
  lowStockAt?: number;

  @WholesalePricesField()
  wholesalePrices?: WholesalePriceInput[];

  @OptionsField('The options that it was listed with, in other words or with more values.')
  options?: ProductOptionInput[];
}

@InputType()
export class WithdrawProductInput {
  @Field(() => ID)
  productId!: string;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;
}
