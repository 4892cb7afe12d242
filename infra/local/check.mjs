import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { building, ensureInstalled, fail, root } from './install.mjs';

/** `npm run check`: what has to hold before a test runs, beside each other. Each says all that it has to say when it ends. */
const tool = (...path) => join('node_modules', ...path);
const [page, compiling] = building;
const lint = { args: [tool('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'], failure: 'Lint has complaints' };
const format = {
  args: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  failure: 'Some files are not formatted (npm run fix)',
};
const schemas = {
  args: [join('infra', 'dist', 'local', 'write-schemas.js'), '--check'],
  failure: 'The committed schemas do not hold',
};

ensureInstalled();
const failures = await oneAfterTheOther([page]);
if (failures.length === 0) {
  const lines = [[compiling, schemas], [lint], [format]];
  failures.push(...(await Promise.all(lines.map(oneAfterTheOther))).flat());
}
if (failures.length > 0) {
  fail(`${failures.join('.\n')}.`);
}

/** Each needs what the one before it made. */
async function oneAfterTheOther(steps) {
  for (const { args, failure } of steps) {
    const said = [];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    const [code] = await once(child, 'close');
    process.stdout.write(Buffer.concat(said));
    if (code !== 0) {
      return [failure];
    }
  }
  return [];
}
