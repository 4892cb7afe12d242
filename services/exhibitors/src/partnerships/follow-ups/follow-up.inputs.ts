import { IsOptional, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, DateTime, MoneyInput } from '@maarad/shared/graphql';
import { PartnershipFollowUp } from './follow-up.entity.js';
import { PartnershipFollowUpState } from './follow-up-state.js';

@ObjectType()
export class PartnershipFollowUpConnection extends connectionOf('PartnershipFollowUp', () => PartnershipFollowUp) {}

@InputType()
export class RecordPartnershipFollowUpInput extends CreatingInput {
  @Field(() => ID)
  partnershipId!: string;

  @Field(() => PartnershipFollowUpState)
  state!: PartnershipFollowUpState;

  @Field(() => String, { nullable: true, description: 'Shown to both sides and the organiser.' })
  @IsOptional()
  @Length(1, 2000)
  note?: string;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What has gone from one side to the other since the follow-up before.',
  })
  @IsOptional()
  @ValidateNested()
  amount?: MoneyInput;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it stood so: now when left out, never later, and not before the agreement.',
  })
  at?: Date;
}
