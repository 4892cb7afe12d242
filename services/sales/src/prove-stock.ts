import 'reflect-metadata';
import { createDatabase } from '@maarad/shared/database';
import { z } from 'zod';
import { readConfig } from '@maarad/shared/runtime';
import { environment, variables } from './config.js';
import { proveStock } from './products/prove-stock.js';

/** `node services/sales/dist/prove-stock.js`: prints the proof as JSON and ends with 1 when the books do not balance. */
const { DATABASE_URL: url } = readConfig(z.object({ DATABASE_URL: variables.shape.DATABASE_URL }), environment);
const database = await createDatabase({ url, poolSize: 1, entities: [], migrations: [] }).initialize();
try {
  const proof = await proveStock(database);
  process.stdout.write(`${JSON.stringify(proof)}\n`);
  process.exitCode = proof.balanced ? 0 : 1;
} finally {
  await database.destroy();
}
