import { isObjectType, typenameFieldName } from '@apollo/federation-internals';
import type { CompositeType, FieldSelection, OutputType, Schema, SelectionSet } from '@apollo/federation-internals';
import { completer } from './complete-value.js';
import type { Data } from './data.js';
import { laidFlat } from './laid-flat.js';
import { plainName } from './not-compiled.js';
import { holds, type Condition } from './shape-conditions.js';
import { invalid, nullWithErrors, type Shaping } from './shaping.js';

/** Moves what a selection asks for from what the services told into the answer. True when a null takes the whole object with it. */
export type Shape = (shaping: Shaping, input: Data, output: Data) => boolean;

export interface ShapeSurroundings {
  schema: Schema;
  /** Answers `__schema` and `__type`. */
  introspect(selection: FieldSelection): (shaping: Shaping) => unknown;
}

/**
 * The shape of a selection set for objects of one type: its fragments are laid flat.
 * @param parent what the object counts as: its own type where it says one, else the field's
 * @param typename what the object says of itself; empty where it says nothing
 * @param again whether other selection sets fill the same object
 */
export function compileShape(
  surroundings: ShapeSurroundings,
  set: SelectionSet,
  parent: CompositeType,
  typename: string,
  again: boolean,
): Shape {
  const fields = laidFlat(surroundings.schema, set, parent, typename, []);
  const names = fields.map(({ selection }) => selection?.element.responseName());
  const puts = fields.map(({ selection, parent: owner, conditions }) => {
    const name = selection?.element.responseName();
    const filledAgain = again || names.indexOf(name) !== names.lastIndexOf(name);
    return onlyWhen(conditions, selection ? fieldShape(surroundings, selection, owner, filledAgain) : () => false);
  });
  return (shaping, input, output) => {
    for (const put of puts) {
      if (put(shaping, input, output)) {
        return true;
      }
    }
    return false;
  };
}

function onlyWhen(conditions: Condition[], shape: Shape): Shape {
  if (conditions.length === 0) {
    return shape;
  }
  return (shaping, input, output) => holds(conditions, shaping.variables) && shape(shaping, input, output);
}

/** @param again whether other selections put something at the same name: their objects become one. */
function fieldShape(
  surroundings: ShapeSurroundings,
  selection: FieldSelection,
  parent: CompositeType,
  again: boolean,
): Shape {
  const field = selection.element;
  const name = plainName(field.responseName());
  if (field.definition.isSchemaIntrospectionField()) {
    const answer = surroundings.introspect(selection);
    return (shaping, _input, output) => {
      if (output[name] === undefined) {
        output[name] = answer(shaping);
      }
      return false;
    };
  }
  if (field.name === typenameFieldName) {
    return typenameShape(surroundings.schema, name, parent);
  }
  const place = { parent: parent.name, again };
  const complete = completer(surroundings, field.definition.type as OutputType, selection.selectionSet, place);
  return (shaping, input, output) => {
    shaping.path?.push(name);
    const value = complete(shaping, again ? output[name] : undefined, input[name] ?? null);
    shaping.path?.pop();
    output[name] = value === invalid || value === nullWithErrors ? null : value;
    return value === invalid;
  };
}

function typenameShape(schema: Schema, name: string, parent: CompositeType): Shape {
  return (_shaping, input, output) => {
    if (output[name] !== undefined) {
      return false;
    }
    const said = input[name] ?? input.__typename;
    const type = typeof said === 'string' ? (schema.type(said) ?? parent) : parent;
    if (!isObjectType(type)) {
      return true;
    }
    output[name] = type.name;
    return false;
  };
}
