import { typenameFieldName } from '@apollo/federation-internals';
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { giveUp, notText } from './errors.js';
import type { Field, Part, Place } from './places.js';
import { recordOf } from './record-of.js';
import type { TextRun } from './run-text.js';
import { mark } from './scanner.js';

/** The JSON by which a service is told of the object at a place of the tape. */
export type Represent = (run: TextRun, at: number) => string;

/**
 * How an entity is named to a service: the fields that its plan requires, as they were told.
 * @param there the fetches that have been answered by then
 * @throws NotText
 */
export function representation(
  place: Place,
  selections: readonly QueryPlanSelectionNode[],
  there: ReadonlySet<number>,
): Represent {
  const members = selections.flatMap((selection) => membersOf(place, selection, there));
  if (!members.some(({ name }) => name === typenameFieldName)) {
    notText('an entity without its type');
  }
  return written(members.map(({ write }) => write));
}

interface Member {
  name: string;
  write: Represent;
}

function written(members: readonly Represent[]): Represent {
  return (run, at) => {
    let text = '{';
    for (const member of members) {
      text += text.length > 1 ? `,${member(run, at)}` : member(run, at);
    }
    return `${text}}`;
  };
}

function membersOf(place: Place, selection: QueryPlanSelectionNode, there: ReadonlySet<number>): Member[] {
  if (selection.kind !== 'Field') {
    const { typeCondition, selections } = selection;
    return typeCondition === place.type?.name
      ? selections.flatMap((each) => membersOf(place, each, there))
      : notText('a representation of another type');
  }
  const name = selection.alias ?? selection.name;
  const part = place.telling(name, there).at(-1);
  const field = part?.fields.get(name);
  if (!part || !field) {
    return notText('a required field that nobody tells');
  }
  const write = selection.selections
    ? insideOf(field, part.fetch, name, selection.selections, there)
    : leafOf(field, part.fetch);
  return [{ name, write: throughLink(place, part, write) }];
}

function throughLink(place: Place, part: Part, write: Represent): Represent {
  const record = recordOf(place, part);
  return (run, at) => {
    const there = record(run, at);
    return there >= 0 ? write(run, there) : giveUp();
  };
}

function leafOf({ inside, typename, key, offset }: Field, fetch: number): Represent {
  if (inside) {
    return notText('a required object as a whole');
  }
  if (typename !== undefined) {
    const text = `${new TextDecoder().decode(key)}:${JSON.stringify(typename)}`;
    return () => text;
  }
  return (run, at) => {
    const tape = run.tapes[fetch] as Int32Array;
    return (run.texts[fetch] as Buffer).toString('utf8', tape[at + offset], tape[at + offset + 1]);
  };
}

function insideOf(
  { inside, offset }: Field,
  fetch: number,
  name: string,
  selections: readonly QueryPlanSelectionNode[],
  there: ReadonlySet<number>,
): Represent {
  if (!inside) {
    return notText('two shapes of one name');
  }
  const object = written(selections.flatMap((each) => membersOf(inside, each, there)).map(({ write }) => write));
  const value: Represent = (run, at) => {
    if (at === mark.null) {
      return 'null';
    }
    const tape = run.tapes[fetch] as Int32Array;
    const length = tape[at] as number;
    if (length === mark.record) {
      return object(run, at);
    }
    return `[${Array.from({ length }, (_, index) => value(run, tape[at + 1 + index] as number)).join(',')}]`;
  };
  return (run, at) => `${JSON.stringify(name)}:${value(run, (run.tapes[fetch] as Int32Array)[at + offset] as number)}`;
}
