import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { manifestFormat, readManifests, type SafeOperation } from './manifest.js';
import { sampleVariables } from './sample-variables.js';

const operation = { id: '1', name: 'A', type: 'query', body: 'query A { a }' } satisfies SafeOperation;

async function fileOf(content: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'maarad-manifest-')), 'manifest.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}
const manifestOf = (...operations: SafeOperation[]) => fileOf({ ...manifestFormat, operations });

test('the operations of several manifests are one list, and what two of them say alike is there once', async () => {
  const other = { ...operation, id: '2', name: 'B', body: 'query B { a }' };
  expect(await readManifests([await manifestOf(operation), await manifestOf(other, operation)])).toEqual([
    operation,
    other,
  ]);
});

test('a file that is no manifest is named, and so is an id that stands for two texts', async () => {
  const twice = [await manifestOf(operation), await manifestOf({ ...operation, body: 'query A { b }' })];
  await expect(readManifests(twice)).rejects.toThrow(`${twice[1]}: the id 1 stands for another text`);
  await expect(readManifests(['/nowhere.json'])).rejects.toThrow('/nowhere.json is no manifest');
  const unknown = await fileOf({ ...manifestFormat, version: 2, operations: [] });
  await expect(readManifests([unknown])).rejects.toThrow(/is no manifest[^]*version/);
});

test('variables without which an operation cannot run get values that are right by type, and no others', () => {
  const schema = buildSchema(`
    type Query { a(input: In!, ids: [ID!]!, kind: Kind!, first: Int): Int }
    input In { name: String! count: Int! kind: Kind note: String inner: In2! with: Int! = 3 }
    input In2 { on: Boolean! }
    enum Kind { ONE TWO }`);
  const text =
    'query A($input: In!, $ids: [ID!]!, $kind: Kind!, $first: Int, $more: Int! = 2) { a(input: $input, ids: $ids, kind: $kind) }';
  expect(sampleVariables(schema, text)).toEqual({
    input: { name: 'x', count: 1, inner: { on: true } },
    ids: [],
    kind: 'ONE',
  });
});
