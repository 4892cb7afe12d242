import {
  isCompositeType,
  isCustomScalarType,
  isEnumType,
  isListType,
  isNonNullType,
  isValidLeafValue,
  type CompositeType,
  type LeafType,
  type OutputType,
  type Schema,
  type SelectionSet,
} from '@apollo/federation-internals';
import { Unreadable, type Data } from './data.js';
import { compileShape, type Shape, type ShapeSurroundings } from './shape.js';
import { invalid, nullWithErrors, tell, type Shaping } from './shaping.js';

/**
 * Gives a value of the answer, or `invalid`, or `nullWithErrors`.
 * @param known what an earlier selection of the same name has put there
 */
export type Complete = (shaping: Shaping, known: unknown, value: unknown) => unknown;

/** The field whose value it is. */
interface Place {
  /** The type that has the field, for messages. */
  parent: string;
  /** Whether other selections fill the same value. */
  again: boolean;
}

export function completer(
  surroundings: ShapeSurroundings,
  type: OutputType,
  set: SelectionSet | undefined,
  place: Place,
): Complete {
  if (isNonNullType(type)) {
    return neverNull(
      completer(surroundings, type.ofType as OutputType, set, place),
      set !== undefined,
      String(type.ofType),
      place,
    );
  }
  if (isListType(type)) {
    return list(completer(surroundings, type.ofType as OutputType, set, place), set !== undefined);
  }
  return isCompositeType(type)
    ? object(surroundings, type, set as SelectionSet, place)
    : leaf(surroundings.schema, type as LeafType, place);
}

function neverNull(inside: Complete, composite: boolean, type: string, place: Place): Complete {
  return (shaping, known, value) => {
    if (known === null || (known !== undefined && !composite)) {
      return known;
    }
    const completed = inside(shaping, known, value);
    if (completed === null) {
      tell(shaping, (path) => `Cannot return null for non-nullable ${where(path, type, place)}.`);
      return invalid;
    }
    return completed === nullWithErrors ? invalid : completed;
  };
}

function list(element: Complete, composite: boolean): Complete {
  return (shaping, known, value) => {
    if (known === null || (known !== undefined && !composite)) {
      return known;
    }
    if (value === null) {
      return null;
    }
    if (!Array.isArray(value) || (known !== undefined && (!Array.isArray(known) || known.length !== value.length))) {
      throw new Unreadable('Invalid non-list value returned by subgraph for list type');
    }
    const before = known as unknown[] | undefined;
    const completed: unknown[] = new Array(value.length);
    let nulled = false;
    for (let index = 0; index < value.length; index += 1) {
      shaping.path?.push(index);
      const one = element(shaping, before?.[index], value[index]);
      shaping.path?.pop();
      nulled ||= one === invalid;
      completed[index] = one === invalid || one === nullWithErrors ? null : one;
    }
    return nulled ? nullWithErrors : completed;
  };
}

function object(surroundings: ShapeSurroundings, declared: CompositeType, set: SelectionSet, place: Place): Complete {
  const shapes = new Map<string, Shape>();
  const shapeFor = (typename: string): Shape | undefined => {
    const type = typename === '' ? declared : surroundings.schema.type(typename);
    if (!type || !isCompositeType(type)) {
      return undefined;
    }
    const shape = compileShape(surroundings, set, type, typename, place.again);
    shapes.set(typename, shape);
    return shape;
  };
  return (shaping, known, value) => {
    if (known === null || value === null) {
      return null;
    }
    if (typeof value !== 'object' || (known !== undefined && typeof known !== 'object')) {
      throw new Unreadable('Invalid non-object value returned by subgraph for composite type');
    }
    const input = Array.isArray(value) ? ownOf(value) : (value as Data);
    const { __typename: typename = '' } = input;
    if (typeof typename !== 'string') {
      throw new Unreadable('Invalid non-string value for __typename');
    }
    const shape = shapes.get(typename) ?? shapeFor(typename);
    if (!shape) {
      tell(shaping, (path) => `Invalid __typename found for object at ${where(path, declared.name, place)}.`);
      return nullWithErrors;
    }
    const output = (known as Data | undefined) ?? {};
    return shape(shaping, input, output) ? nullWithErrors : output;
  };
}

function leaf(schema: Schema, type: LeafType, place: Place): Complete {
  const valid = leafCheck(schema, type);
  return (shaping, known, value) => {
    if (known !== undefined) {
      return known;
    }
    if (value === null || valid(value)) {
      return value;
    }
    tell(shaping, (path) => `Invalid value found for ${where(path, type.name, place)}.`);
    return nullWithErrors;
  };
}

/** The common cases of the library's own check are decided first. */
function leafCheck(schema: Schema, type: LeafType): (value: unknown) => boolean {
  if (isCustomScalarType(type)) {
    return () => true;
  }
  const ask = (value: unknown) => isValidLeafValue(schema, value, type);
  if (isEnumType(type)) {
    const values = new Set(type.values.map(({ name }) => name));
    return (value) => (typeof value === 'string' ? values.has(value) : ask(value));
  }
  if (type.name === 'ID' || type.name === 'String') {
    return (value) => typeof value === 'string' || ask(value);
  }
  return ask;
}

/** An array where an object should be has the properties of an array only. */
const ownOf = (value: unknown[]): Data => ({ ...value, length: value.length }) as unknown as Data;

function where(path: readonly (string | number)[], type: string, { parent }: Place): string {
  const last = path.at(-1);
  return typeof last === 'string' ? `field ${parent}.${last}` : `array element of type ${type} at index ${last}`;
}
