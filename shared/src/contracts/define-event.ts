import type { z } from 'zod';
import { currentScope } from '../telemetry/index.js';
import { newId } from '../runtime/id.js';
import type { Audience } from './audience.js';

/** The topics of the event log. Within one, everything about one subject stays in order. */
export const topics = [
  'maarad.registrations',
  'maarad.programme',
  'maarad.sales',
  'maarad.orders',
  'maarad.training',
  'maarad.partnerships',
  'maarad.partners',
] as const;
export type Topic = (typeof topics)[number];

/** An event about to be recorded; its `sequence` is given by the outbox. */
export interface NewEvent {
  topic: Topic;
  /** The aggregate's id: the record's key in the log. */
  subject: string;
  /** CloudEvents 1.0, structured mode. */
  event: Record<string, unknown>;
}

/** An event as a consumer gets it: a CloudEvent whose data fits its contract. */
export interface ReceivedEvent<Data = unknown> {
  id: string;
  type: string;
  source: string;
  subject: string;
  time: Date;
  edition?: string;
  region?: string;
  /** The kind of the exhibitor that it is about. */
  kind?: string;
  sequence: number;
  data: Data;
  /** The CloudEvent as it stands in the log, to the byte: for what hands it on. */
  raw: string;
}

/** Where and when it happened: what every event says beside its data. */
export interface About {
  edition?: string;
  region?: string | null;
  /** The kind of the exhibitor that it is about: the CloudEvent's `exhibitorkind`. */
  kind?: string | null;
  at?: Date;
}

export interface EventDefinition<Schema extends z.ZodType = z.ZodType> {
  (subject: string, data: z.input<Schema>, about?: About): NewEvent;
  /** The event without its data: for a statement that learns the data while it writes, and completes it there. */
  envelope: (subject: string, about?: About) => Record<string, unknown>;
  type: string;
  topic: Topic;
  /** Who may see it. */
  audience: Audience;
  data: Schema;
  description: string;
}

/**
 * Defines an event type once, for its TypeScript type, its validation at both ends and its JSON Schema. The service that owns
 * it is the word after `org.maarad.`. Calling the definition makes an event of it.
 * @throws ZodError when the data does not fit: a fault of the caller's code.
 */
export function defineEvent<Schema extends z.ZodType>(
  type: `org.maarad.${string}.v${number}`,
  {
    topic,
    audience,
    data: schema,
    description,
  }: Pick<EventDefinition<Schema>, 'topic' | 'audience' | 'data' | 'description'>,
): EventDefinition<Schema> {
  const source = `/services/${type.split('.')[2]}`;
  const envelope = (subject: string, { edition, region, kind, at = new Date() }: About = {}) => {
    const scope = currentScope();
    return {
      specversion: '1.0',
      id: newId(),
      type,
      source,
      subject,
      time: at.toISOString(),
      datacontenttype: 'application/json',
      ...(edition && { edition }),
      ...(region && { region }),
      ...(kind && { exhibitorkind: kind }),
      ...(scope && { correlationid: scope.correlationId, traceparent: scope.traceparent }),
    };
  };
  const make = (subject: string, data: z.input<Schema>, about?: About): NewEvent => ({
    topic,
    subject,
    event: { ...envelope(subject, about), data: schema.parse(data) },
  });
  return Object.assign(make, { type, topic, audience, data: schema, description, envelope });
}
