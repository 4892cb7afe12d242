import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** infra/kafka, seen from the source as well as from what is compiled of it. */
export const folder = findFolder(import.meta.dirname);

function findFolder(from: string): string {
  for (let at = from; at !== dirname(at); at = dirname(at)) {
    const candidate = join(at, 'infra', 'kafka');
    if (existsSync(join(candidate, 'pom.xml'))) {
      return candidate;
    }
  }
  throw new Error(`No infra/kafka/pom.xml is found above ${from}.`);
}

/**
 * Kafka's jars, fetched by Maven the first time and whenever pom.xml has changed.
 * @throws when Maven is missing or cannot fetch them
 */
export async function classPath(): Promise<string> {
  const pom = await readFile(join(folder, 'pom.xml'), 'utf8');
  const target = join(folder, 'target');
  const fetched = join(target, 'fetched-for.xml');
  if (!existsSync(fetched) || (await readFile(fetched, 'utf8')) !== pom) {
    await rm(target, { recursive: true, force: true });
    const maven = spawn('mvn', ['-q', '-B', '-Dstyle.color=never', 'package'], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code] = (await once(maven, 'close')) as [number | null];
    if (code !== 0) {
      throw new Error(`Maven could not fetch Kafka: mvn ended with ${code}.`);
    }
    await writeFile(fetched, pom);
  }
  return join(target, 'lib', '*');
}
