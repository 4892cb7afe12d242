import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Contest } from './executor-agreement.js';
import { executorGraphs } from './executor-graphs.js';

/** `node gateway/dist/test/executor-agreement-run.js 10000 [SEED]`: so many operations, divided between the graphs. */
const [wanted = '10000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);

const kinds = [
  { values: 0, answers: 0 },
  { values: 30, answers: 5 },
  { values: 200, answers: 25 },
];

const names = Object.keys(executorGraphs);
let different = 0;
process.stdout.write(`seed ${seed}\n`);
for (const [index, name] of names.entries()) {
  const contest = await Contest.over(executorGraphs[name]!());
  const tally = {
    operations: 0,
    invalid: 0,
    nested: 0,
    withErrors: 0,
    thrown: 0,
    uncompiled: 0,
    fromText: 0,
    stockRequests: 0,
    compiledRequests: 0,
  };
  const goal = Math.ceil(Number(wanted) / names.length);
  const decisions = fc.array(fc.nat(9_999), { minLength: 80, maxLength: 250, size: 'max' });
  let batch = 0;
  while (tally.operations < goal) {
    batch += 1;
    for (const numbers of fc.sample(decisions, { numRuns: 200, seed: Number(seed) + index * 1_000_003 + batch })) {
      const mischief = { seed: tally.operations + batch, ...kinds[tally.operations % kinds.length]! };
      const comparison = await contest.compare(numbers, mischief);
      if (!comparison) {
        tally.invalid += 1;
        continue;
      }
      tally.operations += 1;
      const { stock, compiled, causes, requests } = comparison;
      tally.fromText += comparison.fromText ? 1 : 0;
      tally.stockRequests += requests.stock;
      tally.compiledRequests += requests.compiled;
      tally.nested += requests.stock > 1 ? 1 : 0;
      tally.thrown += stock === 'thrown' ? 1 : 0;
      tally.withErrors += typeof stock === 'object' && stock && 'errors' in stock ? 1 : 0;
      const excused = stock === 'thrown' || causes.length === 0;
      tally.uncompiled += causes.length > 0 ? 1 : 0;
      if (!isDeepStrictEqual(stock, compiled) || !excused) {
        different += 1;
        if (different <= 5) {
          process.stdout.write(`${name}: ${JSON.stringify({ ...comparison, mischief }, undefined, 1)}\n`);
        }
      }
      if (tally.operations >= goal) {
        break;
      }
    }
  }
  process.stdout.write(`${name}: ${JSON.stringify(tally)}\n`);
}
process.stdout.write(different === 0 ? 'every answer is the same\n' : `${different} answers differ\n`);
process.exit(different === 0 ? 0 : 1);
