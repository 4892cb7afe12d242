import { takesPart } from './check-fair-exhibitors.js';
import type { FairData, FairDataProblem } from './fair-data.js';

/** Wishes, zones and moves speak of exhibitors without a stand of their own, of halls and of stands that there are. */
export function allocationProblems({ allocation, exhibitors, halls }: FairData): FairDataProblem[] {
  const problem = (record: string, text: string) => ({ file: 'allocation.json', record, problem: text });
  const placed = new Set(exhibitors.filter((one) => takesPart(one) && !one.half && !one.standOf).map(({ key }) => key));
  const there = new Set(exhibitors.map(({ key }) => key));
  const hallCodes = new Set(halls.map(({ code }) => code));
  const standCodes = new Set(halls.flatMap(({ stands }) => stands).map(({ code }) => code));
  const unplaced = (key: string) => (placed.has(key) ? [] : [problem(key, 'has no stand to be given')]);
  const noHall = (record: string, codes: string[] = []) =>
    codes.filter((code) => !hallCodes.has(code)).map((code) => problem(record, `there is no hall ${code}`));
  const noStand = (record: string, codes: string[]) =>
    codes.filter((code) => !standCodes.has(code)).map((code) => problem(record, `there is no stand ${code}`));
  return [
    ...allocation.wishes.flatMap(({ exhibitor, halls: wished, near = [], apart = [] }) => [
      ...unplaced(exhibitor),
      ...noHall(exhibitor, wished),
      ...[...near, ...apart].filter((key) => !there.has(key)).map((key) => problem(exhibitor, `wishes about ${key}`)),
    ]),
    ...allocation.zones.flatMap(({ code, halls: named, ranges = [] }) => [
      ...noHall(code, named),
      ...noStand(
        code,
        ranges.flatMap(({ from, to }) => [from, to]),
      ),
    ]),
    ...allocation.moves.flatMap(({ exhibitor, stand }) => [...unplaced(exhibitor), ...noStand(exhibitor, [stand])]),
  ];
}
