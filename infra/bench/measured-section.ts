import { readFile, writeFile } from 'node:fs/promises';
import { cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { repository } from '../local/repository.js';

const readme = join(repository, 'infra', 'bench', 'README.md');

/** The size of this machine, without which no figure means anything. */
export function machine(): string {
  const models = cpus().map(({ model }) => model.trim());
  return `${models.length} cores (${models[0] ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${platform()}`;
}

/** The middle one of an odd number of runs. */
export const median = (values: number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

/** Replaces what stands between the markers of a benchmark in README.md; a benchmark without markers gets them at the end. */
export async function writeSection(name: string, lines: string[]): Promise<void> {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = await readFile(readme, 'utf8').catch(() => '# Benchmarks\n');
  const asMeasured = ['<!-- prettier-ignore-start -->', '', ...lines, '', '<!-- prettier-ignore-end -->'];
  const section = [open, ...asMeasured, close].join('\n');
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  const written =
    start >= 0 && end > start
      ? text.slice(0, start) + section + text.slice(end + close.length)
      : `${text.trimEnd()}\n\n${section}\n`;
  await writeFile(readme, written);
}
