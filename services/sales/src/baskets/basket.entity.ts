import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, exactInteger, Money } from '@maarad/shared/graphql';
import { SalesChannel } from '../orders/order-terms.js';

@ObjectType({
  description:
    'What one buyer takes at once from many producers: one order for each of them, which add up to the total exactly. Only for the buyer and the organiser.',
})
@Entity()
export class Basket {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  /** The subject of the token that it was placed with. */
  @Column('text')
  buyerId!: string;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  buyerName!: string | null;

  @Field(() => String, { nullable: true, description: 'How the buyer can be reached about it.' })
  @Column('text', { nullable: true })
  buyerContact!: string | null;

  @Field(() => String, { nullable: true, description: 'Where and when the goods are wanted.' })
  @Column('text', { nullable: true })
  deliveryNote!: string | null;

  @Field(() => SalesChannel)
  @Column('text')
  channel!: SalesChannel;

  @Field(() => Int, { nullable: true, description: 'Of the goods; null without a discount.' })
  @Column('integer', { nullable: true })
  discountPercent!: number | null;

  @Field(() => Money, { description: 'The goods, before the discount.' })
  @Column(() => Money)
  subtotal!: Money;

  /** Minor units, like `deliveryMinor`. */
  @Column({ type: 'bigint', transformer: exactInteger })
  discountMinor!: number;

  @Column({ type: 'bigint', transformer: exactInteger })
  deliveryMinor!: number;

  @Field(() => Money, { description: 'The goods without the discount, with the delivery.' })
  @Column(() => Money)
  total!: Money;

  /** As it was placed: each of its orders knows its own. */
  @Column({ type: 'timestamptz', precision: 3 })
  reservedUntil!: Date;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  placedAt!: Date;
}
