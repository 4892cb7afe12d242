import { ArrayMaxSize, ArrayMinSize, IsOptional, Length } from 'class-validator';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, DateTime, Json, PageArgs } from '@maarad/shared/graphql';
import { StandSliceInput } from '../halls/stand-slices.js';
import { Registration } from './registration.entity.js';
import { RegistrationStatus } from './registration-status.js';

@ObjectType()
export class RegistrationConnection extends connectionOf('Registration', () => Registration) {}

@InputType({ description: 'Every given field narrows the list.' })
export class RegistrationFilter {
  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => ID, { nullable: true })
  exhibitorId?: string;

  @Field(() => [RegistrationStatus], { nullable: true })
  statuses?: RegistrationStatus[];
}

@ArgsType()
export class RegistrationsArgs extends PageArgs {
  @Field(() => RegistrationFilter, { nullable: true })
  filter?: RegistrationFilter;
}

@InputType()
export class SubmitRegistrationInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => Json, {
    nullable: true,
    description:
      'Each answer under the code of its question. Given, every required one must be there; left out, it is submitted without any, as when it comes on paper.',
  })
  answers?: unknown;
}

@InputType()
export class DraftRegistrationInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => Json, {
    nullable: true,
    description: 'Each answer under the code of its question, as many as are known.',
  })
  answers?: unknown;
}

@InputType()
export class UpdateRegistrationDraftInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => Json, {
    description: 'Each answer under the code of its question: what is left out stays, null takes an answer away.',
  })
  answers!: unknown;
}

@InputType()
export class SubmitRegistrationDraftInput {
  @Field(() => ID)
  registrationId!: string;
}

@InputType()
export class RegistrationStepInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 1000)
  reason?: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'A stand that an approval offers: held until `holdUntil`, assigned when the exhibitor confirms in time.',
  })
  standId?: string;

  @Field(() => DateTime, { nullable: true, description: 'Needed with standId, in the future.' })
  holdUntil?: Date;

  @Field(() => [StandSliceInput], { nullable: true, description: 'The whole edition when left out.' })
  slices?: StandSliceInput[];
}

@InputType()
export class RegistrationRefusalInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => String, { description: 'Told to the exhibitor, and kept.' })
  @Length(1, 1000)
  reason!: string;
}

@InputType()
export class ApproveRegistrationsInput {
  @Field(() => [ID])
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  registrationIds!: string[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 1000)
  reason?: string;
}

@ObjectType({ description: 'Why one of many could not be done.' })
export class DecisionError {
  @Field(() => String, { description: "As an error's `extensions.code`." })
  code!: string;

  @Field(() => String)
  message!: string;
}

@ObjectType({ description: 'What became of one of the registrations that were decided together.' })
export class RegistrationDecision {
  @Field(() => ID, { description: 'As it was given.' })
  id!: string;

  @Field(() => Registration, { nullable: true, description: 'Null when it was refused.' })
  registration!: Registration | null;

  @Field(() => DecisionError, { nullable: true, description: 'Null when it was done.' })
  error!: DecisionError | null;
}
