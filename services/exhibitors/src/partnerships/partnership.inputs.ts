import { IsISO31661Alpha2, IsOptional, Length, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import {
  connectionOf,
  CreatingInput,
  DateTime,
  LocalDate,
  LocalizedTextInput,
  PageArgs,
  Region,
  TextField,
} from '@maarad/shared/graphql';
import { OutsidePartnerKind } from './outside-partner.entity.js';
import { PartnershipKind } from './partnership-kind.js';
import { PartnershipStatus } from './partnership-status.js';
import { Partnership } from './partnership.entity.js';

@ObjectType()
export class PartnershipConnection extends connectionOf('Partnership', () => Partnership) {}

@InputType({ description: 'Every given field narrows the list.' })
export class PartnershipFilter {
  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => ID, { nullable: true, description: 'On either side.' })
  exhibitorId?: string;

  @Field(() => PartnershipKind, { nullable: true })
  kind?: PartnershipKind;

  @Field(() => PartnershipStatus, { nullable: true })
  status?: PartnershipStatus;

  @Field(() => Region, { nullable: true, description: 'Of either side.' })
  region?: Region;

  @Field(() => String, { nullable: true, description: 'Of either side, ISO 3166-1 alpha-2.' })
  country?: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: "Whose next follow-up is due before this day: of all for the organiser, of an exhibitor's own for it.",
  })
  followUpDueBefore?: string;
}

@ArgsType()
export class PartnershipsArgs extends PageArgs {
  @Field(() => PartnershipFilter, { nullable: true })
  filter?: PartnershipFilter;
}

@InputType()
export class ProposePartnershipInput extends CreatingInput {
  @Field(() => ID, { description: 'Who proposes: the own exhibitor, any for the organiser.' })
  fromExhibitorId!: string;

  @Field(() => ID, { description: 'Who is to answer: any other exhibitor, delegations and institutions too.' })
  toExhibitorId!: string;

  @Field(() => ID, { nullable: true, description: 'The edition of the fair at which it comes about.' })
  editionId?: string;

  @Field(() => PartnershipKind)
  kind!: PartnershipKind;

  @TextField({ nullable: true, description: 'What is offered and asked. Never public.' })
  terms?: LocalizedTextInput;
}

@InputType({ description: 'An organisation outside the fair, never a private person: its name is public.' })
export class OutsidePartnerInput {
  @TextField()
  name!: LocalizedTextInput;

  @Field(() => String)
  @IsISO31661Alpha2({ message: 'must be an ISO 3166-1 alpha-2 country code' })
  country!: string;

  @Field(() => OutsidePartnerKind)
  kind!: OutsidePartnerKind;
}

@InputType()
export class RecordOutsidePartnershipInput extends CreatingInput {
  @Field(() => ID)
  fromExhibitorId!: string;

  @Field(() => OutsidePartnerInput)
  @ValidateNested()
  partner!: OutsidePartnerInput;

  @Field(() => ID, { nullable: true, description: 'The edition of the fair at which it came about.' })
  editionId?: string;

  @Field(() => PartnershipKind)
  kind!: PartnershipKind;

  @Field(() => String, { description: 'What shows that both agreed: a contract, a letter, an order. Never public.' })
  @Length(1, 2000)
  evidence!: string;

  @Field(() => DateTime, { nullable: true, description: 'Now when left out; never later.' })
  agreedAt?: Date;

  @TextField({ nullable: true, description: 'What was agreed. Never public.' })
  terms?: LocalizedTextInput;
}

@InputType()
export class PartnershipStepInput {
  @Field(() => ID)
  partnershipId!: string;

  @Field(() => String, { nullable: true, description: 'Shown to both sides and the organiser.' })
  @IsOptional()
  @Length(1, 1000)
  reason?: string;
}

@InputType()
export class PartnershipRefusalInput {
  @Field(() => ID)
  partnershipId!: string;

  @Field(() => String, { description: 'Shown to both sides and the organiser.' })
  @Length(1, 1000)
  reason!: string;
}
