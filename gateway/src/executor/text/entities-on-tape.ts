import type { PlanPath } from '../entities-at.js';
import { notText } from './errors.js';
import type { Place } from './places.js';
import { recordOf } from './record-of.js';
import type { TextRun } from './run-text.js';
import { mark } from './scanner.js';

/** Finds where the records of the objects at a path are. */
export type Find = (run: TextRun, at: number, found: number[]) => void;

interface Found {
  place: Place;
  find: Find;
}

/** @param there the fetches that have been answered by then. @throws NotText */
export function entitiesOnTape(from: Place, path: PlanPath, there: ReadonlySet<number>): Found {
  const [name, ...rest] = path;
  if (name === undefined) {
    return { place: from, find: (_run, at, found) => void found.push(at) };
  }
  const telling = from.telling(name, there);
  const [part] = telling;
  const field = part?.fields.get(name);
  if (!part || !field?.inside || telling.length > 1) {
    return notText('a path that one service does not tell');
  }
  const names = rest.slice(rest.findIndex((step) => step !== '@'));
  const { place, find } = entitiesOnTape(field.inside, rest.every((step) => step === '@') ? [] : names, there);
  const { fetch } = part;
  const { offset } = field;
  const recordAt = recordOf(from, part);
  const through: Find = (run, at, found) => {
    const tape = run.tapes[fetch] as Int32Array;
    const length = at === mark.null ? 0 : (tape[at] as number);
    if (length === mark.record) {
      find(run, at, found);
      return;
    }
    for (let index = 1; index <= length; index += 1) {
      through(run, tape[at + index] as number, found);
    }
  };
  return {
    place,
    find(run, at, found) {
      const record = recordAt(run, at);
      if (record >= 0) {
        through(run, (run.tapes[fetch] as Int32Array)[record + offset] as number, found);
      }
    },
  };
}
