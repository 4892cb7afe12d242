import { Field, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import { audienceTold, eventCatalogue, type Audience } from '@maarad/shared/contracts';
import { Json } from '@maarad/shared/graphql';
import { z } from 'zod';

/** The audiences of the contracts in the words of the graph. */
export enum EventAudience {
  PUBLIC = 'public',
  PARTNERS = 'partners',
  EXHIBITOR = 'exhibitor',
  PARTNER = 'partner',
}

registerEnumType(EventAudience, {
  name: 'EventAudience',
  description: 'Who may see the events of a type, on every channel.',
  valuesConfig: {
    PUBLIC: { description: audienceTold.public },
    PARTNERS: { description: audienceTold.partners },
    EXHIBITOR: { description: audienceTold.exhibitor },
    PARTNER: { description: audienceTold.partner },
  },
});

@ObjectType({ description: 'A kind of event that the fair tells.' })
export class EventType {
  @Field(() => String, { description: "The CloudEvent's `type`." })
  type!: string;

  @Field(() => String, { description: 'The topic of the event log in which it is told.' })
  topic!: string;

  @Field(() => EventAudience)
  audience!: Audience;

  @Field(() => String)
  description!: string;

  @Field(() => Json, { description: "The JSON Schema (2020-12) of the event's `data`." })
  schema!: unknown;
}

const eventTypes: EventType[] = eventCatalogue.map(({ type, topic, audience, description, data }) => ({
  ...{ type, topic, audience, description },
  schema: z.toJSONSchema(data),
}));

@Resolver()
export class EventTypeResolver {
  @Query(() => [EventType], { description: 'Everything that the fair can tell, from the contracts of the services.' })
  eventTypes(): EventType[] {
    return eventTypes;
  }
}
