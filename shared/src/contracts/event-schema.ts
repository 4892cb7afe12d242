import { z } from 'zod';
import { audienceTold } from './audience.js';
import type { EventDefinition } from './define-event.js';
import { exhibitorKind, region } from './values.js';

export type JsonSchema = Record<string, unknown>;

/** The short name of a type: `sale.recorded.v1` of `org.maarad.sales.sale.recorded.v1`. */
export const shortName = ({ type }: Pick<EventDefinition, 'type'>): string => type.split('.').slice(3).join('.');

/** The JSON Schema of an event's data; draft 7 where a format wants it, as AsyncAPI does. */
export function dataSchema(
  { data }: Pick<EventDefinition, 'data'>,
  target: 'draft-2020-12' | 'draft-7' = 'draft-2020-12',
): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(data, { target });
  return schema;
}

/** The JSON Schema of a whole event: CloudEvents 1.0 in structured mode, with the extensions that the fair's events have. */
export function eventSchema(definition: EventDefinition, data: JsonSchema = dataSchema(definition)): JsonSchema {
  const text = { type: 'string' };
  return {
    type: 'object',
    description: `${definition.description} ${audienceTold[definition.audience]}`,
    required: ['specversion', 'id', 'type', 'source', 'subject', 'time', 'datacontenttype', 'sequence', 'data'],
    properties: {
      specversion: { const: '1.0' },
      id: {
        ...text,
        format: 'uuid',
        description: 'The same on every retry and every channel: to know an event that comes again.',
      },
      type: { const: definition.type },
      source: { const: `/services/${definition.type.split('.')[2]}` },
      subject: { ...text, format: 'uuid', description: 'What it happened to; the key of the record in the event log.' },
      time: { ...text, format: 'date-time', description: 'When it happened.' },
      datacontenttype: { const: 'application/json' },
      edition: { ...text, format: 'uuid', description: 'The edition of the fair in which it happened.' },
      region: { enum: region.options, description: 'The region of the exhibitor that it is about.' },
      exhibitorkind: { enum: exhibitorKind.options, description: 'The kind of that exhibitor.' },
      sequence: {
        ...text,
        pattern: '^\\d{10}$',
        description: 'Counts what happened to the subject: a gap shows what is missing.',
      },
      correlationid: text,
      traceparent: { ...text, description: 'W3C Trace Context of what caused it.' },
      data,
    },
  };
}
