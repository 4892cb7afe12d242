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

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True puts those on the waitlist for whom no place is left: with `allOrNone` all of them, who are then offered their places together; else each for itself.',
  })
  waitlist!: boolean;
}

@InputType()
export class AnswerOfferInput {
  @Field(() => ID, { description: 'Any enrolment of those that were offered their places together.' })
  enrolmentId!: string;
}

@InputType()
export class CancelEnrolmentInput {
  @Field(() => ID)
  enrolmentId!: string;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;
}
