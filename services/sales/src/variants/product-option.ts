import { Field, ObjectType } from 'type-graphql';
import { LocalizedText, type Texts } from '@maarad/shared/graphql';

@ObjectType({ description: 'One of the ways in which a product comes: a colour, a size, a scent.' })
export class ProductOptionValue {
  @Field(() => String, { description: 'A word in capitals, such as RED or XL: by it a variant names its choice.' })
  code!: string;

  @Field(() => LocalizedText)
  name!: Texts;
}

@ObjectType({ description: 'What is chosen between the variants of a product, such as the colour.' })
export class ProductOption {
  @Field(() => String, { description: 'A word in capitals, such as COLOUR.' })
  code!: string;

  @Field(() => LocalizedText)
  name!: Texts;

  @Field(() => [ProductOptionValue])
  values!: ProductOptionValue[];
}

@ObjectType({ description: 'What a variant is of one option.' })
export class ProductChoice {
  @Field(() => ProductOption)
  option!: ProductOption;

  @Field(() => ProductOptionValue)
  value!: ProductOptionValue;
}
