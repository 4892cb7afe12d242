import { IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  connectionOf,
  CreatingInput,
  LocalizedTextInput,
  MoneyInput,
  PageArgs,
  Region,
  TextField,
} from '@maarad/shared/graphql';
import { Performer, PerformerKind } from './performer.entity.js';

@ObjectType()
export class PerformerConnection extends connectionOf('Performer', () => Performer) {}

@ArgsType()
export class PerformersArgs extends PageArgs {
  @Field(() => [PerformerKind], { nullable: true })
  kinds?: PerformerKind[];

  @Field(() => [Region], { nullable: true, description: 'Where they come from.' })
  origins?: Region[];
}

const largestTroupe = 1000;

@InputType()
export class CreatePerformerInput extends CreatingInput {
  @TextField()
  name!: LocalizedTextInput;

  @Field(() => PerformerKind)
  kind!: PerformerKind;

  @Field(() => Region, { nullable: true, description: 'Left out for those from abroad.' })
  origin?: Region;

  @Field(() => Int, { nullable: true, description: 'How many people come.' })
  @IsOptional()
  @Min(1)
  @Max(largestTroupe)
  size?: number;

  @TextField({ nullable: true, description: 'What it needs of a stage: sound, light, room.' })
  technicalNeeds?: LocalizedTextInput;

  @Field(() => MoneyInput, { nullable: true, description: 'Kept from everybody but the organiser.' })
  @IsOptional()
  @ValidateNested()
  fee?: MoneyInput;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdatePerformerInput {
  @Field(() => ID)
  @Length(1, 255)
  performerId!: string;

  @TextField({ nullable: true })
  name?: LocalizedTextInput;

  @Field(() => PerformerKind, { nullable: true })
  kind?: PerformerKind;

  @Field(() => Region, { nullable: true })
  origin?: Region;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(largestTroupe)
  size?: number;

  @TextField({ nullable: true })
  technicalNeeds?: LocalizedTextInput;

  @Field(() => MoneyInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  fee?: MoneyInput;
}
