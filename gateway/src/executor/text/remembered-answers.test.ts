import { RememberedAnswers, type Remembered } from './remembered-answers.js';

const answer = (text: string, written = text): Remembered => ({
  bodies: ['{}'],
  texts: [Buffer.from(text)],
  written: Buffer.from(written),
});

const askOften = (answers: RememberedAnswers, question: string, times: number) =>
  Array.from({ length: times }, (_, time) => {
    const known = answers.of(question);
    if (!known) {
      answers.changed(question, answer(`answer ${time}`));
    }
    return known !== undefined;
  });

test('what is asked for the second time is remembered from then on', () => {
  const answers = new RememberedAnswers();
  expect(askOften(answers, 'a', 4)).toEqual([false, false, true, true]);
  expect(String(answers.of('a')?.written)).toBe('answer 1');
  expect(answers.of('b')).toBeUndefined();
});

test('what has changed each time is remembered more and more seldom, but always again', () => {
  const answers = new RememberedAnswers();
  const tries: number[] = [];
  for (let time = 0; time < 1_000; time += 1) {
    if (answers.of('a')) {
      tries.push(time);
    }
    answers.changed('a', answer(String(time)));
  }
  const between = tries.slice(1).map((time, index) => time - tries[index]!);
  expect(between.slice(0, 6)).toEqual([3, 5, 9, 17, 33, 65]);
  expect(new Set(between.slice(6))).toEqual(new Set([65]));
});

test('it holds so many bytes and no more: what was asked least recently goes first', () => {
  const answers = new RememberedAnswers();
  const megabyte = 'x'.repeat(1 << 20);
  for (let question = 0; question < 40; question += 1) {
    for (let time = 0; time < 2; time += 1) {
      answers.changed(String(question), answer(megabyte));
    }
  }
  const kept = Array.from({ length: 40 }, (_, question) => answers.of(String(question)) !== undefined);
  // Each is held twice: as a service said it, and as it was answered.
  expect(kept.filter(Boolean)).toHaveLength(15);
  expect(kept.lastIndexOf(false)).toBe(24);
});
