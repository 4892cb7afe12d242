import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from './repository.js';
import { manifestFile, operationsOf, ownOperations } from './schemas/operations/own-operations.js';

/**
 * Writes the manifest of the operations that front ends ask: of those that live here, or with `--out FILE PATH…` of another team's.
 * Ends with 1 and writes nothing when an operation is not of the graph.
 */
const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
// npm runs scripts at the root, whichever folder they are asked from.
const folder = process.env.INIT_CWD ?? process.cwd();
const api = readFileSync(join(repository, 'gateway/api.graphql'), 'utf8');

if ((values.out === undefined) !== (positionals.length === 0)) {
  process.stderr.write('npm run operations [-- --out MANIFEST PATH…]\n');
  process.exit(2);
}
const paths = positionals.map((path) => resolve(folder, path));
try {
  const manifest = values.out === undefined ? ownOperations(api) : operationsOf(paths, api, folder);
  writeFileSync(values.out === undefined ? join(repository, manifestFile) : resolve(folder, values.out), manifest);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
