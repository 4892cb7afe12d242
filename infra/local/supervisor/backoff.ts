const first = 200;
const longest = 10_000;

/** Milliseconds to wait before the next start, after this many deaths in a row: twice as long each time, ten seconds at most. */
export const restartDelay = (deaths: number): number => Math.min(longest, first * 2 ** (deaths - 1));
