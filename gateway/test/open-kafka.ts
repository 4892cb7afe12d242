import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';

const command = fileURLToPath(new URL('../../infra/dist/kafka/start.js', import.meta.url));

export interface OpenKafka {
  brokers: string;
  stop(): Promise<void>;
  /** The same broker again, with what it kept. */
  start(): Promise<void>;
  discard(): void;
}

/** Starts a real Kafka as `npm run kafka` does. */
export async function openKafka(): Promise<OpenKafka> {
  const home = mkdtempSync(join(tmpdir(), 'maarad-kafka-'));
  const port = await freePortsInARow(3);
  let running: ChildProcess;
  const kafka: OpenKafka = {
    brokers: `127.0.0.1:${port}`,
    async start() {
      running = spawn(process.execPath, [command], {
        env: { ...process.env, KAFKA_PORT: String(port), MAARAD_KAFKA_HOME: home },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines = createInterface({ input: running.stdout! });
      await new Promise<void>((resolve, reject) => {
        lines.on('line', (line) => line.startsWith('Kafka is open') && resolve());
        running.once('exit', (code) => reject(new Error(`Kafka does not open (${code}).`)));
      });
    },
    async stop() {
      if (running.exitCode === null) {
        running.kill('SIGTERM');
        await once(running, 'exit');
      }
    },
    discard: () => rmSync(home, { recursive: true, force: true }),
  };
  await kafka.start();
  return kafka;
}
