import { ArrayMaxSize, IsOptional, IsPositive, Length, Matches, Min, ValidateNested } from 'class-validator';
import { Field, Float, ID, InputType } from 'type-graphql';
import { CreatingInput, DateTime, LocalizedTextInput, TextField } from '@maarad/shared/graphql';
import { StandSliceInput } from './stand-slices.js';

@InputType()
export class StandPositionInput {
  @Field(() => Float)
  @Min(0)
  x!: number;

  @Field(() => Float)
  @Min(0)
  y!: number;

  @Field(() => Float)
  @IsPositive()
  width!: number;

  @Field(() => Float)
  @IsPositive()
  depth!: number;
}

@InputType()
export class StandInput {
  @Field(() => String)
  @Matches(/^[A-Z0-9][A-Z0-9-]{0,15}$/, { message: 'must be a short code, such as A-01' })
  code!: string;

  @Field(() => StandPositionInput)
  @ValidateNested()
  position!: StandPositionInput;

  @Field(() => Boolean, { defaultValue: false })
  hasPower!: boolean;

  @Field(() => Boolean, { defaultValue: false })
  hasWater!: boolean;
}

@InputType()
export class CreateHallInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => String)
  @Length(1, 16)
  code!: string;

  @TextField()
  name!: LocalizedTextInput;

  @Field(() => Float)
  @IsPositive()
  width!: number;

  @Field(() => Float)
  @IsPositive()
  depth!: number;

  @Field(() => [StandInput])
  @ArrayMaxSize(500)
  @ValidateNested()
  stands!: StandInput[];

  @Field(() => [StandPositionInput], { nullable: true, description: 'They lie on no stand; they may cross.' })
  @IsOptional()
  @ArrayMaxSize(200)
  @ValidateNested()
  aisles?: StandPositionInput[];
}

@InputType()
export class AssignStandInput {
  @Field(() => ID)
  standId!: string;

  @Field(() => ID)
  registrationId!: string;

  @Field(() => [StandSliceInput], { nullable: true, description: 'The whole edition when left out.' })
  slices?: StandSliceInput[];
}

@InputType()
export class HoldStandInput extends AssignStandInput {
  @Field(() => DateTime, {
    description: 'In the future. From then on the stand is free, unless the exhibitor confirmed.',
  })
  until!: Date;
}

@InputType()
export class ReleaseStandInput {
  @Field(() => ID)
  standId!: string;

  @Field(() => String)
  @Length(1, 1000)
  reason!: string;

  @Field(() => ID, { nullable: true, description: 'From this one of those who share it; from all when left out.' })
  registrationId?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: it is free for the organiser to give. Else the first of the waitlist is approved and holds it until a deadline.',
  })
  keepFree?: boolean;
}
