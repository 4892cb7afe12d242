import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { documentLimits, limits } from '../src/limits.js';
import { operationCost } from '../src/operation-cost.js';
import { packageFolder } from '../src/package-folder.js';

const read = (...path: string[]) => readFileSync(join(packageFolder, ...path), 'utf8');
const schema = buildSchema(read('api.graphql'));

const shown = readdirSync(join(packageFolder, 'operations')).filter((file) => file.endsWith('.graphql'));

describe.each(shown)('the operation that GraphiQL shows: %s', (file) => {
  const document = parse(read('operations', file), { maxTokens: limits.tokens });

  test('fits the graph and its limits', () => {
    expect(validate(schema, document, [...specifiedRules, ...documentLimits()])).toEqual([]);
  });

  test('leaves room: it costs at most a third of what an operation may cost', () => {
    expect(operationCost(schema, document, getOperationAST(document)!, {})).toBeLessThan(limits.cost / 3);
  });
});
