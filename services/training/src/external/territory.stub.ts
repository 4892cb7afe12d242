import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Region } from '@maarad/shared/graphql';

@ObjectType()
@Directive('@key(fields: "editionId region")')
export class Territory {
  @Field(() => ID)
  editionId!: string;

  @Field(() => Region)
  region!: Region;
}
