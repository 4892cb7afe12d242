import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime, LocalizedTextInput, TextField } from '@maarad/shared/graphql';
import { ConflictRule, ConflictSeverity } from './conflict-rule.js';

@InputType({
  description: 'Lets a session break rules that block. For those that the database keeps there is no override.',
})
export class RuleOverrideInput {
  @Field(() => [ConflictRule])
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @ArrayUnique({ message: 'must name each rule once' })
  rules!: ConflictRule[];

  @Field(() => String, { description: 'Kept with the session.' })
  @Matches(/\S/, { message: 'must say why' })
  @Length(1, 1000)
  reason!: string;
}

@InputType()
export class OverrideRulesInput {
  @Field(() => ID)
  sessionId!: string;

  @Field(() => RuleOverrideInput)
  @ValidateNested()
  override!: RuleOverrideInput;
}

@InputType()
export class SetConflictRuleInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => ConflictRule)
  rule!: ConflictRule;

  @Field(() => ConflictSeverity)
  severity!: ConflictSeverity;
}

const clock = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

@InputType({ description: 'Both, or neither to have no hours.' })
export class SetOpeningHoursInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => String, { nullable: true, description: 'HH:MM as the clocks of the edition show it.' })
  @IsOptional()
  @Matches(clock, { message: 'must be HH:MM, from 00:00 to 24:00' })
  opensAt?: string | null;

  @Field(() => String, { nullable: true, description: 'HH:MM, up to 24:00. Not after opensAt: on the next day.' })
  @IsOptional()
  @Matches(clock, { message: 'must be HH:MM, from 00:00 to 24:00' })
  closesAt?: string | null;
}

const longestWalk = 120;

@InputType()
export class SetWalkingTimeInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => Int, { description: `From 0, which is none, to ${longestWalk}.` })
  @Min(0)
  @Max(longestWalk)
  minutes!: number;
}

@InputType()
export class QuietPeriodInput {
  @Field(() => DateTime)
  from!: Date;

  @Field(() => DateTime, { description: 'After from. A session may begin at this instant.' })
  to!: Date;

  @TextField()
  label!: LocalizedTextInput;
}

@InputType({ description: 'All quiet periods of an edition, in place of those before.' })
export class SetQuietPeriodsInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => [QuietPeriodInput])
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  periods!: QuietPeriodInput[];
}
