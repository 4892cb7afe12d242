/** An object of an answer, as JSON gives it. */
export type Data = Record<string, unknown>;

export const isObject = (value: unknown): value is Data =>
  value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value);

export const isOwn = (value: unknown, name: string): boolean => Object.prototype.hasOwnProperty.call(value, name);

/** What the stock executor says with `assert`: a subgraph's answer has a shape that cannot be read. */
export class Unreadable extends Error {}

/** Puts an answer's part into what is known already, as the stock executor does: what comes later wins, objects become one. */
export function merge(target: Data, source: unknown): void {
  if (source === undefined || source === null) {
    return;
  }
  for (const key of Object.keys(source)) {
    const value = (source as Data)[key];
    if (value === undefined) {
      continue;
    }
    if (key in target && !isOwn(target, key)) {
      Object.defineProperty(target, key, { configurable: true, enumerable: true, value: undefined, writable: true });
    }
    const known = target[key];
    if (known && isObject(value)) {
      merge(known as Data, value);
    } else if (Array.isArray(value) && Array.isArray(known) && value.length === known.length) {
      mergeEach(known, value);
    } else {
      target[key] = value;
    }
  }
}

function mergeEach(known: unknown[], values: unknown[]): void {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const before = known[index];
    if (isObject(before) && isObject(value)) {
      merge(before, value);
    } else {
      known[index] = value;
    }
  }
}

/** A copy that shares no object: what is merged into the one must not show in the other. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copyOf);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy: Data = {};
  for (const key of Object.keys(value)) {
    const part = copyOf((value as Data)[key]);
    if (key === '__proto__') {
      Object.defineProperty(copy, key, { configurable: true, enumerable: true, value: part, writable: true });
    } else {
      copy[key] = part;
    }
  }
  return copy;
}
