import {
  isSubtype,
  type CompositeType,
  type FieldSelection,
  type Schema,
  type SelectionSet,
} from '@apollo/federation-internals';
import { conditionsOf, type Condition } from './shape-conditions.js';

export interface FlatField {
  /** Undefined where a fragment of another type has conditions, which are looked at all the same. */
  selection?: FieldSelection;
  parent: CompositeType;
  conditions: Condition[];
}

/**
 * The fields that a selection set asks of objects of one type, in their order: its fragments are laid flat.
 * @param parent what the object counts as: its own type where it says one, else the field's
 * @param typename what the object says of itself; empty where it says nothing
 */
export function laidFlat(
  schema: Schema,
  set: SelectionSet,
  parent: CompositeType,
  typename: string,
  when: Condition[],
): FlatField[] {
  return set.selections().flatMap((selection): FlatField[] => {
    const own = conditionsOf(selection.element, schema);
    if (own === 'never') {
      return [];
    }
    const conditions = [...when, ...own];
    if (selection.kind === 'FieldSelection') {
      return [{ selection, parent, conditions }];
    }
    const { typeCondition } = selection.element;
    const type = typename ? schema.type(typename) : parent;
    if (!typeCondition || (type && isSubtype(typeCondition, type))) {
      return laidFlat(schema, selection.selectionSet, typeCondition ?? parent, typename, conditions);
    }
    return own.length > 0 ? [{ parent, conditions }] : [];
  });
}
