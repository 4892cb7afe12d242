import fc from 'fast-check';
import { Contest } from './executor-agreement.js';
import { executorGraphs } from './executor-graphs.js';

const operations = 25;

describe.each(Object.keys(executorGraphs))('over the graph %s', (name) => {
  let contest: Contest;
  beforeAll(async () => {
    contest = await Contest.over(executorGraphs[name]!());
  });

  test.each([
    ['services that are well', 0, 0],
    ['services that are wrong now and then', 30, 5],
    ['services that are wrong all the time', 200, 25],
  ])('the compiled plan gives the answer of the stock executor, from %s', async (_, values, answers) => {
    const decisions = fc.array(fc.nat(9_999), { minLength: 80, maxLength: 250, size: 'max' });
    await fc.assert(
      fc.asyncProperty(decisions, fc.nat(), async (numbers, seed) => {
        const comparison = await contest.compare(numbers, { seed, values, answers });
        fc.pre(comparison !== undefined);
        expect(comparison.compiled).toEqual(comparison.stock);
        if (comparison.stock !== 'thrown') {
          expect(comparison.causes).toEqual([]);
        }
      }),
      { numRuns: operations, maxSkipsPerRun: 1_000 },
    );
  });
});
