import { isDeepStrictEqual } from 'node:util';
import { asyncApiDocument } from '@maarad/shared/contracts';
import { compile } from 'json-schema-to-typescript';

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; required?: string[] };
type JsonSchema = Parameters<typeof compile>[0];

/** What tells one type from another; all else is the same envelope. */
const own = ['type', 'source', 'data'];
const banner =
  '// Written by `npm run schema` from gateway/asyncapi.json. Optional properties, further values and further types may come:\n// pass over what you do not know.';

/** The types of every event as TypeScript, for the partners' client: the contract and nothing beside it. */
export async function eventTypes(): Promise<string> {
  const { components } = asyncApiDocument() as {
    components: { messages: Record<string, { payload: Schema; summary: string }> };
  };
  const messages = Object.entries(components.messages);
  const [[, first] = []] = messages;
  const { region, exhibitorkind } = first?.payload.properties ?? {};
  const named = { Region: without(region), ExhibitorKind: without(exhibitorkind) };
  const references = messages.map(([type]) => ({ $ref: `#/definitions/${nameOf(type)}` }));
  const definitions: Record<string, Schema> = {
    ...named,
    CloudEvent: withNames(envelopeOf(first?.payload), named),
  };
  for (const [type, { payload, summary }] of messages) {
    if (!isDeepStrictEqual(envelopeOf(payload), envelopeOf(first?.payload))) {
      throw new Error(`${type} has another envelope than the other events.`);
    }
    const properties = Object.fromEntries(own.map((name) => [name, payload.properties?.[name] ?? {}]));
    definitions[nameOf(type)] = {
      ...{ type: 'object', description: summary, extends: { $ref: '#/definitions/CloudEvent' } },
      ...{ properties: { ...properties, data: withNames(properties.data ?? {}, named) }, required: own },
      additionalProperties: false,
    };
  }
  const description = 'Everything that the fair tells.';
  const types = await compile(
    { title: 'FairEvent', description, anyOf: references, definitions } as JsonSchema,
    'FairEvent',
    {
      bannerComment: banner,
      style: { singleQuote: true, printWidth: 120 },
      additionalProperties: false,
      ignoreMinAndMaxItems: true,
    },
  );
  return `${types}
export type EventType = FairEvent['type'];

/** The event of a type, such as \`EventOf<'org.maarad.sales.sale.recorded.v1'>\`. */
export type EventOf<Type extends EventType> = Extract<FairEvent, { type: Type }>;
`;
}

/** `org.maarad.sales.sale.recorded.v1` is SalesSaleRecordedV1: what a later type is called changes no name. */
const nameOf = (type: string): string =>
  type
    .replace('org.maarad.', '')
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

function envelopeOf(payload: Schema = {}): Schema {
  const shared = Object.entries(payload.properties ?? {}).filter(([name]) => !own.includes(name));
  return {
    ...{ type: 'object', description: 'What every event says (CloudEvents 1.0).', additionalProperties: false },
    properties: Object.fromEntries(shared),
    required: payload.required?.filter((name) => !own.includes(name)),
  };
}

/** A schema with a reference wherever it lists the very values of a named one. */
function withNames(schema: Schema, named: Record<string, Schema>): Schema {
  const replaced = Object.entries(schema).map(([key, value]): [string, unknown] => [
    key,
    Array.isArray(value) ? value.map((one) => inner(one, named)) : inner(value, named),
  ]);
  const [name] = Object.entries(named).find(([, { enum: values }]) => isDeepStrictEqual(values, schema.enum)) ?? [];
  return name && schema.enum
    ? {
        allOf: [{ $ref: `#/definitions/${name}` }],
        ...('description' in schema && { description: schema.description }),
      }
    : Object.fromEntries(replaced);
}

const inner = (value: unknown, named: Record<string, Schema>): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? withNames(value as Schema, named) : value;

const without = ({ description: _, ...schema }: Schema = {}): Schema => ({ type: 'string', ...schema });
