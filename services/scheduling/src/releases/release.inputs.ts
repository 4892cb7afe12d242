import { Field, ID, InputType } from 'type-graphql';
import { CreatingInput, TextField, type LocalizedTextInput } from '@maarad/shared/graphql';

@InputType()
export class ReleaseProgrammeInput extends CreatingInput {
  @Field(() => ID)
  editionId!: string;

  @TextField({ nullable: true, description: 'What the organiser says of it to everybody.' })
  note?: LocalizedTextInput;
}
