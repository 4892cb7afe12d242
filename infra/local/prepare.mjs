import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { building, ensureInstalled, fail, root } from './install.mjs';

/** Makes a clone ready to run: installs what the lock file names, then compiles what changed. Says nothing when there is nothing to do. */
ensureInstalled();
if (!existsSync(join(root, 'infra', 'dist', 'local', 'start.js'))) {
  process.stdout.write('Compiling (once) …\n');
}
for (const { args, failure } of building) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    fail(`${failure}: see the errors above. ${error?.message ?? ''}`);
  }
}
