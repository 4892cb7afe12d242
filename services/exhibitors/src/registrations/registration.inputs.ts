import { IsOptional, Length } from 'class-validator';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, PageArgs } from '@maarad/shared/graphql';
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
}

@InputType()
export class RegistrationStepInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 1000)
  reason?: string;
}

@InputType()
export class RegistrationRefusalInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => String, { description: 'Told to the exhibitor, and kept.' })
  @Length(1, 1000)
  reason!: string;
}
