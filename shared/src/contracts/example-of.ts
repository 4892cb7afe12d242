import type { EventDefinition } from './define-event.js';
import { dataSchema, type JsonSchema } from './event-schema.js';

const exampleId = '0194a7b6-6d40-7cc3-9a55-1f2e3d4c5b6a';
const exampleTime = '2025-01-28T10:30:00.000Z';

/** What a property of this name looks like where its schema leaves it open. */
const byName: Record<string, string> = {
  timeZone: 'Africa/Casablanca',
  sector: 'ARGAN',
  category: 'ARGAN',
  unit: 'LITRE',
  hall: 'A',
  code: 'A-12',
  labels: 'ORGANIC',
  receiptNumber: 'A-12/2025-01-28/0001',
  reason: 'سبب · la raison',
  type: 'Session',
};

const text = { ar: 'تعاونية الورد', fr: 'Coopérative de la rose' };

const byFormat: Record<string, string> = { uuid: exampleId, date: '2025-01-28', 'date-time': exampleTime };
const byPattern: Record<string, string> = { '^[A-Z]{2}$': 'MA', '^[A-Z]{3}$': 'MAD' };

/** An event of a type as it stands in the log: the same one every time, in a fair that could have been. */
export function exampleOf(definition: EventDefinition): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: '0194a7b6-7e10-7f64-8c1d-5a4b3c2d1e0f',
    type: definition.type,
    source: `/services/${definition.type.split('.')[2]}`,
    subject: exampleId,
    time: exampleTime,
    datacontenttype: 'application/json',
    edition: '0194a7b5-2f00-7b0a-b1c2-d3e4f5a6b7c8',
    region: 'MARRAKECH_SAFI',
    sequence: '0000000001',
    data: valueOf(dataSchema(definition), ''),
  };
}

function valueOf(schema: JsonSchema, name: string): unknown {
  if ('const' in schema) {
    return schema.const;
  }
  if (Array.isArray(schema.enum)) {
    return (schema.enum as unknown[]).includes('MARRAKECH_SAFI') ? 'MARRAKECH_SAFI' : schema.enum[0];
  }
  const [alternative] = (schema.anyOf ?? schema.oneOf ?? []) as JsonSchema[];
  if (alternative) {
    return valueOf(alternative, name);
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return Array.from({ length: Math.max(1, numberOf(schema.minItems)) }, () =>
        valueOf(schema.items as JsonSchema, name),
      );
    case 'integer':
    case 'number':
      return Math.max(numberOf(schema.minimum), numberOf(schema.exclusiveMinimum) + 1, 12);
    case 'boolean':
      return true;
    default:
      return byFormat[String(schema.format)] ?? byPattern[String(schema.pattern)] ?? byName[name] ?? 'نص · texte';
  }
}

/** An object with properties, or a text in several languages, which has languages for its keys. */
function objectOf({ properties, propertyNames }: JsonSchema): unknown {
  if (propertyNames) {
    return text;
  }
  return Object.fromEntries(
    Object.entries((properties ?? {}) as Record<string, JsonSchema>).map(([key, value]) => [key, valueOf(value, key)]),
  );
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NEGATIVE_INFINITY);
