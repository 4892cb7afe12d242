import type { EventDefinition } from './define-event.js';
import { dataSchema, shortName, type JsonSchema } from './event-schema.js';
import { exampleExhibitors, exampleId } from './example-things.js';
import { byEvent, everywhere } from './example-values.js';

/** What the envelope says of where an event belongs, taken from its data. */
interface Placed {
  exhibitorId?: string;
  region?: string;
  from?: { region?: string };
}

/**
 * An event of a type as it stands in the log: the same one every time, in the fair that `example-values.ts` tells of.
 * @throws Error when nobody has said there what a field of it says.
 */
export function exampleOf(definition: EventDefinition): Record<string, unknown> {
  const event = shortName(definition).replace(/\.v\d+$/, '');
  const said = (field: string) => saidOf(event, [field]);
  const data = valueOf(dataSchema(definition), event, []) as Placed;
  const exhibitor = exampleExhibitors[data.exhibitorId ?? ''];
  const region = exhibitor?.region ?? data.region ?? data.from?.region;
  const edition = said('edition');
  const time = said('time') as string;
  return {
    specversion: '1.0',
    id: exampleId(definition.type, time),
    type: definition.type,
    source: `/services/${definition.type.split('.')[2]}`,
    subject: said('subject') ?? exampleId(thingOf(event)),
    time,
    datacontenttype: 'application/json',
    ...(edition !== null && { edition }),
    ...(region && { region }),
    ...(exhibitor && { exhibitorkind: exhibitor.kind }),
    sequence: said('sequence'),
    data,
  };
}

function valueOf(schema: JsonSchema, event: string, path: readonly string[]): unknown {
  if ('const' in schema) {
    return schema.const;
  }
  const said = path.length > 0 ? saidOf(event, path) : undefined;
  if (said !== undefined) {
    return said;
  }
  const [alternative] = (schema.anyOf ?? schema.oneOf ?? []) as JsonSchema[];
  if (alternative) {
    return valueOf(alternative, event, path);
  }
  if (schema.properties) {
    const properties = Object.entries(schema.properties as Record<string, JsonSchema>);
    return Object.fromEntries(properties.map(([key, value]) => [key, valueOf(value, event, [...path, key])]));
  }
  if (schema.type === 'array') {
    return [valueOf(schema.items as JsonSchema, event, path)];
  }
  const thing = /^(.+)Ids?$/.exec(path.at(-1) ?? '')?.[1];
  if (schema.format === 'uuid' && thing) {
    return exampleId(thing);
  }
  throw new Error(`${event} has no example of ${path.join('.')}: say one in example-values.ts.`);
}

/** What `example-values.ts` says of a field, given the names on the way to it: of an event like `sale.recorded` first. */
function saidOf(event: string, path: readonly string[]): unknown {
  const keys = path.map((_, index) => path.slice(index).join('.'));
  for (const values of [byEvent[event], byEvent[thingOf(event)], everywhere]) {
    const key = keys.find((one) => values && Object.hasOwn(values, one));
    if (values && key) {
      return values[key];
    }
  }
  return undefined;
}

/** What an event happens to: `topic-wait` of `topic-wait.joined`. */
const thingOf = (event: string): string => event.split('.')[0] ?? event;
