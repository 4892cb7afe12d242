import { isOwn, Unreadable, type Data } from './data.js';
import { NotCompiled, plainName } from './not-compiled.js';

/** A path of a plan: names of fields, and `@` for every element of a list. */
export type PlanPath = readonly string[];

export function planPath(path: readonly (string | number)[]): PlanPath {
  return path.map((step) => {
    if (typeof step !== 'string') {
      throw new NotCompiled('node');
    }
    return step === '@' ? step : plainName(step);
  });
}

/** What lies at the path: lists on the way become one list. Null and undefined where nothing does. @throws Unreadable */
export function entitiesAt(value: unknown, path: PlanPath, from = 0): unknown {
  let current = value;
  for (let index = from; index < path.length; index += 1) {
    if (current === undefined || current === null) {
      return current;
    }
    const step = path[index] as string;
    if (step === '@') {
      if (!Array.isArray(current)) {
        throw new Unreadable('no list where the plan expects one');
      }
      return ofEach(current, path, index + 1);
    }
    if (Array.isArray(current)) {
      throw new Unreadable(`Unexpected array in result for path element ${step}`);
    }
    current = typeof current === 'object' || isOwn(current, step) ? (current as Data)[step] : undefined;
  }
  return current;
}

function ofEach(list: unknown[], path: PlanPath, from: number): unknown[] {
  const found: unknown[] = [];
  for (const element of list) {
    const inside = entitiesAt(element, path, from);
    if (Array.isArray(inside)) {
      for (const one of inside) {
        found.push(one);
      }
    } else {
      found.push(inside);
    }
  }
  return found;
}

type AnswerPath = (string | number)[];

/** Where in the answer each of those entities lies: what a service says of the n-th of them is said of that place. */
export function placesAt(root: unknown, path: PlanPath): AnswerPath[] {
  const places: AnswerPath[] = [];
  const here: AnswerPath = [];
  const walk = (data: unknown, index: number): void => {
    if (data === undefined || data === null) {
      return;
    }
    const step = path[index];
    if (step === undefined) {
      places.push(here.slice());
    } else if (step === '@') {
      if (!Array.isArray(data)) {
        throw new Unreadable('expected array when encountering `@`');
      }
      each(data, index + 1);
    } else if (Array.isArray(data)) {
      each(data, index);
    } else if (isOwn(data, step)) {
      here.push(step);
      walk((data as Data)[step], index + 1);
      here.pop();
    }
  };
  const each = (list: unknown[], index: number): void => {
    for (const [position, element] of list.entries()) {
      here.push(position);
      walk(element, index);
      here.pop();
    }
  };
  walk(root, 0);
  return places;
}
