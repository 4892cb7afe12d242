import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Conflict } from '@maarad/shared/errors';
import { DateTime, LocalizedText, Money, TextColumn, type Texts } from '@maarad/shared/graphql';
import type { ProductOption } from '../variants/product-option.js';
import { VariantToChoose } from '../variants/variant-to-choose.js';
import { ProductLabel, ProductStatus, productTransitions, ProductUnit } from './product-terms.js';

@ObjectType({ description: 'What an exhibitor offers at its stall in one edition of the fair.' })
@Directive('@key(fields: "id")')
@Entity()
export class Product {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => LocalizedText, { nullable: true })
  @TextColumn({ nullable: true })
  description!: Texts | null;

  @Field(() => String, { description: 'A word in capitals, such as ARGAN or POTTERY.' })
  @Column('text')
  category!: string;

  @Field(() => Money, { description: "For one unit, in the edition's currency." })
  @Column(() => Money)
  price!: Money;

  @Field(() => ProductUnit)
  @Column('text')
  unit!: ProductUnit;

  @Field(() => [ProductLabel], { description: 'As the exhibitor says; `certifications` shows what proves it.' })
  @Column('text', { array: true })
  labels!: ProductLabel[];

  @Field(() => [String], { description: 'Addresses of pictures, the best one first.' })
  @Column('text', { array: true })
  images!: string[];

  @Field(() => Int, {
    description:
      'How many units are in stock: the sum of all its stock movements, never below zero. Of a product with variants: the sum of theirs.',
  })
  @Column('integer')
  available!: number;

  @Field(() => Int, { description: '`stock.low` is told each time that what is left comes down to this many units.' })
  @Column('integer')
  lowStockAt!: number;

  /** Prices of one unit by quantity, in minor units, the smallest quantity first. */
  @Column('jsonb')
  wholesalePrices!: { from: number; minor: number }[];

  /** What is chosen between its variants; null for a product without. What has variants has no stock and is not sold itself. */
  @Column('jsonb', { nullable: true })
  options!: ProductOption[] | null;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  listedAt!: Date;

  @Field(() => ProductStatus)
  @Column('text')
  status!: ProductStatus;

  /** @throws IllegalTransition when it is withdrawn already. */
  withdraw(): void {
    this.status = productTransitions.move(this.status, ProductStatus.WITHDRAWN);
  }

  /** @throws Conflict when it is withdrawn. */
  requireListed(): void {
    if (this.status !== ProductStatus.LISTED) {
      throw new ProductWithdrawn(this);
    }
  }

  /** @throws VariantToChoose when its variants have the stock. */
  requireOwnStock(path = 'productId'): void {
    if (this.options) {
      throw new VariantToChoose(path, this.id);
    }
  }
}

/** The product is no longer offered: nothing about it changes any more. */
export class ProductWithdrawn extends Conflict {
  constructor({ id, name }: { id: string; name?: Texts }) {
    super('The product has been withdrawn.', [{ type: 'Product', id, ...(name && { name }) }]);
  }
}
