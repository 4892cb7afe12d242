import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  connectionOf,
  CreatingInput,
  DateTime,
  Language,
  LocalizedTextInput,
  MoneyInput,
  PageArgs,
  TextField,
} from '@maarad/shared/graphql';
import { FairnessRule } from './fairness-rule.js';
import { MaterialInput } from './material.js';
import { Level, TrainingTopic } from './training-topic.js';
import { WorkshopStatus } from './workshop-status.js';
import { Workshop } from './workshop.entity.js';

@ObjectType()
export class WorkshopConnection extends connectionOf('Workshop', () => Workshop) {}

@InputType({ description: 'Every given field narrows the list.' })
export class WorkshopFilter {
  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => [TrainingTopic], { nullable: true })
  topics?: TrainingTopic[];

  @Field(() => [WorkshopStatus], { nullable: true })
  statuses?: WorkshopStatus[];

  @Field(() => Language, { nullable: true })
  language?: Language;

  @Field(() => Level, { nullable: true })
  level?: Level;
}

@ArgsType()
export class WorkshopsArgs extends PageArgs {
  @Field(() => WorkshopFilter, { nullable: true })
  filter?: WorkshopFilter;
}

@InputType({ description: 'Where and when a session of a workshop is wanted.' })
export class MeetingInput {
  @Field(() => ID)
  @IsUUID('all', { message: 'must be an id' })
  venueId!: string;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime)
  endsAt!: Date;
}

@InputType()
export class AnnounceWorkshopInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @TextField()
  title!: LocalizedTextInput;

  @Field(() => TrainingTopic)
  topic!: TrainingTopic;

  @Field(() => [ID], { description: 'One to ten trainers.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique({ message: 'must name each trainer once' })
  trainerIds!: string[];

  @Field(() => Language)
  language!: Language;

  @Field(() => Level)
  level!: Level;

  @Field(() => Int)
  @Min(1)
  @Max(10_000)
  capacity!: number;

  @Field(() => FairnessRule, { defaultValue: FairnessRule.FIRST_COME })
  fairness!: FairnessRule;

  @Field(() => Int, {
    defaultValue: 120,
    description: 'How long a place that became free is kept for whom it is offered: five minutes to a week.',
  })
  @Min(5)
  @Max(10_080)
  offerMinutes!: number;

  @Field(() => Int, {
    defaultValue: 80,
    description: 'For what share of its minutes one must have been there to have completed it, in percent.',
  })
  @Min(1)
  @Max(100)
  completionPercent!: number;

  @Field(() => ID, { description: 'Where it is wanted.' })
  @IsUUID('all', { message: 'must be an id' })
  venueId!: string;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime)
  endsAt!: Date;

  @Field(() => [MeetingInput], {
    nullable: true,
    description: 'Its other sessions, at most nineteen, where it has several. All of them are booked, or none.',
  })
  @IsOptional()
  @ArrayMaxSize(19)
  @ValidateNested()
  furtherSessions?: MeetingInput[];

  @Field(() => [MaterialInput], { nullable: true, description: 'At most fifty; updateWorkshop gives others later.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @ValidateNested()
  materials?: MaterialInput[];

  @TextField({ nullable: true, description: 'What to know or to bring along, in words.' })
  prerequisites?: LocalizedTextInput;

  @Field(() => [TrainingTopic], {
    nullable: true,
    description: 'Nobody enrols who has not completed a workshop of each of these topics.',
  })
  @IsOptional()
  @ArrayUnique({ message: 'must name each topic once' })
  requiresTopics?: TrainingTopic[];

  @Field(() => MoneyInput, {
    nullable: true,
    description: "For one person, in the edition's currency; free where it is not given.",
  })
  @IsOptional()
  @ValidateNested()
  price?: MoneyInput;
}

@InputType({ description: 'What is not given stays as it is.' })
export class UpdateWorkshopInput {
  @Field(() => ID)
  workshopId!: string;

  @Field(() => [MaterialInput], { nullable: true, description: 'All of them, at most fifty.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @ValidateNested()
  materials?: MaterialInput[];

  @TextField({ nullable: true, description: 'What to know or to bring along, in words.' })
  prerequisites?: LocalizedTextInput;
}

@InputType()
export class CancelWorkshopInput {
  @Field(() => ID)
  workshopId!: string;

  @Field(() => String, { description: 'Told to those who enrolled, and kept.' })
  @Length(1, 1000)
  reason!: string;
}
