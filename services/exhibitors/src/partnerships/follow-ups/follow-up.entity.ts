import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, exactInteger, Money } from '@maarad/shared/graphql';
import { PartnershipSide } from '../partnership-sides.js';
import { PartnershipFollowUpState } from './follow-up-state.js';

@ObjectType({
  description: 'What one side, or the organiser, says of an agreed partnership later. Only they see it.',
})
@Entity()
export class PartnershipFollowUp {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  partnershipId!: string;

  @Field(() => PartnershipFollowUpState)
  @Column('text')
  state!: PartnershipFollowUpState;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  note!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: exactInteger })
  amountMinor!: number | null;

  @Column({ type: 'char', length: 3, nullable: true })
  amountCurrency!: string | null;

  @Field(() => DateTime, { description: 'When it stood so.' })
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** The subject of the token that it was recorded with: kept, and shown to nobody, since it may name a person. */
  @Column('text')
  by!: string;

  @Field(() => PartnershipSide, { description: 'Who says so.' })
  @Column('text')
  side!: PartnershipSide;

  @Field(() => Money, {
    nullable: true,
    description: 'What has gone from one side to the other since the follow-up before.',
  })
  get amount(): Money | null {
    return this.amountMinor !== null && this.amountCurrency !== null
      ? Money.of(this.amountMinor, this.amountCurrency)
      : null;
  }
}
