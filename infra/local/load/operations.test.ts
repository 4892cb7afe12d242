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
    [...source.matchAll(/'(\w+)',\s+(?:type: )?'(\w+Input)'/g)].map(([, field, type]) => [field ?? '', type ?? '']),
  );

test('what the loader asks is read from its sources', () => {
  expect(asked.length).toBeGreaterThan(15);
});

test.each(asked)('the graph knows %s with %s, once and many times in one operation', (field, type) => {
  expect([
    ...problemsOf(mutation(field, type, '__typename')),
    ...problemsOf(mutations(field, type, 20, '__typename')),
  ]).toEqual([]);
});

test.each([workshopStatus, placementOf])('the graph knows %s', (query) => {
  expect(problemsOf(query)).toEqual([]);
});
