import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, exactInteger, LocalDate, Money } from '@maarad/shared/graphql';
import { OrderStatus, orderTransitions, PaymentMethod, SalesChannel } from './order-terms.js';

/** An amount as it is kept inside a line and told in events. */
type Amount = Pick<Money, 'minor' | 'currency'>;

@ObjectType({ description: 'What was bought of one product, at the price of that moment.' })
export class OrderLine {
  productId!: string;

  @Field(() => String, { description: "The product's category when it was sold." })
  category!: string;

  @Field(() => Int)
  quantity!: number;

  unitPrice!: Amount;

  amount!: Amount;
}

@ObjectType({ description: 'What a buyer took from one stall. Only for the exhibitor itself and the organiser.' })
@Directive('@key(fields: "id")')
@Entity()
export class Order {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  stallId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => String, {
    description:
      'Day and running number, such as 20250129-0001: numbered by exhibitor and day from 1 on, without gaps.',
  })
  @Column('text')
  receiptNumber!: string;

  @Field(() => SalesChannel)
  @Column('text')
  channel!: SalesChannel;

  @Field(() => PaymentMethod, { nullable: true })
  @Column('text')
  payment!: PaymentMethod;

  @Field(() => OrderStatus)
  @Column('text')
  status!: OrderStatus;

  @Field(() => Money)
  @Column(() => Money)
  total!: Money;

  @Field(() => [OrderLine])
  @Column('jsonb')
  lines!: OrderLine[];

  @Field(() => DateTime, { description: 'When it was sold.' })
  @Column({ type: 'timestamptz', precision: 3 })
  placedAt!: Date;

  @Field(() => LocalDate, { description: "The day of the fair on which it counts, in the edition's time zone." })
  @Column('date')
  day!: string;

  /** The subject of the token that it was recorded with. */
  @Column('text')
  recordedBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'When the last of its money was given back.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  refundedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was taken back whole.' })
  @Column('text', { nullable: true })
  refundReason!: string | null;

  /** What its refunds come to, in minor units. */
  @Column({ type: 'bigint', transformer: exactInteger })
  refundedMinor!: number;

  /** @throws IllegalTransition when nothing was paid for it, or nothing is left to give back. */
  requireRefundable(): void {
    orderTransitions.move(this.status, OrderStatus.REFUNDED);
  }

  /** Gives some of its money back, in minor units; once all of it is back, it is refunded. */
  refund(amount: number, at: Date, reason: string): void {
    this.refundedMinor += amount;
    if (this.refundedMinor === this.total.minor) {
      this.status = orderTransitions.move(this.status, OrderStatus.REFUNDED);
      this.refundedAt = at;
      this.refundReason = reason;
    }
  }
}
