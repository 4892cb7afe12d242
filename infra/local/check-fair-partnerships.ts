import { takesPart } from './check-fair-exhibitors.js';
import type { FairData, FairDataProblem } from './fair-data.js';

/** Two different sides that take part have one partnership of a kind, and only what was agreed is followed up. */
export function partnershipProblems({ partnerships, exhibitors }: FairData): FairDataProblem[] {
  const { between, outside } = partnerships;
  const there = new Set(exhibitors.filter(takesPart).map(({ key }) => key));
  const problem = (record: string, text: string) => ({ file: 'partnerships.json', record, problem: text });
  const keys = [...between, ...outside].map(({ key }) => key);
  const pairs = between.map(({ from, to, kind }) => [...[from, to].sort(), kind].join(' '));
  return [
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => problem(key, 'the key is already taken')),
    ...[...between.map(({ key, from, to }) => ({ key, sides: [from, to] })), ...outsideSides(outside)].flatMap(
      ({ key, sides }) =>
        sides.filter((side) => !there.has(side)).map((side) => problem(key, `${side} does not take part`)),
    ),
    ...between.flatMap(({ key, from, to, then, reason, followUps }, index) => [
      ...(from === to ? [problem(key, 'is one with itself')] : []),
      ...(pairs.indexOf(pairs[index] ?? '') === index ? [] : [problem(key, 'is one of two who have it already')]),
      ...((then === 'DECLINED') === (reason !== undefined)
        ? []
        : [problem(key, 'has a reason exactly when it was declined')]),
      ...(then === 'AGREED' || followUps.length === 0 ? [] : [problem(key, 'is followed up and was not agreed')]),
    ]),
  ];
}

const outsideSides = (outside: FairData['partnerships']['outside']) =>
  outside.map(({ key, from }) => ({ key, sides: [from] }));
