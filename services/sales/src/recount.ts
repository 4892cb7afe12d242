import 'reflect-metadata';
import { createDatabase } from '@maarad/shared/database';
import { z } from 'zod';
import { readConfig } from '@maarad/shared/runtime';
import { environment, variables } from './config.js';
import { salesService } from './service.js';
import { addUpAnew } from './summaries/add-up-sales.js';
import { proveSales } from './summaries/prove-sales.js';

/**
 * `node services/sales/dist/recount.js`: counts every edition's sales anew from its orders and refunds, prints as JSON whether the
 * summaries and the closed days say the same, and ends with 1 when they do not. With `rebuild` it adds the summaries up anew before.
 */
const { DATABASE_URL: url } = readConfig(z.object({ DATABASE_URL: variables.shape.DATABASE_URL }), environment);
const { entities } = salesService;
const database = await createDatabase({ url, poolSize: 1, entities, migrations: [] }).initialize();
try {
  if (process.argv[2] === 'rebuild') {
    await addUpAnew(database);
  }
  const proof = await proveSales(database);
  process.stdout.write(`${JSON.stringify(proof)}\n`);
  process.exitCode = proof.balanced ? 0 : 1;
} finally {
  await database.destroy();
}
