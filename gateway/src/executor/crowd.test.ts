import { Crowd, longestWaitMs } from './crowd.js';

test('so many are taken at once and no more; who leaves makes room', async () => {
  const crowd = new Crowd(2);
  const taken = [crowd.enter(), crowd.enter()];
  expect(crowd.enter()).toBeUndefined();
  await Promise.all(taken);
  expect(crowd.enter()).toBeUndefined();
  crowd.leave();
  await expect(crowd.enter()).resolves.toBeUndefined();
});

test('nobody joins a line whose first has waited too long, until it moves', () => {
  let waits = longestWaitMs;
  const crowd = new Crowd(10, () => waits);
  expect(crowd.enter()).toBeInstanceOf(Promise);
  waits += 1;
  expect(crowd.enter()).toBeUndefined();
  waits = 1;
  expect(crowd.enter()).toBeInstanceOf(Promise);
});
