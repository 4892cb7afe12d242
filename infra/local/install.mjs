import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What makes the sources run, in this order: arguments of node, and what is said when it fails. */
export const building = [
  { args: [join('gateway', 'console', 'build.mjs')], failure: 'The console could not be built' },
  { args: [join('node_modules', 'typescript', 'bin', 'tsc'), '-b'], failure: 'The sources do not compile' },
];

/** Installs what the lock file names, unless that is there already. */
export function ensureInstalled() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Maarad needs Node 20.19 or newer, this is ${process.versions.node}.`);
  }
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) {
    return;
  }
  process.stdout.write('Installing dependencies (once) …\n');
  const { status, error } = spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    fail(`npm ci could not install the dependencies. ${error?.message ?? ''}`);
  }
}

export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
