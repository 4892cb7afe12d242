import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { repository } from '../repository.js';
import { mutation, mutations, placementOf, workshopStatus } from './operations.js';

const schema = buildSchema(readFileSync(join(repository, 'gateway/api.graphql'), 'utf8'));
const problemsOf = (text: string) => validate(schema, parse(text)).map(({ message }) => message);

const folder = join(repository, 'infra/local/load');
const asked = readdirSync(folder)
  .filter((file) => file.startsWith('load-'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .flatMap((source) =>
    [...source.matchAll(/'(\w+)',\s+(?:type: )?'(\w+Input)'/g)].map(({ 1: field = '', 2: type = '', index }) => {
      const [call = ''] = source.slice(index).split(/mutateEach|create\(/);
      return [field, type, /selection: '([^']+)'/.exec(call)?.[1] ?? 'id'] as const;
    }),
  );

test('what the loader asks is read from its sources', () => {
  expect(asked.length).toBeGreaterThan(15);
});

test.each(asked)(
  'the graph knows %s with %s, once and many times in one operation, and its answer { %s }',
  (field, type, selection) => {
    expect([
      ...problemsOf(mutation(field, type, selection)),
      ...problemsOf(mutations(field, type, 20, selection)),
    ]).toEqual([]);
  },
);

test.each([workshopStatus, placementOf])('the graph knows %s', (query) => {
  expect(problemsOf(query)).toEqual([]);
});
