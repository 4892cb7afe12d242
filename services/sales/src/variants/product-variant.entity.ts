import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The codes of an option and of the value that is chosen of it. */
export interface Choice {
  option: string;
  value: string;
}

/** What makes a product the variant of another. */
@Entity()
export class ProductVariant {
  /** The product's that it is. */
  @PrimaryColumn('uuid', { name: 'product_id' })
  id!: string;

  /** The product's of which it is a variant. */
  @Column('uuid')
  parentId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  /** One of each option, in the order of the options. */
  @Column('jsonb')
  choices!: Choice[];

  /** The choices as one text, whatever order they were named in: unique among what is offered of a product. */
  @Column('text')
  combination!: string;

  @Column('text', { nullable: true })
  sku!: string | null;

  /** False while it costs what its product costs. */
  @Column('boolean')
  ownPrice!: boolean;

  /** False once it is withdrawn: another may be its like then. */
  @Column('boolean')
  offered!: boolean;
}
