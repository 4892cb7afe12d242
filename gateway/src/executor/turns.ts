import { performance } from 'node:perf_hooks';

/** In milliseconds: what is in line after that waits until the loop has looked at its sockets. */
const longestTurnMs = 1;

const line: (() => void)[] = [];
let began = 0;

/**
 * Runs what takes the processor for a while, in the order in which it comes and about a millisecond of it in each turn of the event loop.
 * libuv takes one new connection a turn (https://github.com/libuv/libuv/pull/3696): a busy process, whose turns would be fifty times as
 * long, would leave callers at its door for seconds, also those that it refuses.
 */
export function inTurn(run: () => void): void {
  if (line.push(run) === 1) {
    setImmediate(beginTurn);
  }
}

function beginTurn(): void {
  began = performance.now();
  runFirst();
}

function runFirst(): void {
  // Everything that it leads to without waiting comes before the next: promises are settled before ticks.
  queueMicrotask(() => process.nextTick(goOn));
  line[0]?.();
}

function goOn(): void {
  line.shift();
  if (line.length === 0) {
    return;
  }
  if (performance.now() - began < longestTurnMs) {
    runFirst();
  } else {
    setImmediate(beginTurn);
  }
}
