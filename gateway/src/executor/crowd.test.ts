import { Crowd, crowdedWaitMs, longestWaitMs } from './crowd.js';

test('so many are taken at once and no more; who leaves makes room', async () => {
  const crowd = new Crowd(2);
  const taken = [crowd.enter(), crowd.enter()];
  expect(crowd.enter()).toBeUndefined();
  await Promise.all(taken);
  expect(crowd.enter()).toBeUndefined();
  crowd.leave();
  await expect(crowd.enter()).resolves.toBeUndefined();
});

test('nobody joins a line whose first has waited too long, and from then on none but a short one, until nobody waits', () => {
  let waits = longestWaitMs;
  const crowd = new Crowd(100, () => waits);
  const letsIn = (waited: number) => {
    waits = waited;
    return crowd.enter() !== undefined;
  };
  expect(letsIn(longestWaitMs)).toBe(true);
  expect(letsIn(longestWaitMs + 1)).toBe(false);
  expect(letsIn(longestWaitMs)).toBe(false);
  expect(letsIn(crowdedWaitMs + 1)).toBe(false);
  expect(letsIn(crowdedWaitMs)).toBe(true);
  expect(letsIn(crowdedWaitMs + 1)).toBe(false);
  expect(letsIn(0)).toBe(true);
  expect(letsIn(longestWaitMs)).toBe(true);
});
