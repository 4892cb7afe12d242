import { ArrayMaxSize, ArrayMinSize, Length, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput } from '@maarad/shared/graphql';
import { Enrolment } from './enrolment.entity.js';

@ObjectType()
export class EnrolmentConnection extends connectionOf('Enrolment', () => Enrolment) {}

@InputType()
export class ParticipantInput {
  @Field(() => String)
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  name!: string;
}

@InputType()
export class EnrolInput extends CreatingInput {
  @Field(() => ID)
  workshopId!: string;

  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => [ParticipantInput], { description: 'One to twenty people of the exhibitor.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested()
  participants!: ParticipantInput[];

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'False takes as many as fit, in the order given; FULL then means that nobody fits.',
  })
  allOrNone!: boolean;
}

@InputType()
export class CancelEnrolmentInput {
  @Field(() => ID)
  enrolmentId!: string;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;
}
