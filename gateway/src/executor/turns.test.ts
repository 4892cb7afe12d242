import { asNewcomer, inTurn, newcomersWait } from './turns.js';

const turnOf = (happened: string[], name: string, ms = 0, line = inTurn) => {
  line(() => {
    const end = performance.now() + ms;
    while (performance.now() < end);
    happened.push(name);
    void Promise.resolve()
      .then(() => undefined)
      .then(() => happened.push(`what ${name} led to`));
  });
};

const looked = (happened: string[]) => setImmediate(() => happened.push('a look at the sockets'));

const untilIdle = async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test('what takes long has a turn of its own, with all that it leads to', async () => {
  const happened: string[] = [];
  turnOf(happened, 'the first', 2);
  turnOf(happened, 'the second', 2);
  looked(happened);
  await untilIdle();
  expect(happened).toEqual([
    'the first',
    'what the first led to',
    'a look at the sockets',
    'the second',
    'what the second led to',
  ]);
});

test('what comes later goes on from where the line had ended', async () => {
  const happened: string[] = [];
  turnOf(happened, 'the first');
  await untilIdle();
  turnOf(happened, 'the second');
  await untilIdle();
  expect(happened).toEqual(['the first', 'what the first led to', 'the second', 'what the second led to']);
});

test('what has begun goes before what has not', async () => {
  const happened: string[] = [];
  turnOf(happened, 'a newcomer', 2, asNewcomer);
  turnOf(happened, 'another', 2, asNewcomer);
  await new Promise((resolve) => setImmediate(resolve));
  turnOf(happened, 'what goes on', 2);
  await untilIdle();
  expect(happened.filter((each) => !each.startsWith('what a'))).toEqual([
    'a newcomer',
    'what goes on',
    'what what goes on led to',
    'another',
  ]);
});

test('the wait of newcomers is that of the first in line, and none without any', async () => {
  const wait = 5;
  asNewcomer(() => undefined);
  const end = performance.now() + wait;
  while (performance.now() < end);
  asNewcomer(() => undefined);
  expect(newcomersWait()).toBeGreaterThanOrEqual(wait);
  await untilIdle();
  expect(newcomersWait()).toBe(0);
});
