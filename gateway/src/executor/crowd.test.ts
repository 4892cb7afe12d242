import { Crowd, mostWhenBusy } from './crowd.js';

const busy = 1;
const atRest = 0.5;

/** With as many inside as a busy process takes. */
function fullCrowd(now: () => number = () => 0): Crowd {
  const crowd = new Crowd(1_000, now);
  crowd.adapt(busy);
  for (let inside = 0; inside < mostWhenBusy; inside += 1) {
    expect(crowd.enter()).toBe(true);
  }
  return crowd;
}

test('a process that is not busy takes so many at once and no more; who leaves makes room', () => {
  const crowd = new Crowd(2);
  expect([crowd.enter(), crowd.enter(), crowd.enter()]).toEqual([true, true, false]);
  crowd.leave();
  expect(crowd.enter()).toBe(true);
});

test('a busy one has those who come stand in line, and lets in the first of them when somebody leaves', async () => {
  const crowd = fullCrowd();
  const entered: string[] = [];
  const stand = (name: string) => Promise.resolve(crowd.enter()).then(() => entered.push(name));
  const both = [stand('the first'), stand('the second')];
  crowd.leave();
  await both[0];
  expect(entered).toEqual(['the first']);
  crowd.leave();
  await both[1];
  expect(entered).toEqual(['the first', 'the second']);
});

test('once it rests again, everybody in line is let in', async () => {
  const crowd = fullCrowd();
  const line = [crowd.enter(), crowd.enter(), crowd.enter()];
  crowd.adapt(atRest);
  expect(await Promise.all(line)).toEqual([true, true, true]);
  expect(crowd.enter()).toBe(true);
});

test('nobody joins a line whose first has waited for 200 ms, and again when it has moved', () => {
  let ms = 0;
  const crowd = fullCrowd(() => ms);
  void crowd.enter();
  ms = 150;
  expect(crowd.enter()).toBeInstanceOf(Promise);
  ms = 201;
  expect(crowd.enter()).toBe(false);
  crowd.leave();
  expect(crowd.enter()).toBeInstanceOf(Promise);
});

test('those in line count among the most that it keeps in memory', () => {
  const crowd = new Crowd(mostWhenBusy + 1);
  crowd.adapt(busy);
  const all = Array.from({ length: mostWhenBusy + 2 }, () => crowd.enter());
  expect(all.filter((one) => one === true)).toHaveLength(mostWhenBusy);
  expect(all.filter((one) => one === false)).toHaveLength(1);
});
