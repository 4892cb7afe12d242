import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsEmail,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime, Language, PageArgs } from '@maarad/shared/graphql';
import { CustomerPurpose, ErasureReason, RecordedOutcome } from './customer-terms.js';
import { Customer } from './customer.entity.js';

const notBlank = { message: 'must not be blank' };
const eachOnce = { message: 'must name each purpose once' };

@InputType({ description: 'A contact that somebody leaves at a stand, maybe taken down without a network.' })
export class CustomerEntryInput {
  @Field(() => String, {
    description:
      'A UUID that the device makes, once for each contact: it outlives an erasure, so it says nothing of the person. The same key with the same input gives the first answer again; with another input it is IDEMPOTENCY_CONFLICT.',
  })
  @IsUUID(undefined, { message: 'must be a UUID' })
  idempotencyKey!: string;

  @Field(() => String)
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  name!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/^\+?[0-9][0-9 ().-]{4,28}$/, { message: 'must be a telephone number' })
  phone?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsEmail({}, { message: 'must be an e-mail address' })
  email?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 1000)
  note?: string;

  @Field(() => [CustomerPurpose], { description: 'What the person consented to, at least one purpose.' })
  @ArrayMinSize(1, { message: 'must name at least one purpose' })
  @ArrayUnique(eachOnce)
  purposes!: CustomerPurpose[];

  @Field(() => DateTime, { description: 'When the person consented, not in the future.' })
  consentAt!: Date;

  @Field(() => String, { description: 'The words that the person consented to.' })
  @Length(1, 2000)
  @Matches(/\S/, notBlank)
  consentText!: string;

  @Field(() => Language, { description: 'The language of those words.' })
  consentLanguage!: Language;

  @Field(() => DateTime, { nullable: true, description: 'When it was left, not in the future; now unless said.' })
  collectedAt?: Date;
}

@InputType()
export class RecordCustomerInput extends CustomerEntryInput {
  @Field(() => ID)
  exhibitorId!: string;
}

@InputType()
export class RecordCustomersInput {
  @Field(() => ID)
  exhibitorId!: string;

  /** Not validated with the input: one that is wrong is refused by itself. */
  @Field(() => [CustomerEntryInput], { description: 'At most 200, each recorded or refused by itself.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  customers!: CustomerEntryInput[];
}

@ObjectType({ description: 'What became of one contact of many, in the order in which they were sent.' })
export class RecordedCustomer {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => RecordedOutcome)
  outcome!: RecordedOutcome;

  @Field(() => Customer, { nullable: true })
  customer!: Customer | null;

  @Field(() => String, { nullable: true, description: "Why it was refused: a code of the fair's closed list." })
  code!: string | null;

  @Field(() => String, { nullable: true })
  message!: string | null;
}

@InputType()
export class WithdrawCustomerConsentInput {
  @Field(() => ID)
  customerId!: string;

  @Field(() => [CustomerPurpose], { nullable: true, description: 'For these purposes; for all of them unless said.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayUnique(eachOnce)
  purposes?: CustomerPurpose[];
}

@InputType()
export class EraseCustomerInput {
  @Field(() => ID)
  customerId!: string;

  @Field(() => ErasureReason)
  reason!: ErasureReason;
}

@InputType({ description: 'Every given field narrows the list.' })
export class CustomerFilter {
  @Field(() => CustomerPurpose, { nullable: true, description: 'Whom one may write to for it.' })
  purpose?: CustomerPurpose;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those who have withdrawn their consent; they are on no list otherwise.',
  })
  consentWithdrawn?: boolean;

  @Field(() => DateTime, { nullable: true, description: 'Left at this time or later.' })
  collectedFrom?: Date;

  @Field(() => DateTime, { nullable: true, description: 'Left before this time.' })
  collectedBefore?: Date;
}

@ArgsType()
export class CustomersArgs extends PageArgs {
  @Field(() => CustomerFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  filter?: CustomerFilter;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of a name, an address or a number, as tolerant as every search of the fair; the closest come first.',
  })
  @IsOptional()
  @Length(1, 100)
  search?: string | null;
}
