import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, LocalizedTextInput, TextField } from '@maarad/shared/graphql';
import { AwardCategory } from './award-category.entity.js';
import { Juror } from './jury.entity.js';
import { Nominee } from './nominee.entity.js';

@ObjectType()
export class AwardCategoryConnection extends connectionOf('AwardCategory', () => AwardCategory) {}

@ObjectType()
export class JurorConnection extends connectionOf('Juror', () => Juror) {}

@ObjectType()
export class NomineeConnection extends connectionOf('Nominee', () => Nominee) {}

@InputType()
export class CriterionInput {
  @Field(() => String)
  @Matches(/^[A-Z][A-Z0-9_]{0,39}$/, { message: 'must be in capitals, such as QUALITY' })
  code!: string;

  @TextField()
  name!: LocalizedTextInput;

  @Field(() => Int)
  @Min(1)
  @Max(1000)
  weight!: number;
}

@InputType()
export class CreateAwardCategoryInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @TextField()
  name!: LocalizedTextInput;

  @Field(() => [CriterionInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique(({ code }: CriterionInput) => code, { message: 'must have a code each' })
  @ValidateNested()
  criteria!: CriterionInput[];

  @Field(() => Int, { defaultValue: 3, description: 'Awards are granted down to this rank.' })
  @Min(1)
  @Max(20)
  places!: number;
}

@InputType()
export class AppointJurorInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => String, { description: "The subject of the juror's tokens." })
  @Length(1, 255)
  principalId!: string;

  @Field(() => ID, { nullable: true, description: 'The exhibitor that the juror is of, which it does not score.' })
  exhibitorId?: string;

  @Field(() => ID, { nullable: true, description: 'The trainer that the juror is: no workshop while the jury sits.' })
  @IsOptional()
  @IsUUID()
  trainerId?: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The performer that the juror is of: no session while the jury sits.',
  })
  @IsOptional()
  @IsUUID()
  performerId?: string;
}

@InputType()
export class NominateInput extends CreatingInput {
  @Field(() => ID)
  categoryId!: string;

  @Field(() => [ID])
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  exhibitorIds!: string[];
}

@InputType()
export class DeclareConflictInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;
}

@InputType()
export class ScoreInput {
  @Field(() => String, { description: "The criterion's code." })
  criterion!: string;

  @Field(() => Int, { description: 'From 0 to 10.' })
  @Min(0)
  @Max(10)
  points!: number;
}

@InputType()
export class ScoreNomineeInput {
  @Field(() => ID)
  nomineeId!: string;

  @Field(() => [ScoreInput], { description: 'By some or all criteria; what was given before is replaced.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique(({ criterion }: ScoreInput) => criterion, { message: 'must name each criterion once' })
  @ValidateNested()
  scores!: ScoreInput[];
}

@InputType()
export class SealAwardsInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Jurors who may have left nominees unscored: for those they do not count.',
  })
  @IsOptional()
  @ArrayMaxSize(100)
  excusedJurorIds?: string[];
}

@InputType()
export class CitationInput {
  @Field(() => ID)
  nomineeId!: string;

  @TextField()
  citation!: LocalizedTextInput;
}

@InputType()
export class PublishAwardsInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => [CitationInput], {
    description:
      'One for each nominee, whoever won: written without knowing, so that asking for it tells nothing. Those of laureates are shown.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique(({ nomineeId }: CitationInput) => nomineeId, { message: 'must name each nominee once' })
  @ValidateNested()
  citations!: CitationInput[];
}
