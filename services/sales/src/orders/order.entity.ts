import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, exactInteger, LocalDate, Money } from '@maarad/shared/graphql';
import { OrderStatus, orderTransitions, PaymentMethod, SalesChannel } from './order-terms.js';

/** What is said of an order that its deadline has ended. */
export const ranOutReason = 'the reservation ran out';

const unpaid: readonly OrderStatus[] = [OrderStatus.RESERVED, OrderStatus.PLACED];

/** When an order was paid, and the receipt given for it. */
interface Receipt {
  at: Date;
  day: string;
  receipt: string;
}

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

  /** Left out at the stand, where there is none. */
  discount?: Amount;

  /** Units times price, without the discount. */
  amount!: Amount;
}

@ObjectType({
  description:
    'What a buyer took from one stall. Only for the exhibitor itself, the buyer who placed it, and the organiser.',
})
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

  /** Null until it is paid. */
  @Column('text', { nullable: true })
  receiptNumber!: string | null;

  @Field(() => SalesChannel)
  @Column('text')
  channel!: SalesChannel;

  @Field(() => PaymentMethod, { nullable: true, description: 'Null until it is paid.' })
  @Column('text', { nullable: true })
  payment!: PaymentMethod | null;

  @Field(() => String, { nullable: true, description: "Of the payment, such as a transfer's number." })
  @Column('text', { nullable: true })
  paymentReference!: string | null;

  /** As it was left: `statusAt` knows its deadline too. */
  @Column('text')
  status!: OrderStatus;

  @Field(() => Money, { description: 'Its lines, and what is paid for its delivery.' })
  @Column(() => Money)
  total!: Money;

  /** What its lines are less for its part of a discount, in minor units. */
  @Column({ type: 'bigint', transformer: exactInteger })
  discountMinor!: number;

  /** Its part of the basket's delivery fee, in minor units. */
  @Column({ type: 'bigint', transformer: exactInteger })
  deliveryMinor!: number;

  @Field(() => [OrderLine])
  @Column('jsonb')
  lines!: OrderLine[];

  @Field(() => DateTime, { description: 'When it was sold, or reserved for its buyer.' })
  @Column({ type: 'timestamptz', precision: 3 })
  placedAt!: Date;

  @Field(() => LocalDate, {
    description:
      "The day of the fair on which it counts, in the edition's time zone: the first open one after it where it was closed.",
  })
  @Column('date')
  day!: string;

  @Column('uuid', { nullable: true })
  basketId!: string | null;

  /** The subject of the token that it was placed with; null for a sale at the stand. */
  @Column('text', { nullable: true })
  buyerId!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when its goods are kept for the buyer: unpaid by then, it is cancelled.',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  reservedUntil!: Date | null;

  /** Null for a sale at the stand, which is paid when it is placed. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  paidAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was handed over to the buyer.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  fulfilledAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cancelledAt!: Date | null;

  @Column('text', { nullable: true })
  cancelReason!: string | null;

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

  /** Whether it was to be paid until a deadline that has passed: then its goods are free, told or not. */
  ranOut(now: Date): boolean {
    return this.reservedUntil !== null && this.reservedUntil <= now && unpaid.includes(this.status);
  }

  /** What it is at an instant: one that has run out is cancelled, whether or not anybody has seen it. */
  statusAt(now: Date): OrderStatus {
    return this.ranOut(now) ? OrderStatus.CANCELLED : this.status;
  }

  /** The buyer has sent the money: the goods are kept until it is to be there. @throws IllegalTransition */
  announceTransfer(at: Date, until: Date, reference: string | null): void {
    this.status = orderTransitions.move(this.statusAt(at), OrderStatus.PLACED);
    this.reservedUntil = until;
    this.paymentReference = reference;
  }

  /** @throws IllegalTransition when it cannot be paid. */
  requirePayable(at: Date): void {
    orderTransitions.move(this.statusAt(at), OrderStatus.PAID);
  }

  /** The money is there. @throws IllegalTransition */
  pay(payment: PaymentMethod, reference: string | null, { at, day, receipt }: Receipt): void {
    this.status = orderTransitions.move(this.statusAt(at), OrderStatus.PAID);
    Object.assign(this, { payment, paidAt: at, day, receiptNumber: receipt });
    this.paymentReference = reference ?? this.paymentReference;
  }

  /** @throws IllegalTransition */
  fulfil(at: Date): void {
    this.status = orderTransitions.move(this.statusAt(at), OrderStatus.FULFILLED);
    this.fulfilledAt = at;
  }

  /** @throws IllegalTransition when it was handed over, or is over. */
  requireCancellable(): void {
    if (this.status !== OrderStatus.PAID || !this.basketId) {
      orderTransitions.move(this.status, OrderStatus.CANCELLED);
    }
  }

  /** @throws IllegalTransition when it is paid already, or over. */
  cancel(at: Date, reason: string): void {
    this.status = orderTransitions.move(this.status, OrderStatus.CANCELLED);
    this.cancelledAt = at;
    this.cancelReason = reason;
  }
}
