import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** One way from a type down to a value: what to select, and the fields that are passed. */
export interface FieldPath {
  selection: string;
  /** `Type.field`, from the top. */
  fields: string[];
  /** The names under which the value lies in an answer. */
  keys: string[];
}

/** Types that carry the value of the field that holds them: whoever sees the field sees them whole. */
const carriers: Record<string, string> = {
  LocalizedText: 'value',
  Money: 'amount',
};
const isPage = (name: string): boolean => /(Connection|Edge)$/.test(name) || name === 'PageInfo';
const isCarried = (name: string): boolean => name in carriers || name === 'Translation' || isPage(name);

const isEntity = (schema: GraphQLSchema, type: GraphQLObjectType): boolean => {
  const entities = schema.getType('_Entity');
  return isUnionType(entities) && entities.getTypes().includes(type);
};

/** By which an entity is known, or the first part of it. */
const keyOf = (type: GraphQLObjectType): string =>
  ['id', 'editionId'].find((name) => name in type.getFields()) ?? '__typename';

/** So deep things lie in things that are no entities. */
const deepest = 6;

/** Every way from a type to a value, through things that cannot be asked for by themselves; an entity on the way ends it with its id. */
export function fieldPaths(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  args: Record<string, string> = {},
  above: readonly string[] = [],
): FieldPath[] {
  if (above.includes(type.name) || above.length > deepest) {
    return [];
  }
  return Object.values(type.getFields()).flatMap((field): FieldPath[] => {
    const owner = `${type.name}.${field.name}`;
    const given = args[owner] ?? '';
    if (given === '' && field.args.some(isRequiredArgument)) {
      return [];
    }
    const own = isPage(type.name) ? [] : [owner];
    const asked = `${field.name}${given}`;
    const target = getNamedType(field.type);
    const below = (selection: string, inner: Omit<FieldPath, 'selection'>): FieldPath => ({
      selection: `${asked} { ${selection} }`,
      fields: [...own, ...inner.fields],
      keys: [field.name, ...inner.keys],
    });
    if (isLeafType(target)) {
      return [{ selection: asked, fields: own, keys: [field.name] }];
    }
    if (!isObjectType(target)) {
      return [below('__typename', { fields: [], keys: ['__typename'] })];
    }
    const carried = carriers[target.name];
    if (carried) {
      return [below(carried, { fields: [], keys: [carried] })];
    }
    if (isEntity(schema, target)) {
      const key = keyOf(target);
      return [below(key, { fields: [], keys: [key] })];
    }
    return pathsInto(schema, target, args, [...above, type.name]).map(({ selection, ...inner }) =>
      below(selection, inner),
    );
  });
}

/** Of a page only what it holds and how much. */
function pathsInto(
  schema: GraphQLSchema,
  target: GraphQLObjectType,
  args: Record<string, string>,
  above: readonly string[],
): FieldPath[] {
  if (!target.name.endsWith('Connection')) {
    return fieldPaths(schema, target, args, above);
  }
  const { nodes, totalCount } = target.getFields();
  const node = nodes && getNamedType(nodes.type);
  const inner = node && isObjectType(node) ? (isEntity(schema, node) ? [] : fieldPaths(schema, node, args, above)) : [];
  return [
    ...(totalCount ? [{ selection: 'totalCount', fields: [], keys: ['totalCount'] }] : []),
    ...(node && isObjectType(node) && isEntity(schema, node)
      ? [{ selection: `nodes { ${keyOf(node)} }`, fields: [], keys: ['nodes', keyOf(node)] }]
      : []),
    ...inner.map(({ selection, fields, keys }) => ({
      selection: `nodes { ${selection} }`,
      fields,
      keys: ['nodes', ...keys],
    })),
  ];
}

/** Every `Type.field` that callers can read, in the order of the names. */
export function readableFields(schema: GraphQLSchema): string[] {
  const seen = new Set<GraphQLObjectType>();
  const follow = (output: GraphQLOutputType): void => {
    const type = getNamedType(isNonNullType(output) || isListType(output) ? output.ofType : output);
    if (isUnionType(type)) {
      type.getTypes().forEach(follow);
    } else if (isObjectType(type) && !seen.has(type)) {
      seen.add(type);
      Object.values(type.getFields()).forEach((field: GraphQLField<unknown, unknown>) => follow(field.type));
    }
  };
  const query = schema.getQueryType();
  if (query) {
    follow(query);
  }
  return [...seen]
    .filter(({ name }) => !isCarried(name) && name !== '_Service')
    .flatMap((type) =>
      Object.keys(type.getFields())
        .filter((field) => !field.startsWith('_'))
        .map((field) => `${type.name}.${field}`),
    )
    .sort();
}
