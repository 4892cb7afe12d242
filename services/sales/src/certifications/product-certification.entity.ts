import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalDate } from '@maarad/shared/graphql';
import { ProductLabel } from '../products/product-terms.js';

@ObjectType({ description: 'The certificate that stands behind a label of a product.' })
@Entity()
export class ProductCertification {
  @PrimaryColumn('uuid')
  productId!: string;

  @Field(() => ProductLabel)
  @PrimaryColumn('text')
  label!: ProductLabel;

  @Field(() => String, { description: 'As whoever certified it wrote it on the certificate.' })
  @Column('text')
  certificateNumber!: string;

  @Field(() => String, { nullable: true, description: 'Who certified it.' })
  @Column('text', { nullable: true })
  certifiedBy!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which it is good; null: without an end.' })
  @Column('date', { nullable: true })
  validUntil!: string | null;

  @Field(() => Boolean, { description: 'Whether it is good today.' })
  valid!: boolean;
}
