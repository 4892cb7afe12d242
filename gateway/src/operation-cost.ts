import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a page holds when nobody says how much, and what no page exceeds. */
const usualPage = 20;
const largestPage = 100;

/** How many things a list that has no pages is taken to hold. */
const usualList = 5;

type Variables = Record<string, unknown>;

interface Reading {
  schema: GraphQLSchema;
  variables: Variables;
  fragments: Map<string, FragmentDefinitionNode>;
  /** Each fragment is read once, or fragments that spread fragments twice would take exponential time. */
  fragmentCosts: Map<string, number>;
  /** The variables that say how long a page is. */
  pageSizes: Set<string>;
}

/** What an operation was found to cost, by the sizes of its pages that variables say. */
interface KnownCosts {
  pageSizes: string[];
  costs: Map<string, number>;
}

const knownCosts = new WeakMap<OperationDefinitionNode, KnownCosts>();

/** Of one operation: callers choose the values. */
const mostKnown = 200;

/** How many objects the answer to an operation can hold at most: pages count in full, and what is within them once for each of theirs. */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const known = knownCosts.get(operation);
  const cost = known?.costs.get(sizesOf(known.pageSizes, variables));
  return cost ?? readCost(schema, document, operation, variables);
}

/** What counts of the values: a number, or that there is none, or none that is one. Other texts of the same look must not stand for a number. */
const sizesOf = (names: string[], variables: Variables): string =>
  names
    .map((name) => {
      const given = variables[name];
      return typeof given === 'number' ? bounded(given) : given === undefined ? 'default' : 'usual';
    })
    .join();

function readCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const reading: Reading = {
    schema,
    variables: { ...defaultsOf(operation), ...variables },
    fragments,
    fragmentCosts: new Map(),
    pageSizes: new Set(),
  };
  const cost = costOf(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, reading);
  const known = knownCosts.get(operation) ?? { pageSizes: [...reading.pageSizes], costs: new Map<string, number>() };
  knownCosts.set(operation, known);
  if (known.costs.size < mostKnown) {
    known.costs.set(sizesOf(known.pageSizes, variables), cost);
  }
  return cost;
}

function costOf(selectionSet: SelectionSetNode, parent: GraphQLNamedType | undefined, reading: Reading): number {
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      cost += selection.selectionSet ? costOfField(selection, selection.selectionSet, parent, reading) : 0;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition ? reading.schema.getType(selection.typeCondition.name.value) : parent;
      cost += costOf(selection.selectionSet, type, reading);
    } else {
      cost += costOfFragment(selection.name.value, reading);
    }
  }
  return cost;
}

function costOfFragment(name: string, reading: Reading): number {
  const known = reading.fragmentCosts.get(name);
  if (known !== undefined) {
    return known;
  }
  const fragment = reading.fragments.get(name);
  const cost = fragment
    ? costOf(fragment.selectionSet, reading.schema.getType(fragment.typeCondition.name.value), reading)
    : 0;
  reading.fragmentCosts.set(name, cost);
  return cost;
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const defaults: Variables = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) {
      defaults[variable.name.value] = Number(defaultValue.value);
    }
  }
  return defaults;
}

function costOfField(
  field: FieldNode,
  selectionSet: SelectionSetNode,
  parent: GraphQLNamedType | undefined,
  reading: Reading,
): number {
  if (field.name.value.startsWith('__')) {
    return 0;
  }
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
  const type = definition && getNamedType(definition.type);
  const within = costOf(selectionSet, isCompositeType(type) ? type : undefined, reading);
  return (1 + within) * howMany(field, definition?.type, parent, reading);
}

/** A connection stands for the things on its page, so the list within it adds nothing. */
function howMany(
  field: FieldNode,
  type: GraphQLOutputType | undefined,
  parent: GraphQLNamedType | undefined,
  reading: Reading,
): number {
  if (isConnection(type && getNamedType(type))) {
    return pageSize(usualPage, field, reading);
  }
  return isListType(type && getNullableType(type)) && !isConnection(parent) ? pageSize(usualList, field, reading) : 1;
}

const isConnection = (type: GraphQLNamedType | undefined): boolean => type?.name.endsWith('Connection') ?? false;

function pageSize(usual: number, field: FieldNode, reading: Reading): number {
  const value = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (value?.kind === Kind.INT) {
    return bounded(Number(value.value));
  }
  if (value?.kind === Kind.VARIABLE) {
    reading.pageSizes.add(value.name.value);
    const given = reading.variables[value.name.value];
    return typeof given === 'number' ? bounded(given) : usual;
  }
  return usual;
}

/** A larger page is refused by its service, which names the argument. */
const bounded = (size: number): number => Math.min(Math.max(size, 1), largestPage);
