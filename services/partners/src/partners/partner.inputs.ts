import { ArrayMaxSize } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, LocalizedTextInput, Region, TextField } from '@maarad/shared/graphql';
import { PartnerKind } from './partner-kind.js';
import { Partner } from './partner.entity.js';

@ObjectType()
export class PartnerConnection extends connectionOf('Partner', () => Partner) {}

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
