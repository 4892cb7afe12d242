/** Tapes that nobody needs any more, for the next answers: memory outside of the heap is dear to ask for and to give back. */
const free: Int32Array[] = [];

const mostFree = 128;
/** In numbers: longer ones are for answers that are rare. */
const usual = 4_096;
const longestKept = 8 * usual;

export const takeTape = (): Int32Array => free.pop() ?? new Int32Array(usual);

export function reuse(tape: Int32Array): void {
  if (free.length < mostFree && tape.length <= longestKept) {
    free.push(tape);
  }
}
