import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, LocalDate, Money } from '@maarad/shared/graphql';
import { PaymentMethod } from '../orders/order-terms.js';

@ObjectType({ description: 'What came back of one line of an order.' })
export class RefundLine {
  productId!: string;

  @Field(() => Int, { description: 'Units that came back; 0 where only money was given back.' })
  quantity!: number;

  amount!: { minor: number; currency: string };
}

@ObjectType({ description: 'Money that was given back for an order, and the goods that came back for it.' })
@Entity()
export class Refund {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  orderId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => Money)
  @Column(() => Money)
  amount!: Money;

  @Field(() => PaymentMethod, { description: 'How the money was given back.' })
  @Column('text')
  payment!: PaymentMethod;

  /** Their amounts and what was refunded of the delivery come to `amount`. */
  @Field(() => [RefundLine])
  @Column('jsonb')
  lines!: RefundLine[];

  @Field(() => Boolean, { description: 'Whether the goods went back into stock; false when they were spoilt.' })
  @Column('boolean')
  restocked!: boolean;

  @Field(() => String)
  @Column('text')
  reason!: string;

  @Field(() => LocalDate, {
    description:
      'The day of the fair on which the money was given back, or the first open one after it; after the last day it is that one.',
  })
  @Column('date')
  day!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  refundedAt!: Date;

  /** The subject of the token that it was done with. */
  @Column('text')
  refundedBy!: string;
}
