import { IsUrl } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { LocalizedText, LocalizedTextInput, TextField, textsOf, type Texts } from '@maarad/shared/graphql';

@ObjectType({ description: 'Something to read or to work with in a workshop.' })
export class Material {
  @Field(() => LocalizedText)
  title!: Texts;

  @Field(() => String, { description: 'Its address, which begins with https://.' })
  url!: string;
}

@InputType()
export class MaterialInput {
  @TextField()
  title!: LocalizedTextInput;

  @Field(() => String)
  @IsUrl({ protocols: ['https'], require_protocol: true }, { message: 'must be an address that begins with https://' })
  url!: string;
}

export const materialsOf = (inputs: readonly MaterialInput[]): Material[] =>
  inputs.map(({ title, url }) => ({ title: textsOf(title), url }));
