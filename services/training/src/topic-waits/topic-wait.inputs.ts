import { ArrayMaxSize, ArrayMinSize, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { CreatingInput, Language } from '@maarad/shared/graphql';
import { ParticipantInput } from '../enrolments/enrolment.inputs.js';
import { Level, TrainingTopic } from '../workshops/training-topic.js';

@InputType()
export class WaitForTopicInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => TrainingTopic)
  topic!: TrainingTopic;

  @Field(() => Language, { nullable: true, description: 'In which it must be held.' })
  language?: Language;

  @Field(() => Level, { nullable: true })
  level?: Level;

  @Field(() => [ParticipantInput], { description: 'One to twenty people of the exhibitor, each of whom waits alone.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested()
  participants!: ParticipantInput[];
}

@InputType()
export class LeaveTopicInput {
  @Field(() => ID)
  topicWaitId!: string;
}
