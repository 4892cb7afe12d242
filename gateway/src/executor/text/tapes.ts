/** Tapes that nobody needs any more, for the next answers: memory outside of the heap is dear to ask for and to give back. */
const free: Int32Array[] = [];

const mostFree = 128;

export const takeTape = (): Int32Array => free.pop() ?? new Int32Array(4_096);

export function reuse(tape: Int32Array): void {
  if (free.length < mostFree) {
    free.push(tape);
  }
}
