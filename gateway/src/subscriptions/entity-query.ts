import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';

/** A query for the graph that asks for what a subscription selects. */
export interface EntityQuery {
  text: string;
  /** The variables of the subscription that it uses; the rest only narrowed the events. */
  variables: string[];
}

/** The variable in which the query takes the id, or the cursor before the event: no caller's variable has such a name. */
export const placeVariable = 'maarad_place';

/** In it the query for an event takes the event's own cursor. */
export const untilVariable = 'maarad_until';

/** The query for one thing: the subscription's selection, asked of the field of `Query` that gives the thing by its id. */
export function thingQuery(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  queryField: string,
): EntityQuery {
  const field = rootField(document, operation);
  return queryOf(document, operation, {
    ...field,
    ...{ alias: responseKey(field), name: name(queryField), arguments: [argument('id')], directives: [] },
  });
}

/** The query for one event of the feed: the edge between the cursor before it and its own, or none where the subscriber may not see it. */
export function eventQuery(document: DocumentNode, operation: OperationDefinitionNode): EntityQuery {
  const field = rootField(document, operation);
  const edges: FieldNode = { kind: Kind.FIELD, name: name('edges'), selectionSet: field.selectionSet };
  return queryOf(document, operation, {
    kind: Kind.FIELD,
    ...{ alias: responseKey(field), name: name('events') },
    arguments: [
      { kind: Kind.ARGUMENT, name: name('first'), value: { kind: Kind.INT, value: '1' } },
      argument('after'),
      argument('until', untilVariable),
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [edges] },
  });
}

/** The one field that a subscription selects, which may stand in fragments. */
export function rootField(document: DocumentNode, operation: OperationDefinitionNode): FieldNode {
  const found = firstField(operation.selectionSet, fragmentsOf(document));
  if (!found) {
    throw new Error('A subscription selects one field.');
  }
  return found;
}

function firstField(
  { selections }: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
): FieldNode | undefined {
  for (const selection of selections) {
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.get(selection.name.value)?.selectionSet
        : selection.selectionSet;
    const found = selection.kind === Kind.FIELD ? selection : inner && firstField(inner, fragments);
    if (found) {
      return found;
    }
  }
  return undefined;
}

export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  return fragments;
}

function queryOf(document: DocumentNode, operation: OperationDefinitionNode, field: FieldNode): EntityQuery {
  const fragments = usedFragments(field, fragmentsOf(document));
  const used = new Set<string>();
  for (const part of [field, ...fragments]) {
    visit(part, { Variable: ({ name: { value } }) => void used.add(value) });
  }
  const places =
    field.name.value === 'events'
      ? [declared(placeVariable, 'String'), declared(untilVariable, 'String')]
      : [declared(placeVariable, 'ID')];
  places.forEach(({ variable }) => used.delete(variable.name.value));
  const query: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: 'query' as OperationDefinitionNode['operation'],
    ...(operation.name && { name: operation.name }),
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
      ...places,
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
  return {
    text: print({ kind: Kind.DOCUMENT, definitions: [query, ...fragments] }),
    variables: [...used],
  };
}

/** The fragments that a field spreads, and those that they spread. */
function usedFragments(field: FieldNode, known: Map<string, FragmentDefinitionNode>): FragmentDefinitionNode[] {
  const used = new Map<string, FragmentDefinitionNode>();
  const follow = (part: FieldNode | FragmentDefinitionNode) =>
    void visit(part, {
      FragmentSpread({ name: { value } }) {
        const fragment = known.get(value);
        if (fragment && !used.has(value)) {
          used.set(value, fragment);
          follow(fragment);
        }
      },
    });
  follow(field);
  return [...used.values()];
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const responseKey = (field: FieldNode) => field.alias ?? field.name;
const declared = (variable: string, type: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name(variable) },
  type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name(type) } },
});
const argument = (argumentName: string, variable = placeVariable) =>
  ({
    kind: Kind.ARGUMENT,
    name: name(argumentName),
    value: { kind: Kind.VARIABLE, name: name(variable) },
  }) as const;
