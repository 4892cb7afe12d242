import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, LocalizedTextInput, Region, TextField } from '@maarad/shared/graphql';
import { PartnerKind } from './partner-kind.js';
import { Partner } from './partner.entity.js';

@ObjectType()
export class PartnerConnection extends connectionOf('Partner', () => Partner) {}

@InputType({ description: 'What is not given stays as it is.' })
export class UpdatePartnerInput {
  @Field(() => ID)
  partnerId!: string;

  @TextField({ nullable: true })
  name?: LocalizedTextInput;

  @Field(() => PartnerKind, { nullable: true })
  kind?: PartnerKind;

  @Field(() => [Region], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(12)
  regions?: Region[];
}

@InputType()
export class PartnerStepInput {
  @Field(() => ID)
  partnerId!: string;
}

@InputType()
export class RegisterPartnerInput extends CreatingInput {
  @TextField()
  name!: LocalizedTextInput;

  @Field(() => PartnerKind)
  kind!: PartnerKind;

  @Field(() => [Region], {
    defaultValue: [],
    description: 'For which it stands; none where it stands for the whole country.',
  })
  @ArrayMaxSize(12)
  regions!: Region[];
}
