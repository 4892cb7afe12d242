import { getEventListeners } from 'node:events';
import { Waiters } from './waiters.js';

test('what happens is told to all who wait, and to each as often as it waits', async () => {
  const waiters = new Waiters();
  const { signal } = new AbortController();
  const [one, other] = [waiters.join(signal), waiters.join(signal)];
  const waits = [one.next(), other.next()];
  waiters.tell();
  await Promise.all(waits);
  const again = one.next();
  waiters.tell();
  await again;
});

test('the signal ends a wait, and there is none after it', async () => {
  const waiters = new Waiters();
  const end = new AbortController();
  const waiter = waiters.join(end.signal);
  const wait = waiter.next();
  end.abort();
  await wait;
  await waiter.next();
});

test('who leaves while it waits goes on, and its signal holds nothing of it', async () => {
  const { signal } = new AbortController();
  const waiter = new Waiters().join(signal);
  const wait = waiter.next();
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  waiter.leave();
  await wait;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
