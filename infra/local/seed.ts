import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFair, type LoadFairOptions } from './load-fair.js';

/** Loads the demonstration fair unless this folder's first start completed it: the mark is set after the last row. */
export async function seedOnce(home: string, options: LoadFairOptions): Promise<void> {
  const mark = join(home, 'seeded');
  if (await stat(mark).catch(() => undefined)) {
    return;
  }
  options.log('Loading the demonstration fair …');
  await loadFair(options);
  await writeFile(mark, `${new Date().toISOString()}\n`);
}
