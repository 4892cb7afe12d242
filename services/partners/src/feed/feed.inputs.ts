import { ArgsType, Field, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '@maarad/shared/graphql';
import { EventFilter } from './event-filter.js';
import { FeedEntry } from './feed-entry.entity.js';

@ObjectType()
export class EventConnection extends connectionOf('Event', () => FeedEntry) {}

@ArgsType()
export class EventsArgs extends PageArgs {
  @Field(() => EventFilter, { nullable: true })
  filter?: EventFilter;

  @Field(() => String, { nullable: true, description: 'A cursor: nothing that came after it is given.' })
  until?: string;
}
