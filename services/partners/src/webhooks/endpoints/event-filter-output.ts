import { Field, ID, ObjectType } from 'type-graphql';
import { ExhibitorKind, Region } from '@maarad/shared/graphql';

@ObjectType({ description: 'What an endpoint wants of the feed; a field that is null narrows nothing.' })
export class EventFilterOutput {
  @Field(() => [String], { nullable: true })
  types?: string[];

  @Field(() => [Region], { nullable: true })
  regions?: Region[];

  @Field(() => [ExhibitorKind], { nullable: true })
  kinds?: ExhibitorKind[];

  @Field(() => ID, { nullable: true })
  exhibitorId?: string;

  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => ID, { nullable: true })
  subject?: string;
}
