import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { CreatingInput, DateTime, Language, LocalizedTextInput, TextField } from '@maarad/shared/graphql';
import { SessionKind } from '../sessions/session-kind.js';

@InputType({ description: 'From an instant to another, which is not in it any more.' })
export class SpanInput {
  @Field(() => DateTime)
  from!: Date;

  @Field(() => DateTime)
  to!: Date;
}

const mostInOneSession = 50;
const dayMinutes = 24 * 60;

@InputType({
  description: 'A session that wants a slot. With sessionId, what is left out is as it is in that session.',
})
export class SuggestSlotsInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => ID, { nullable: true, description: 'The session that is to be moved.' })
  sessionId?: string;

  @Field(() => SessionKind, { nullable: true })
  kind?: SessionKind;

  @Field(() => Int, { nullable: true, description: 'How long it takes.' })
  @IsOptional()
  @Min(1)
  @Max(dayMinutes)
  minutes?: number;

  @Field(() => Int, { nullable: true, description: 'How many people it is for.' })
  @IsOptional()
  @Min(1)
  capacity?: number;

  @Field(() => [ID], { nullable: true, description: 'Any venue when left out.' })
  @IsOptional()
  @ArrayMaxSize(mostInOneSession)
  venueIds?: string[];

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(mostInOneSession)
  performerIds?: string[];

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(mostInOneSession)
  exhibitorIds?: string[];

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(mostInOneSession)
  trainerIds?: string[];

  @Field(() => SpanInput, { nullable: true, description: 'The whole session is to be in this time.' })
  within?: SpanInput;

  @Field(() => Int, { defaultValue: 10, description: 'How many to suggest, at most 50.' })
  @Min(1)
  @Max(50)
  first!: number;
}

export enum FillMode {
  ALL = 'ALL',
  AS_MANY_AS_FIT = 'AS_MANY_AS_FIT',
}

registerEnumType(FillMode, {
  name: 'FillMode',
  description: 'What becomes of a programme in which not every session finds a place.',
  valuesConfig: {
    ALL: { description: 'CONFLICT, with the refusals; nothing is placed.' },
    AS_MANY_AS_FIT: { description: 'Those that find a place are placed; the others are named with the rule.' },
  },
});

@InputType({ description: 'A session without a place.' })
export class UnplacedSessionInput {
  @Field(() => SessionKind)
  kind!: SessionKind;

  @TextField()
  title!: LocalizedTextInput;

  @TextField({ nullable: true })
  abstract?: LocalizedTextInput;

  @Field(() => Language, { nullable: true, description: 'Left out for music and dance.' })
  language?: Language;

  @Field(() => Int, { description: 'How long it takes.' })
  @Min(1)
  @Max(dayMinutes)
  minutes!: number;

  @Field(() => Int, { nullable: true, description: 'As many as its venue holds when left out.' })
  @IsOptional()
  @Min(1)
  capacity?: number;

  @Field(() => [ID], { nullable: true, description: 'Any venue when left out.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostInOneSession)
  venueIds?: string[];

  @Field(() => [ID], { defaultValue: [] })
  @ArrayMaxSize(mostInOneSession)
  @ArrayUnique({ message: 'must name each performer once' })
  performerIds!: string[];

  @Field(() => [ID], { defaultValue: [] })
  @ArrayMaxSize(mostInOneSession)
  @ArrayUnique({ message: 'must name each exhibitor once' })
  exhibitorIds!: string[];

  @Field(() => SpanInput, { nullable: true, description: 'The whole session is to be in this time.' })
  within?: SpanInput;
}

@InputType()
export class FillProgrammeInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => [UnplacedSessionInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  sessions!: UnplacedSessionInput[];

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Decides where two places would do: the same seed fills the same programme in the same way.',
  })
  seed!: number;

  @Field(() => FillMode, { defaultValue: FillMode.AS_MANY_AS_FIT })
  mode!: FillMode;
}
