import { resolve } from 'node:path';
import { ensureLocalKeys, mintLocalToken } from '@maarad/shared/auth/local-keys';
import { loadFair } from './load-fair.js';
import { keysFolder } from './secrets.js';

/** Loads the demonstration fair into the open fair at FAIR_URL, as its organiser: a process of its own, so that the supervisor stays small. */
const url = process.env.FAIR_URL ?? 'http://localhost:4000';
const keys = await ensureLocalKeys(keysFolder(resolve(process.env.MAARAD_HOME || '.maarad')));

await loadFair({
  url,
  tokenOf: (person) => mintLocalToken(keys, person),
  log: (line) => process.stdout.write(`${line}\n`),
});
