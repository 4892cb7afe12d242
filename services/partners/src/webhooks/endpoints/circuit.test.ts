import { afterFailure, closedCircuit, failuresToPause, isBeyondHope, type Circuit } from './circuit.js';

const at = new Date('2025-01-28T10:00:00.000Z');
const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
const failing = (times: number, from: Circuit = closedCircuit): Circuit =>
  Array.from({ length: times }).reduce<Circuit>((circuit) => afterFailure(circuit, at, null), from);
/** As many, each as soon as it is tried again. */
const failingOn = (times: number): Circuit =>
  Array.from({ length: times }).reduce<Circuit>(
    (circuit) => afterFailure(circuit, circuit.pausedUntil ?? at, null),
    closedCircuit,
  );

test('the first failures of an endpoint pause nothing, the fifth in a row does', () => {
  expect(failing(failuresToPause - 1)).toEqual({ failures: 4, failingSince: at, pausedUntil: null });
  expect(failing(failuresToPause)).toEqual({ failures: 5, failingSince: at, pausedUntil: after(10) });
});

test('the pauses double up to five minutes', () => {
  const ends = [4, 5, 6, 7, 8, 9, 10, 11, 1_000, 1_001].map((times) => failingOn(times).pausedUntil ?? at);
  const pauses = ends.slice(1).map((end, index) => (end.getTime() - (ends[index]?.getTime() ?? 0)) / 1_000);
  expect([...pauses.slice(0, 7), pauses.at(-1)]).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});

test('what was on its way when it was paused makes the pause no longer', () => {
  expect(failing(50)).toEqual(failing(failuresToPause));
  expect(failing(50, failingOn(6)).pausedUntil).toEqual(failingOn(6).pausedUntil);
});

test('what a receiver asks for by Retry-After is kept to, also at its first failure', () => {
  expect(afterFailure(closedCircuit, at, after(60)).pausedUntil).toEqual(after(60));
  expect(afterFailure(failing(5), at, after(5)).pausedUntil).toEqual(after(10));
  expect(afterFailure(failing(5), at, after(60)).pausedUntil).toEqual(after(60));
});

test('is beyond hope after three days without a success', () => {
  const circuit = failing(1);
  expect(isBeyondHope(circuit, after(3 * 86_400 - 1))).toBe(false);
  expect(isBeyondHope(circuit, after(3 * 86_400))).toBe(true);
  expect(isBeyondHope(closedCircuit, after(10 * 86_400))).toBe(false);
});
