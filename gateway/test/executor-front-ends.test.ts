import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { packageFolder } from '../src/package-folder.js';
import { Contest } from './executor-agreement.js';
import { executorGraphs } from './executor-graphs.js';
import { generateVariables } from './executor-operations.js';

const read = (file: string) => readFileSync(join(packageFolder, 'operations', file), 'utf8');
const manifest = JSON.parse(read('manifest.json')) as { operations: { name: string; type: string; body: string }[] };
/** Without subscriptions: what they select is asked for by queries. */
const operations = manifest.operations
  .filter(({ type }) => type !== 'subscription')
  .map(({ name, body }): [string, string] => [name, body]);

let contest: Contest;
beforeAll(async () => {
  contest = await Contest.over(executorGraphs.maarad!());
});

test.each(operations)(
  'the front ends’ operation %s runs compiled, with the answer of the stock executor',
  async (_, query) => {
    const operation = getOperationAST(parse(query))!;
    // Subscriptions are not executed: what they select is asked for by queries.
    if (operation.operation === 'subscription') {
      return;
    }
    const variables = generateVariables(contest.schema, operation);
    for (const seed of [1, 2, 3]) {
      const comparison = await contest.compareOperation(query, variables, { seed, values: 10, answers: 0 });
      expect(comparison.compiled).toEqual(comparison.stock);
      expect(comparison.causes).toEqual([]);
      expect(comparison.requests.compiled).toBeGreaterThan(0);
    }
  },
);
