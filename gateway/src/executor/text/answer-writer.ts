import {
  isListType,
  isNonNullType,
  typenameFieldName,
  type FieldSelection,
  type OutputType,
  type Schema,
  type SelectionSet,
} from '@apollo/federation-internals';
import { laidFlat } from '../laid-flat.js';
import type { Decided } from './decided.js';
import { giveUp, notText } from './errors.js';
import { bytesOf, comma, curlyClose, curlyOpen, nullWord, squareClose, squareOpen } from './json-bytes.js';
import type { Part, Place } from './places.js';
import { recordOf } from './record-of.js';
import type { TextRun } from './run-text.js';
import { mark } from './scanner.js';
import type { TextWriter } from './text-writer.js';

/** Writes what lies at a place of the tape that its caller knows. */
type Write = (run: TextRun, writer: TextWriter, at: number) => void;

interface Surroundings {
  schema: Schema;
  decided: Decided;
}

/**
 * Writes the objects at a place in the order in which they were asked for, and has the readers of the fields that are shown check that
 * these are of their types: so what is read can be written. @throws NotText
 */
export function objectWriter(surroundings: Surroundings, place: Place, sets: SelectionSet[]): Write {
  const { schema, decided } = surroundings;
  const { type } = place;
  if (!type) {
    return notText('a type that callers cannot see');
  }
  // As for objects: one that is not asked for its type counts as what its field is declared to be.
  const said = place.telling(typenameFieldName).length > 0 ? type.name : '';
  const shown = new Map<string, FieldSelection[]>();
  for (const { selection, conditions } of sets.flatMap((set) => laidFlat(schema, set, type, said, []))) {
    if (selection && conditions.every(({ variable, wanted }) => decided.get(variable) === wanted)) {
      const name = selection.element.responseName();
      shown.set(name, [...(shown.get(name) ?? []), selection]);
    }
  }
  const pieces = inOnePiece([...shown.values()].map((selections) => fieldOf(surroundings, place, selections)));
  const fields = pieces.map((piece) => (typeof piece === 'function' ? piece : leavesWriter(place, piece)));
  return (run, writer, at) => {
    writer.byte(curlyOpen);
    let first = true;
    for (const field of fields) {
      if (!first) {
        writer.byte(comma);
      }
      first = false;
      field(run, writer, at);
    }
    writer.byte(curlyClose);
  };
}

/** Leaves that are shown one after the other and that one answer tells. */
interface Leaves {
  part: Part;
  /** Where a record has each of them. */
  offsets: number[];
  /** What is shown of them where the answer does not know the object; undefined where that takes objects. */
  nothing: string | undefined;
}

function inOnePiece(fields: (Write | Leaves)[]): (Write | Leaves)[] {
  const pieces: (Write | Leaves)[] = [];
  for (const field of fields) {
    const last = pieces.at(-1);
    if (typeof field === 'object' && typeof last === 'object' && field.part === last.part) {
      last.offsets.push(...field.offsets);
      last.nothing = last.nothing && field.nothing && `${last.nothing},${field.nothing}`;
    } else {
      pieces.push(field);
    }
  }
  return pieces;
}

/** @param selections all that ask for one name, which is one field with the same arguments: their objects have what each of them asks for */
function fieldOf(surroundings: Surroundings, place: Place, selections: FieldSelection[]): Write | Leaves {
  const { element } = selections[0] as FieldSelection;
  const sets = selections.flatMap(({ selectionSet }) => selectionSet ?? []);
  const name = element.responseName();
  if (element.definition.isSchemaIntrospectionField()) {
    return notText('introspection');
  }
  if (element.name === typenameFieldName) {
    const text = bytesOf(`${JSON.stringify(name)}:${JSON.stringify(place.type?.name)}`);
    return (_run, writer) => writer.put(text);
  }
  const telling = place.telling(name);
  const part = telling.at(-1);
  const field = part?.fields.get(name);
  if (!part || !field) {
    return notText('a field that nobody tells');
  }
  const type = element.definition.type as OutputType;
  field.type = type;
  const { offset } = field;
  // An entity that its service does not know has only nulls to show, unless somebody else has told the same field.
  const nothing = telling.length > 1 || isNonNullType(type) ? undefined : `${JSON.stringify(name)}:null`;
  if (!field.inside) {
    return { part, offsets: [offset], nothing };
  }
  const key = bytesOf(`${JSON.stringify(name)}:`);
  const write = insideWriter(surroundings, field.inside, type, sets, telling.length);
  const { fetch } = part;
  const put: Write = (run, writer, at) => {
    writer.put(key);
    write(run, writer, (run.tapes[fetch] as Int32Array)[at + offset] as number);
  };
  return linked(place, part, put, nothing);
}

/** Services answer in the order in which they are asked: then what lies between two leaves is a comma, and they are copied together. */
function leavesWriter(place: Place, { part, offsets, nothing }: Leaves): Write {
  const { fetch } = part;
  const [first = 0, ...others] = offsets;
  const put: Write = (run, writer, at) => {
    const tape = run.tapes[fetch] as Int32Array;
    const text = run.texts[fetch] as Uint8Array;
    let from = tape[at + first] as number;
    let to = tape[at + first + 1] as number;
    for (const offset of others) {
      const next = tape[at + offset] as number;
      if (next !== to + 1) {
        writer.copy(text, from, to);
        writer.byte(comma);
        from = next;
      }
      to = tape[at + offset + 1] as number;
    }
    writer.copy(text, from, to);
  };
  return linked(place, part, put, nothing);
}

function linked(place: Place, part: Part, put: Write, nothing: string | undefined): Write {
  if (part === place.parts[0]) {
    return put;
  }
  const record = recordOf(place, part);
  const instead = nothing === undefined ? undefined : bytesOf(nothing);
  return (run, writer, at) => {
    const there = record(run, at);
    if (there >= 0) {
      put(run, writer, there);
    } else if (instead) {
      writer.put(instead);
    } else {
      giveUp();
    }
  };
}

function insideWriter(
  surroundings: Surroundings,
  inside: Place,
  type: OutputType,
  sets: SelectionSet[],
  tellers: number,
): Write {
  if (tellers > 1) {
    return notText('objects that two services tell together');
  }
  return valueWriter(type, objectWriter(surroundings, inside, sets), (inside.parts[0] as Part).fetch);
}

function valueWriter(type: OutputType, object: Write, fetch: number): Write {
  if (isNonNullType(type)) {
    return valueWriter(type.ofType as OutputType, object, fetch);
  }
  const write = isListType(type) ? listWriter(valueWriter(type.ofType as OutputType, object, fetch), fetch) : object;
  return (run, writer, at) => {
    if (at === mark.null) {
      writer.put(nullWord);
    } else {
      write(run, writer, at);
    }
  };
}

function listWriter(element: Write, fetch: number): Write {
  return (run, writer, at) => {
    const tape = run.tapes[fetch] as Int32Array;
    const last = at + (tape[at] as number);
    writer.byte(squareOpen);
    for (let index = at + 1; index <= last; index += 1) {
      element(run, writer, tape[index] as number);
      if (index < last) {
        writer.byte(comma);
      }
    }
    writer.byte(squareClose);
  };
}
