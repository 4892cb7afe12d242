import { Crowd } from './crowd.js';

test('so many are taken at once; who leaves makes room', () => {
  const crowd = new Crowd(2);
  expect([crowd.enter(), crowd.enter(), crowd.enter()]).toEqual([true, true, false]);
  crowd.leave();
  expect(crowd.enter()).toBe(true);
});
