import { Field, ID, InputType } from 'type-graphql';
import { CreatingInput, DateTime } from '@maarad/shared/graphql';

@InputType()
export class ScheduleJurySittingInput extends CreatingInput {
  @Field(() => ID, { description: "The edition's judging." })
  judgingId!: string;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime, { description: 'After startsAt. A session may begin at this instant.' })
  endsAt!: Date;
}

@InputType()
export class MoveJurySittingInput {
  @Field(() => ID)
  sittingId!: string;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime)
  endsAt!: Date;
}

@InputType()
export class CancelJurySittingInput {
  @Field(() => ID)
  sittingId!: string;
}
