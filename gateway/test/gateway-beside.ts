import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureLocalKeys } from '@maarad/shared/auth';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';
import { packageFolder } from '../src/package-folder.js';
import { until, type OpenFair } from './open-fair.js';

const services = ['EXHIBITORS', 'SCHEDULING', 'SALES', 'TRAINING', 'PARTNERS'];

export interface GatewayBeside {
  url: string;
  stop(): Promise<void>;
}

/** One more gateway over the services of an open fair, in a process of its own. */
export async function openGatewayBeside(
  { home, port }: OpenFair,
  environment: Record<string, string>,
): Promise<GatewayBeside> {
  const own = await freePortsInARow(1);
  const keys = join(home, 'keys');
  const child = spawn(process.execPath, [join(packageFolder, 'dist/src/main.js')], {
    env: {
      PORT: String(own),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      PRINCIPAL_SECRET: readFileSync(join(keys, 'principal-secret'), 'utf8'),
      LOCAL_JWKS: (await ensureLocalKeys(keys)).jwksFile,
      ...Object.fromEntries(services.map((name, index) => [`${name}_URL`, `http://127.0.0.1:${port + 1 + index}`])),
      ...environment,
    },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${own}`;
  const ready = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await until(ready, Boolean))) {
    child.kill('SIGKILL');
    throw new Error('The gateway beside the fair did not open.');
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
