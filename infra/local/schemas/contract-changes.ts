type Schema = Record<string, unknown>;

/** An AsyncAPI document, as far as the promise to its readers goes. */
interface Contract {
  components: { messages: Record<string, { payload: Schema }> };
  channels: Record<string, { messages: Record<string, unknown> }>;
}

/**
 * What a reader of events that was written against the first contract would trip over in the second: a type, a topic, a property or
 * a value that goes, what is no longer always there, what may be null, and what has another type. What only comes is no such change.
 */
export function breakingContractChanges(before: string, after: string): string[] {
  const [was, is] = [JSON.parse(before) as Contract, JSON.parse(after) as Contract];
  return [
    ...Object.entries(was.components.messages).flatMap(([type, { payload }]) => {
      const now = is.components.messages[type];
      return now ? changesOf(payload, now.payload, type) : [`${type} is no longer told.`];
    }),
    ...Object.entries(was.channels).flatMap(([name, { messages }]) =>
      Object.keys(messages)
        .filter((type) => type in is.components.messages && !(type in (is.channels[name]?.messages ?? {})))
        .map((type) => `${type} is no longer told in ${name}.`),
    ),
  ];
}

function changesOf(was: Schema, is: Schema, path: string): string[] {
  const [before, after] = [alternativesOf(was), alternativesOf(is)];
  const nullable = (schemas: Schema[]) => schemas.some(({ type }) => type === 'null');
  const value = (schemas: Schema[]) => schemas.find(({ type }) => type !== 'null') ?? {};
  return [
    ...(nullable(after) && !nullable(before) ? [`${path} may be null.`] : []),
    ...valueChanges(value(before), value(after), path),
  ];
}

/** A schema, or those of which a value fits one: mostly a value or null. */
function alternativesOf(schema: Schema): Schema[] {
  const among = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  return among?.flatMap(alternativesOf) ?? [schema.type].flat().map((type) => ({ ...schema, type }));
}

function valueChanges(was: Schema, is: Schema, path: string): string[] {
  if (was.type !== is.type || was.format !== is.format || was.const !== is.const) {
    return [`${path} has another type.`];
  }
  const gone = valuesOf(was).filter((value) => !valuesOf(is).includes(value));
  return [
    ...gone.map((value) => `${path} is never ${String(value)} any more.`),
    ...propertyChanges(was, is, path),
    ...(was.items && is.items ? changesOf(was.items as Schema, is.items as Schema, `${path}[]`) : []),
  ];
}

const valuesOf = ({ enum: values }: Schema): unknown[] => (values as unknown[] | undefined) ?? [];

function propertyChanges(was: Schema, is: Schema, path: string): string[] {
  const properties = (schema: Schema) => (schema.properties ?? {}) as Record<string, Schema>;
  const required = (schema: Schema) => (schema.required ?? []) as string[];
  return Object.entries(properties(was)).flatMap(([name, before]) => {
    const after = properties(is)[name];
    if (!after) {
      return [`${path}.${name} is gone.`];
    }
    const optional = required(was).includes(name) && !required(is).includes(name);
    return [
      ...(optional ? [`${path}.${name} is not always there.`] : []),
      ...changesOf(before, after, `${path}.${name}`),
    ];
  });
}
