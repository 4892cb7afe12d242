import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { eventCatalogue } from '@maarad/shared/contracts';
import { Json } from '@maarad/shared/graphql';
import { z } from 'zod';

@ObjectType({ description: 'A kind of event that the fair tells.' })
export class EventType {
  @Field(() => String, { description: "The CloudEvent's `type`." })
  type!: string;

  @Field(() => String, { description: 'The topic of the event log in which it is told.' })
  topic!: string;

  @Field(() => String)
  description!: string;

  @Field(() => Json, { description: "The JSON Schema (2020-12) of the event's `data`." })
  schema!: unknown;
}

const eventTypes: EventType[] = eventCatalogue.map(({ type, topic, description, data }) => ({
  type,
  topic,
  description,
  schema: z.toJSONSchema(data),
}));

@Resolver()
export class EventTypeResolver {
  @Query(() => [EventType], { description: 'Everything that the fair can tell, from the contracts of the services.' })
  eventTypes(): EventType[] {
    return eventTypes;
  }
}
