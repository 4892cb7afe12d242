import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureLocalKeys, mintLocalToken } from '@maarad/shared/auth/local-keys';
import { tokenPrincipal, UnknownRole } from './token-principal.js';
import { keysFolder } from './secrets.js';

/** What `npm run -s token -- ROLE` runs: prints an access token for the fair in MAARAD_HOME. */
const id = { type: 'string' } as const;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { exhibitor: id, partner: id, trainer: id },
  });
  const principal = tokenPrincipal(positionals, values);
  const folder = keysFolder(resolve(process.env.MAARAD_HOME || '.maarad'));
  await access(join(folder, 'private.jwk.json')).catch(() => {
    throw new Error(
      `There is no fair in ${resolve(folder, '..')}: npm start makes its keys. Elsewhere? Set MAARAD_HOME.`,
    );
  });
  process.stdout.write(`${await mintLocalToken(await ensureLocalKeys(folder), principal)}\n`);
} catch (error) {
  const usage = error instanceof UnknownRole || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${(error as Error).message}\n`);
  if (usage) {
    process.stderr.write('npm run -s token -- ROLE [--exhibitor ID | --partner ID | --trainer ID]\n');
  }
  process.exit(1);
}
