import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, Decimal } from '@maarad/shared/graphql';

/** `2.5` for 250 hundredths of a percent. */
export const percentOf = (basisPoints: number): string => (basisPoints / 100).toFixed(2).replace(/\.?0+$/, '');

@ObjectType({ description: 'What the organiser takes of what is sold in an edition and not given back.' })
@Entity('fair_fees')
export class FairFees {
  @PrimaryColumn('uuid')
  editionId!: string;

  /** Hundredths of a percent. */
  @Column('integer')
  basisPoints!: number;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  setAt!: Date;

  /** The subject of the token that it was done with. */
  @Column('text')
  setBy!: string;

  @Field(() => Decimal, { description: 'Such as "2.5".' })
  get percent(): string {
    return percentOf(this.basisPoints);
  }
}
