import { nextAttempt, retryAfter } from './retry-schedule.js';

const at = new Date('2025-01-28T10:00:00.000Z');
const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);

test('ten attempts in a little over three days, each later than the one before, and then no more', () => {
  const waits = Array.from({ length: 9 }, (_, index) => nextAttempt(index + 1, at, () => 0));
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map(after));
  expect(nextAttempt(10, at)).toBeNull();
});

test('an attempt is put off by up to a tenth of its delay, never brought forward', () => {
  expect(nextAttempt(2, at, () => 0)).toEqual(after(300));
  expect(nextAttempt(2, at, () => 0.5)).toEqual(after(315));
  expect(nextAttempt(2, at, () => 1)).toEqual(after(330));
});

test('Retry-After is read as seconds and as a date, and kept to for a day at most', () => {
  expect(retryAfter('120', at)).toEqual(after(120));
  expect(retryAfter('Tue, 28 Jan 2025 10:05:00 GMT', at)).toEqual(after(300));
  expect(retryAfter('999999999', at)).toEqual(after(86_400));
  for (const header of [undefined, '', 'soon', '-5', '0', 'Tue, 28 Jan 2025 09:00:00 GMT', '99999999999999999999']) {
    expect(retryAfter(header, at)).toBeNull();
  }
});
