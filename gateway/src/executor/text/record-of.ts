import type { Part, Place } from './places.js';
import type { TextRun } from './run-text.js';

/** Says where an object's record of one part is, by where its first record is; negative where the part's service does not know the object. */
export function recordOf(place: Place, { fetch, link }: Part): (run: TextRun, at: number) => number {
  const first = (place.parts[0] as Part).fetch;
  if (link === undefined) {
    return fetch === first ? (_run, at) => at : () => 0;
  }
  return (run, at) => (run.tapes[first] as Int32Array)[at + link] as number;
}
