import { inTurn } from './turns.js';

const turnOf = (happened: string[], name: string, ms = 0) => {
  inTurn(() => {
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
