import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { isOwn, merge, type Data } from './data.js';
import { plainName } from './not-compiled.js';
import { isOfType, type SupergraphTypes } from './supergraph-types.js';

/** Null where something is missing that the service needs to know the entity. */
type Represent = (source: Data) => Data | null;

type Part = (source: Data, result: Data) => boolean;

/** How an entity is named to a service: the fields that its plan requires. */
export function compileRepresentation(
  types: SupergraphTypes,
  selections: readonly QueryPlanSelectionNode[],
): Represent {
  const parts = selections.map((selection) => partOf(types, selection));
  return (source) => {
    if (source === null) {
      return null;
    }
    const result: Data = {};
    for (const part of parts) {
      if (!part(source, result)) {
        return null;
      }
    }
    return result;
  };
}

function partOf(types: SupergraphTypes, selection: QueryPlanSelectionNode): Part {
  if (selection.kind === 'Field') {
    return fieldPart(
      plainName(selection.alias ?? selection.name),
      selection.selections && compileRepresentation(types, selection.selections),
    );
  }
  const { typeCondition, selections } = selection;
  const represent = compileRepresentation(types, selections);
  if (!typeCondition) {
    return () => true;
  }
  const applies = isOfType(types, typeCondition, false);
  return (source, result) => {
    if (source && applies(source)) {
      merge(result, represent(source));
    }
    return true;
  };
}

function fieldPart(name: string, inside: Represent | undefined): Part {
  return (source, result) => {
    if (!isOwn(source, name)) {
      return false;
    }
    const value = source[name];
    if (value === undefined) {
      return false;
    }
    if (inside === undefined) {
      result[name] = Array.isArray(value) ? value.slice() : value;
    } else {
      result[name] = Array.isArray(value) ? value.map((each) => inside(each as Data)) : inside(value as Data);
    }
    return true;
  };
}
