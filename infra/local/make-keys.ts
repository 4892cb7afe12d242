import { resolve } from 'node:path';
import { ensureLocalKeys } from '@maarad/shared/auth/local-keys';
import { keysFolder } from './secrets.js';

/** Makes the keys for callers' tokens in MAARAD_HOME, where there are none yet: what docker-compose runs before the gateway. */
const { jwksFile } = await ensureLocalKeys(keysFolder(resolve(process.env.MAARAD_HOME || '.maarad')));
process.stdout.write(`${jwksFile}\n`);
