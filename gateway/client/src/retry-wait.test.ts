import { retryWait } from './retry-wait.js';

const longest = (retryMs: number) => [0, 1, 2, 3, 4, 1_000].map((failures) => retryWait(retryMs, failures, 1));

test('a lost connection is tried again soon, then in twice the time, up to five seconds', () => {
  expect(longest(500)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});

test('a fair that asks for more patience gets it', () => {
  expect(longest(30_000)).toEqual(Array.from({ length: 6 }, () => 30_000));
});

test('readers come at any moment until then', () => {
  expect([0, 0.25, 0.5].map((chance) => retryWait(500, 2, chance))).toEqual([0, 500, 1_000]);
  const waits = Array.from({ length: 100 }, () => retryWait(500, 0));
  expect(new Set(waits).size).toBeGreaterThan(1);
  expect(Math.max(...waits)).toBeLessThanOrEqual(500);
});
