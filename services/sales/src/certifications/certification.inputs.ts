import { ArrayMaxSize, ArrayUnique, IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { LocalDate } from '@maarad/shared/graphql';
import { ProductLabel } from '../products/product-terms.js';

@InputType({ description: 'A label with the certificate that stands behind it.' })
export class ProductCertificationInput {
  @Field(() => ProductLabel)
  label!: ProductLabel;

  @Field(() => String, { description: 'The number of the certificate: without it there is none.' })
  @Length(1, 100)
  @Matches(/\S/, { message: 'must not be blank' })
  certificateNumber!: string;

  @Field(() => String, { nullable: true, description: 'Who certified it.' })
  @IsOptional()
  @Length(1, 200)
  certifiedBy?: string;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which it is good, today or later.' })
  validUntil?: string;
}

/** The field of an input that takes a product's certificates. */
export function CertificationsField(description: string): PropertyDecorator {
  const decorators = [
    Field(() => [ProductCertificationInput], { nullable: true, description }) as PropertyDecorator,
    IsOptional(),
    ArrayMaxSize(Object.keys(ProductLabel).length),
    ArrayUnique((one: ProductCertificationInput) => one.label, { message: 'must name each label once' }),
    ValidateNested(),
  ];
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}
