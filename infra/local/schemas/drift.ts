import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What differs between a file and what it should hold, as a diff; nothing when it holds it. */
export function driftOf(file: string, expected: string): string | undefined {
  if (read(file) === expected) {
    return undefined;
  }
  const { stdout, error } = spawnSync('git', ['diff', '--no-index', '--no-color', '--unified=2', '--', file, '-'], {
    input: expected,
    encoding: 'utf8',
  });
  return error ? `${file} differs.` : stdout;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
