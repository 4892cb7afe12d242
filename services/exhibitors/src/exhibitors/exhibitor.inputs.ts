import { IsEmail, IsISO31661Alpha2, IsOptional, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  connectionOf,
  CreatingInput,
  ExhibitorKind,
  LocalizedTextInput,
  PageArgs,
  Region,
  TextField,
} from '@maarad/shared/graphql';
import { Exhibitor } from './exhibitor.entity.js';

@ObjectType()
export class ExhibitorConnection extends connectionOf('Exhibitor', () => Exhibitor) {}

@InputType({ description: 'Every given field narrows the list.' })
export class ExhibitorFilter {
  @Field(() => [ExhibitorKind], { nullable: true })
  kinds?: ExhibitorKind[];

  @Field(() => [Region], { nullable: true })
  regions?: Region[];

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
  country?: string;

  @Field(() => String, { nullable: true })
  sector?: string;
}

@ArgsType()
export class ExhibitorsArgs extends PageArgs {
  @Field(() => ExhibitorFilter, { nullable: true })
  filter?: ExhibitorFilter;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of a name, in any of the four languages, or how they sound in Latin letters; the closest come first. Spelling variants, accents and single wrong letters are forgiven, and the a word may be a beginning.',
  })
  @IsOptional()
  @Length(1, 100)
  search?: string | null;
}

@InputType()
export class MembershipInput {
  @Field(() => Int)
  @Min(1)
  total!: number;

  @Field(() => Int)
  @Min(0)
  women!: number;

  @Field(() => Int)
  @Min(0)
  youth!: number;
}

@InputType()
export class ContactInput {
  @Field(() => String)
  @Length(1, 200)
  person!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/^\+?[\d ()-]{6,20}$/, { message: 'must be a telephone number' })
  phone?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsEmail({}, { message: 'must be an e-mail address' })
  email?: string;
}

@InputType()
export class CreateExhibitorInput extends CreatingInput {
  @TextField()
  name!: LocalizedTextInput;

  @Field(() => ExhibitorKind)
  kind!: ExhibitorKind;

  @Field(() => String)
  @Matches(/^[A-Z][A-Z_]{1,39}$/, { message: 'must be a word in capitals, such as ARGAN' })
  sector!: string;

  @Field(() => String, { defaultValue: 'MA' })
  @IsISO31661Alpha2({ message: 'must be an ISO 3166-1 alpha-2 country code' })
  country!: string;

  @Field(() => Region, { nullable: true, description: 'Needed from Morocco, not allowed from abroad.' })
  region?: Region;

  @TextField({ nullable: true })
  locality?: LocalizedTextInput;

  @TextField({ nullable: true })
  description?: LocalizedTextInput;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1800)
  @Max(2100)
  foundedIn?: number;

  @Field(() => MembershipInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  members?: MembershipInput;

  @Field(() => ContactInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  contact?: ContactInput;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateExhibitorInput {
  @Field(() => ID)
  exhibitorId!: string;

  @TextField({ nullable: true })
  name?: LocalizedTextInput;

  @TextField({ nullable: true })
  locality?: LocalizedTextInput;

  @TextField({ nullable: true })
  description?: LocalizedTextInput;

  @Field(() => MembershipInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  members?: MembershipInput;

  @Field(() => ContactInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  contact?: ContactInput;
}
