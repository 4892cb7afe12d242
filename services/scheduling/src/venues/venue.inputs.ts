import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CreatingInput, LocalizedTextInput, TextField } from '@maarad/shared/graphql';
import { VenueKind } from './venue.entity.js';

/** Eight hours: what takes longer is a session of its own. */
const longestChangeOver = 480;

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

  @Field(() => Int, {
    nullable: true,
    description: 'How long it is made ready after each session; none unless said.',
  })
  @IsOptional()
  @Min(0)
  @Max(longestChangeOver)
  changeOverMinutes?: number;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateVenueInput {
  @Field(() => ID)
  venueId!: string;

  @TextField({ nullable: true })
  name?: LocalizedTextInput;

  @Field(() => VenueKind, { nullable: true })
  kind?: VenueKind;

  @Field(() => Int, {
    nullable: true,
    description: 'Sessions that are for more people stay, and are listed as conflicts.',
  })
  @IsOptional()
  @Min(1)
  @Max(100_000)
  capacity?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'CONFLICT names the sessions that follow each other too closely for it.',
  })
  @IsOptional()
  @Min(0)
  @Max(longestChangeOver)
  changeOverMinutes?: number;
}
