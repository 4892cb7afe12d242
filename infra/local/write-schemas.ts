import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument } from '@maarad/shared/contracts';
import { repository } from './repository.js';
import { acceptedChanges, breakingChanges } from './schemas/breaking-changes.js';
import { composeGraph } from './schemas/compose-graph.js';
import { breakingContractChanges } from './schemas/contract-changes.js';
import { driftOf } from './schemas/drift.js';
import { eventTypes } from './schemas/event-types.js';
import { manifestFile, ownOperations } from './schemas/operations/own-operations.js';
import { readSubgraphs } from './schemas/subgraphs.js';

/**
 * Writes each service's SDL, the supergraph, the API schema, the contract of the events, its types for partners and the manifest of the front ends' operations from the code; with `--check` it writes nothing and ends with
 * 1 when a committed file says something else, or when the API or the contract changed so that front-ends or partners break and nobody said so.
 */
const apiFile = 'gateway/api.graphql';
const contractFile = 'gateway/asyncapi.json';
const acceptedFile = 'gateway/breaking-changes.json';

const subgraphs = await readSubgraphs();
const { supergraph, api } = composeGraph(subgraphs);
const contract = `${JSON.stringify(asyncApiDocument(), null, 2)}\n`;
const files = new Map([
  ...subgraphs.map(({ folder, sdl }) => [`${folder}/schema.graphql`, sdl] as const),
  ['gateway/supergraph.graphql', supergraph],
  [apiFile, api],
  [contractFile, contract],
  ['gateway/client/src/event-types.ts', await eventTypes()],
  [manifestFile, ownOperations(api)],
]);

if (process.argv.includes('--check')) {
  const drift = [...files].flatMap(([file, expected]) => driftOf(join(repository, file), expected) ?? []);
  const known = accepted();
  const breaking = [
    ...breakingChanges(committed(apiFile) ?? api, api, known),
    ...breakingContractChanges(committed(contractFile) ?? contract, contract).filter(
      (broken) => !known.some(({ change }) => change === broken),
    ),
  ];
  if (drift.length > 0) {
    process.stderr.write(`${drift.join('\n')}\nThe code says another schema than these files: npm run schema\n`);
  }
  if (breaking.length > 0) {
    process.stderr.write(
      `This breaks front-ends or partners:\n${breaking.map((change) => `  - ${change}`).join('\n')}\n` +
        `If it is meant, add it to ${acceptedFile} with its reason.\n`,
    );
  }
  process.exit(drift.length + breaking.length > 0 ? 1 : 0);
}
for (const [file, content] of files) {
  writeFileSync(join(repository, file), content);
}

function accepted() {
  return acceptedChanges.parse(JSON.parse(readFileSync(join(repository, acceptedFile), 'utf8')));
}

/** The file as the last commit has it; nothing where there is no commit of it, or no git. */
function committed(file: string): string | undefined {
  try {
    return execFileSync('git', ['show', `HEAD:${file}`], {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}
