import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes a clone ready to run: installs what the lock file names, then compiles what changed. Says nothing when there is nothing to do. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Maarad needs Node 20.19 or newer, this is ${process.versions.node}.`);
}
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  process.stdout.write('Installing dependencies (once) …\n');
  run('npm', ['ci', '--no-progress', '--loglevel=error'], 'npm ci could not install the dependencies.');
}
if (!existsSync(join(root, 'infra', 'dist', 'local', 'start.js'))) {
  process.stdout.write('Compiling (once) …\n');
}
run(
  process.execPath,
  [join('gateway', 'console', 'build.mjs')],
  'The console could not be built: see the errors above.',
);
run(
  process.execPath,
  [join('node_modules', 'typescript', 'bin', 'tsc'), '-b'],
  'The sources do not compile: see the errors above.',
);

function run(command, args, failure) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) {
    fail(error ? `${failure} ${error.message}` : failure);
  }
}

function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
