import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@maarad/shared/testing/free-ports';

/** Whether Debian's package `prometheus` is on this machine: both programs come with it. */
export const hasPrometheus = ['prometheus', 'promtool'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
);

/** What promtool says, with input for it where there is some; nothing when all is well with metrics. */
export function promtool(args: string[], input?: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

export interface RunningPrometheus {
  api<Data>(path: string): Promise<Data>;
  stop(): Promise<void>;
}

/** Prometheus on loopback with a configuration, whose relative paths are those of the folder it comes from. */
export async function startPrometheus(configuration: string, folder: string): Promise<RunningPrometheus> {
  const home = mkdtempSync(join(tmpdir(), 'maarad-prometheus-'));
  const file = join(home, 'prometheus.yml');
  writeFileSync(file, configuration.replace('rule_files: [', `rule_files: [${folder}/`));
  const port = await freePort();
  const prometheus = spawn(
    'prometheus',
    [
      ...['--config.file', file, '--storage.tsdb.path', join(home, 'data')],
      ...['--web.listen-address', `127.0.0.1:${port}`, '--log.level', 'error'],
    ],
    { stdio: 'ignore' },
  );
  return {
    async api<Data>(path: string) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
      return ((await response.json()) as { data: Data }).data;
    },
    async stop() {
      if (prometheus.exitCode === null) {
        prometheus.kill('SIGTERM');
        await once(prometheus, 'exit');
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export const configurationIn = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
