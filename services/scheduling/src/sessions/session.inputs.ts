import { ArrayMaxSize, ArrayUnique, IsOptional, Length, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  connectionOf,
  CreatingInput,
  DateTime,
  Language,
  LocalDate,
  LocalizedTextInput,
  PageArgs,
  TextField,
} from '@maarad/shared/graphql';
import { RuleOverrideInput } from '../conflicts/rules.inputs.js';
import { SessionKind } from './session-kind.js';
import { SessionStatus } from './session-status.js';
import { Session } from './session.entity.js';

@ObjectType()
export class SessionConnection extends connectionOf('Session', () => Session) {}

@InputType({ description: 'Every given field narrows the list.' })
export class SessionFilter {
  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => [SessionKind], { nullable: true })
  kinds?: SessionKind[];

  @Field(() => ID, { nullable: true })
  venueId?: string;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which it starts.' })
  day?: LocalDate;

  @Field(() => [SessionStatus], { nullable: true })
  statuses?: SessionStatus[];
}

@ArgsType()
export class SessionsArgs extends PageArgs {
  @Field(() => SessionFilter, { nullable: true })
  filter?: SessionFilter;
}

const mostInOneSession = 50;

@InputType()
export class ScheduleSessionInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => SessionKind)
  kind!: SessionKind;

  @TextField()
  title!: LocalizedTextInput;

  @TextField({ nullable: true })
  abstract?: LocalizedTextInput;

  @Field(() => Language, { nullable: true, description: 'Left out for music and dance.' })
  language?: Language;

  @Field(() => ID)
  venueId!: string;

  @Field(() => [ID], { defaultValue: [] })
  @ArrayMaxSize(mostInOneSession)
  @ArrayUnique({ message: 'must name each performer once' })
  performerIds!: string[];

  @Field(() => [ID], { defaultValue: [], description: 'Who takes part in the edition and appears in the session.' })
  @ArrayMaxSize(mostInOneSession)
  @ArrayUnique({ message: 'must name each exhibitor once' })
  exhibitorIds!: string[];

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime, { description: 'After startsAt. Another session may begin at this instant.' })
  endsAt!: Date;

  @Field(() => Int, { nullable: true, description: 'At most what the venue holds, which it is unless said.' })
  @IsOptional()
  @Min(1)
  capacity?: number;

  @Field(() => RuleOverrideInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  override?: RuleOverrideInput;
}

@InputType({ description: 'What is left out stays as it is.' })
export class MoveSessionInput {
  @Field(() => ID)
  sessionId!: string;

  @Field(() => ID, { nullable: true })
  venueId?: string;

  @Field(() => DateTime, { nullable: true })
  startsAt?: Date;

  @Field(() => DateTime, { nullable: true })
  endsAt?: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'At least the seats that are reserved (CONFLICT says how many). More seats go to those who wait.',
  })
  @IsOptional()
  @Min(1)
  capacity?: number;

  @Field(() => RuleOverrideInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  override?: RuleOverrideInput;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateSessionInput {
  @Field(() => ID)
  sessionId!: string;

  @TextField({ nullable: true })
  title?: LocalizedTextInput;

  @TextField({ nullable: true })
  abstract?: LocalizedTextInput;

  @Field(() => Language, { nullable: true })
  language?: Language | null;

  @Field(() => [ID], { nullable: true, description: 'All who appear in it, in place of those before.' })
  @IsOptional()
  @ArrayMaxSize(mostInOneSession)
  @ArrayUnique({ message: 'must name each performer once' })
  performerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'All who appear in it, in place of those before.' })
  @IsOptional()
  @ArrayMaxSize(mostInOneSession)
  @ArrayUnique({ message: 'must name each exhibitor once' })
  exhibitorIds?: string[] | null;

  @Field(() => RuleOverrideInput, {
    nullable: true,
    description: 'For rules that those who are new in it break.',
  })
  @IsOptional()
  @ValidateNested()
  override?: RuleOverrideInput;
}

@InputType()
export class CancelSessionInput {
  @Field(() => ID)
  sessionId!: string;

  @Field(() => String, { description: 'Told with the cancellation.' })
  @Length(1, 1000)
  reason!: string;
}
