import { Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CreatingInput, LocalizedTextInput, TextField } from '@maarad/shared/graphql';
import { VenueKind } from './venue.entity.js';

@InputType()
export class CreateVenueInput extends CreatingInput {
  @TextField()
  name!: LocalizedTextInput;

  @Field(() => VenueKind)
  kind!: VenueKind;

  @Field(() => Int, { description: 'How many people it holds.' })
  @Min(1)
  @Max(100_000)
  capacity!: number;
}
