import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from './repository.js';

export interface SeedOptions {
  home: string;
  url: string;
  print: (line: string) => void;
  signal?: AbortSignal;
}

/**
 * Loads the demonstration fair unless an earlier start completed it: the mark is set after the last row.
 *
 * @throws when it could not be loaded; the next start goes on where this one stopped.
 */
export async function seedOnce({ home, url, print, signal }: SeedOptions): Promise<void> {
  const mark = join(home, 'seeded');
  if (await stat(mark).catch(() => undefined)) {
    return;
  }
  print('Loading the demonstration fair (once) …');
  const loader = spawn(process.execPath, [join(repository, 'infra/dist/local/load-demo.js')], {
    env: { ...process.env, FAIR_URL: url, MAARAD_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  createInterface({ input: loader.stdout }).on('line', print);
  createInterface({ input: loader.stderr }).on('line', print);
  const [code] = (await once(loader, 'close')) as [number | null];
  if (code !== 0) {
    throw new Error('The demonstration fair could not be loaded: see above. MAARAD_SEED=none opens without it.');
  }
  await writeFile(mark, `${new Date().toISOString()}\n`);
}
