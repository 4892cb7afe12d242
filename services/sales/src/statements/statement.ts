import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, DateTime, Decimal, LocalDate, Money, type Texts } from '@maarad/shared/graphql';
import { PaymentMethod } from '../orders/order-terms.js';
import type { CorrectionFigures, CorrectionKind as Kind, Figures, ProductFigures } from './figures.js';

export const CorrectionKind = Object.freeze({ SALE: 'SALE', REFUND: 'REFUND' }) satisfies { [Name in Kind]: Name };

registerEnumType(CorrectionKind, {
  name: 'CorrectionKind',
  description: 'SALE: a sale that became known late; REFUND: money given back for one of an earlier day.',
});

@ObjectType({ description: 'What was sold of a product and given back for it.' })
export class ProductStatement {
  figures!: ProductFigures;

  @Field(() => Int, { description: 'Units sold, what was beyond the stock and is yet to be settled included.' })
  sold!: number;

  @Field(() => Money)
  gross!: Money;

  @Field(() => Int, { description: 'Units that came back.' })
  returned!: number;

  @Field(() => Money)
  refunds!: Money;
}

@ObjectType({ description: 'What was paid in one way and given back in it.' })
export class PaymentStatement {
  @Field(() => PaymentMethod)
  method!: PaymentMethod;

  @Field(() => Int)
  orders!: number;

  @Field(() => Money)
  gross!: Money;

  @Field(() => Money)
  refunds!: Money;

  @Field(() => Money, { description: 'What is there of it: for cash, what the till must hold.' })
  net!: Money;
}

@ObjectType({
  description: 'Something that belongs to an earlier day and came when that day was closed. It counts here.',
})
export class Correction {
  figures!: CorrectionFigures;

  @Field(() => CorrectionKind)
  kind!: Kind;

  @Field(() => LocalDate, { description: 'The day that it belongs to.' })
  ofDay!: string;

  @Field(() => String)
  receiptNumber!: string;

  @Field(() => Money)
  amount!: Money;
}

@ObjectType({
  description:
    'What an exhibitor, or the whole fair, sold and gave back on a day of the fair, or on all of them. A sale counts on the day of its receipt, a refund on the day on which it is given. Once its day is closed a statement stays as it is. Only for the exhibitor itself and the organiser.',
})
export class Statement {
  editionId!: string;
  /** Null for the whole fair. */
  exhibitorId!: string | null;
  /** The exhibitor's; for the whole fair the edition's. */
  name!: Texts;
  currency!: string;
  figures!: Figures;

  @Field(() => LocalDate, { nullable: true, description: 'Null for all days together.' })
  day!: string | null;

  @Field(() => Int, { description: 'Receipts that were given.' })
  orders!: number;

  @Field(() => Money, { description: 'What was sold, and paid for its delivery.' })
  gross!: Money;

  @Field(() => Money)
  refunds!: Money;

  @Field(() => Money, { description: 'What the organiser takes of what was sold and not given back.' })
  fees!: Money;

  @Field(() => Money, {
    description: 'Gross without refunds and fees. Below zero where more was given back than sold.',
  })
  net!: Money;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The rate of the fees; null where there is none, or not one alone.',
  })
  feePercent!: string | null;

  @Field(() => Money, { description: 'What of the gross was paid for deliveries: the rest is of products.' })
  delivery!: Money;

  @Field(() => Money, { description: 'What of the refunds was for deliveries.' })
  deliveryRefunds!: Money;

  @Field(() => String, {
    nullable: true,
    description: 'The first receipt of the day; null where there is none, or several days.',
  })
  firstReceipt!: string | null;

  @Field(() => String, { nullable: true })
  lastReceipt!: string | null;

  @Field(() => [PaymentStatement], { description: 'The strongest first.' })
  byPayment!: PaymentStatement[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'Null while it can change: its day, or one of its days, is open.',
  })
  closedAt!: Date | null;
}

@ObjectType()
export class StatementConnection extends connectionOf('Statement', () => Statement) {}
