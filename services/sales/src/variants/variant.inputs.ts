import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CreatingInput, MoneyInput, TextField, type LocalizedTextInput } from '@maarad/shared/graphql';
import { largestStock } from '../products/stock.inputs.js';

const code = /^[A-Z0-9][A-Z0-9_]{0,39}$/;
const codeRule = { message: 'must be a word in capitals, such as RED' };
const eachOnce = { message: 'must name each code once' };

@InputType()
export class ProductOptionValueInput {
  @Field(() => String, { description: 'A word in capitals, such as RED or XL.' })
  @Matches(code, codeRule)
  code!: string;

  @TextField()
  name!: LocalizedTextInput;
}

@InputType()
export class ProductOptionInput {
  @Field(() => String, { description: 'A word in capitals, such as COLOUR.' })
  @Matches(code, codeRule)
  code!: string;

  @TextField()
  name!: LocalizedTextInput;

  @Field(() => [ProductOptionValueInput], { description: 'At most 50, each code once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((value: ProductOptionValueInput) => value.code, eachOnce)
  @ValidateNested()
  values!: ProductOptionValueInput[];
}

/** The field of an input that takes what is chosen between a product's variants. */
export function OptionsField(description: string): PropertyDecorator {
  const decorators = [
    Field(() => [ProductOptionInput], { nullable: true, description }) as PropertyDecorator,
    IsOptional(),
    ArrayMinSize(1),
    ArrayMaxSize(3),
    ArrayUnique((option: ProductOptionInput) => option.code, eachOnce),
    ValidateNested(),
  ];
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}

@InputType()
export class ProductChoiceInput {
  @Field(() => String, { description: "The option's code." })
  option!: string;

  @Field(() => String, { description: "The value's code." })
  value!: string;
}

const httpsOnly = { protocols: ['https'], require_protocol: true };

@InputType()
export class AddVariantInput extends CreatingInput {
  @Field(() => ID, { description: 'A product that was listed with options.' })
  productId!: string;

  @Field(() => [ProductChoiceInput], { description: 'One value of each option.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ArrayUnique((choice: ProductChoiceInput) => choice.option, { message: 'must choose once of each option' })
  @ValidateNested()
  choices!: ProductChoiceInput[];

  @Field(() => MoneyInput, { nullable: true, description: 'That of the product, whatever it becomes, unless said.' })
  @IsOptional()
  @ValidateNested()
  price?: MoneyInput;

  @Field(() => String, {
    nullable: true,
    description: 'By which the exhibitor knows it; of no other variant that it offers in the edition.',
  })
  @IsOptional()
  @Length(1, 60)
  @Matches(/^\S(.*\S)?$/, { message: 'must not begin or end with a space' })
  sku?: string;

  @Field(() => [String], { nullable: true, description: 'Those of the product unless said.' })
  @IsOptional()
  @ArrayMaxSize(10)
  @IsUrl(httpsOnly, { each: true, message: 'must each be an address that begins with https://' })
  images?: string[];

  @Field(() => Int, { defaultValue: 0, description: 'How many units the stall begins with.' })
  @Min(0)
  @Max(largestStock)
  openingStock!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'That of the product unless said: how few are few, for `stock.low`.',
  })
  @IsOptional()
  @Min(0)
  @Max(largestStock)
  lowStockAt?: number;
}
