import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSchema } from 'graphql';
import { collectOperations } from './collect-operations.js';
import { readDocuments } from './read-documents.js';

const schema = buildSchema('type Query { hall(id: ID!): Hall } type Hall { id: ID! name: String }');

function collected(files: Record<string, string>): { operations: { name: string; body: string; id: string }[] } {
  const root = mkdtempSync(join(tmpdir(), 'maarad-operations-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return JSON.parse(collectOperations(readDocuments([root], root), schema));
}

test('operations come from documents and from code, each whole with its fragments, by name', () => {
  const { operations, ...format } = collected({
    'b.graphql': 'query Second { hall(id: 1) { ...Shown } }',
    'src/a.tsx':
      'const x = graphql(`query First { hall(id: 1) { id } }`);\nconst f = gql`fragment Shown on Hall { name }`;',
    'src/none.ts': 'const graphql = 1; const text = `query Not { here }`;',
    'src/dist/old.graphql': 'query Old { gone }',
  });
  expect(format).toEqual({ format: 'apollo-persisted-query-manifest', version: 1 });
  expect(operations).toMatchObject([
    { name: 'First', type: 'query', body: 'query First {\n  hall(id: 1) {\n    id\n  }\n}' },
    { name: 'Second', body: expect.stringMatching(/^fragment Shown on Hall[^]*query Second/) },
  ]);
});

test('the id is the SHA-256 of the body, as clients compute it', () => {
  const { operations } = collected({ 'a.graphql': 'query A { hall(id: 1) { id } }' });
  expect(operations[0]?.id).toBe('f9059398e36fd0da556465569fab656f5435c78436feb58538e77c08217830f2');
});

test.each([
  ['a field that is not in the graph', { 'a.ts': '\n\ngql`query A {\n hall(id: 1) { size } }`' }, /^a\.ts:4: .*"size"/],
  ['a text that is no GraphQL', { 'a.graphql': '\nquery A {{' }, /^a\.graphql:2: Syntax Error/],
  [
    'an operation without a name',
    { 'a.graphql': '\n{ hall(id: 1) { id } }' },
    /^a\.graphql:2: an operation needs a name/,
  ],
  [
    'a name that two operations have',
    { 'a.graphql': 'query A { hall(id: 1) { id } }', 'b.graphql': '\nquery A { hall(id: 2) { id } }' },
    /^b\.graphql:2: A is defined in a\.graphql:1 too/,
  ],
  [
    'a fragment that is nowhere',
    { 'a.graphql': 'query A { hall(id: 1) { ...B } }' },
    /^a\.graphql:1: Unknown fragment/,
  ],
  ['a fragment that is for nothing', { 'a.graphql': 'fragment B on Hall { id }' }, /^a\.graphql:1: no operation uses/],
  ['a text with a hole in it', { 'a.ts': '\ngql`query A { ${x} }`' }, /^a\.ts:2: an operation must be written out/],
])('%s is told with its file and line', (_, files, expected) => {
  expect(() => collected(files)).toThrow(expected);
});
