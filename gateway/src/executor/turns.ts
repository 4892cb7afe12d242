import { performance } from 'node:perf_hooks';

/** In milliseconds: what is in line after that waits until the loop has looked at its sockets. */
const longestTurnMs = 1;

type Run = () => void;

/** Parts of operations that have begun, which go before operations that have not: a process with much to do has few begun at once. */
const underWay: Run[] = [];
const newcomers: { run: Run; since: number }[] = [];
let turning = false;
let began = 0;

/**
 * Runs the next part of an operation that has begun, in the order in which they come, about a millisecond of them in each turn of the event
 * loop. libuv takes one new connection a turn (https://github.com/libuv/libuv/pull/3696): a busy process, whose turns would be fifty times
 * as long, would leave callers at its door for seconds, also those that it refuses.
 */
export function inTurn(run: Run): void {
  underWay.push(run);
  turn();
}

/** Begins an operation when nothing that has begun can go on. */
export function asNewcomer(run: Run): void {
  newcomers.push({ run, since: performance.now() });
  turn();
}

/** How long the first in line has waited to begin, in milliseconds. */
export const newcomersWait = (): number => (newcomers[0] ? performance.now() - newcomers[0].since : 0);

function turn(): void {
  if (!turning) {
    turning = true;
    setImmediate(beginTurn);
  }
}

function beginTurn(): void {
  began = performance.now();
  goOn();
}

function goOn(): void {
  const run = underWay.shift() ?? newcomers.shift()?.run;
  if (!run) {
    turning = false;
    return;
  }
  // All that it leads to without waiting comes before the next: promises are settled before ticks.
  queueMicrotask(() => process.nextTick(afterOne));
  run();
}

function afterOne(): void {
  if (performance.now() - began < longestTurnMs) {
    goOn();
  } else {
    setImmediate(beginTurn);
  }
}
