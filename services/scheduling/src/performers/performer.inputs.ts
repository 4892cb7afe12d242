import { Field, InputType } from 'type-graphql';
import { CreatingInput, LocalizedTextInput, Region, TextField } from '@maarad/shared/graphql';
import { PerformerKind } from './performer.entity.js';

@InputType()
export class CreatePerformerInput extends CreatingInput {
  @TextField()
  name!: LocalizedTextInput;

  @Field(() => PerformerKind)
  kind!: PerformerKind;

  @Field(() => Region, { nullable: true, description: 'Left out for those from abroad.' })
  origin?: Region;
}
