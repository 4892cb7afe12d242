import { ArrayMaxSize, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime } from '@maarad/shared/graphql';

@ObjectType({ description: 'A time at which a performer or a venue can be had. Half-open, like a session.' })
export class AvailabilityWindow {
  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime, { description: 'A session may end at this instant.' })
  endsAt!: Date;
}

@InputType()
export class AvailabilityWindowInput {
  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime, { description: 'After startsAt. A session may end at this instant.' })
  endsAt!: Date;
}

const mostWindows = 100;
const windows = 'All windows, in place of those before; what overlaps or touches becomes one. None: always available.';

@InputType()
export class SetPerformerAvailabilityInput {
  @Field(() => ID)
  performerId!: string;

  @Field(() => [AvailabilityWindowInput], { description: windows })
  @ArrayMaxSize(mostWindows)
  @ValidateNested({ each: true })
  windows!: AvailabilityWindowInput[];
}

@InputType()
export class SetVenueAvailabilityInput {
  @Field(() => ID)
  venueId!: string;

  @Field(() => [AvailabilityWindowInput], { description: windows })
  @ArrayMaxSize(mostWindows)
  @ValidateNested({ each: true })
  windows!: AvailabilityWindowInput[];
}
