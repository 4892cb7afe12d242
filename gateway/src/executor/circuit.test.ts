import { Circuit, isSpared, SaysNothing } from './circuit.js';

const failing = () => Promise.reject(new Error('away'));

async function failures(circuit: Circuit, times: number, ask: () => Promise<never> = failing) {
  for (let time = 0; time < times; time += 1) {
    await circuit.run(ask).catch(() => undefined);
  }
}

test('after ten failures in a row a service is asked no more', async () => {
  const changes: boolean[] = [];
  const circuit = new Circuit((open) => changes.push(open));
  await failures(circuit, 9);
  expect(await circuit.run(() => Promise.resolve('well'))).toBe('well');
  await failures(circuit, 9);
  expect(changes).toEqual([]);
  await failures(circuit, 1);
  expect(changes).toEqual([true]);
  let asked = false;
  const error: unknown = await circuit
    .run(() => {
      asked = true;
      return Promise.resolve('well');
    })
    .catch((thrown: unknown) => thrown);
  expect([isSpared(error), asked]).toEqual([true, false]);
});

test('what was asked before the circuit opened is told its own outcome, and opens and closes nothing', async () => {
  const changes: boolean[] = [];
  const circuit = new Circuit((open) => changes.push(open), 0);
  let settle: { well(text: string): void; badly(error: Error): void } | undefined;
  const began = () => {
    const asked = new Promise<string>((well, badly) => (settle = { well, badly }));
    return { running: circuit.run(() => asked), ...settle! };
  };
  const [first, second] = [began(), began()];
  await failures(circuit, 10);
  first.badly(new Error('late'));
  await expect(first.running).rejects.toThrow('late');
  second.well('early');
  expect(await second.running).toBe('early');
  expect(changes).toEqual([true]);
});

test('what says nothing about the service does not count', async () => {
  const changes: boolean[] = [];
  const circuit = new Circuit((open) => changes.push(open));
  await failures(circuit, 20, () => Promise.reject(new SaysNothing('left')));
  expect(changes).toEqual([]);
});

test('after a while one request tries, the others are refused at once meanwhile; an answer closes it', async () => {
  const changes: boolean[] = [];
  const circuit = new Circuit((open) => changes.push(open), 0);
  await failures(circuit, 10);
  let answer: (text: string) => void = () => undefined;
  const trying = circuit.run(() => new Promise<string>((resolve) => (answer = resolve)));
  const other: unknown = await circuit.run(() => Promise.resolve('well')).catch((thrown: unknown) => thrown);
  expect(isSpared(other)).toBe(true);
  answer('back');
  expect(await trying).toBe('back');
  expect(changes).toEqual([true, false]);
  expect(await circuit.run(() => Promise.resolve('well'))).toBe('well');
});
