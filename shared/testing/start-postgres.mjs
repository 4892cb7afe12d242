import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@maarad/shared/testing/free-ports';

/** One real PostgreSQL for the whole run; each test file makes databases of its own in it. fsync is off: nothing here outlives the run. */
export default async function startPostgres() {
  const port = await freePort();
  const folder = await mkdtemp(join((await roomInMemory()) ?? tmpdir(), 'maarad-test-'));
  // Whatever a test keeps in a file is below it, the fairs too.
  process.env.TMPDIR = folder;
  const { prefix, ids } = account();
  if (ids.uid !== undefined) {
    await chown(folder, ids.uid, ids.gid);
  }
  const script = fileURLToPath(new URL('./hold-postgres.mjs', import.meta.url));
  const [command, ...args] = [...prefix, process.execPath, script, folder, String(port)];
  const holder = spawn(command, args, {
    ...(prefix.length ? {} : ids),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(holder, 'message'),
    once(holder, 'exit').then(([code]) => Promise.reject(new Error(`The tests' PostgreSQL did not start (${code}).`))),
  ]);
  globalThis.maaradTestPostgres = holder;
  process.env.MAARAD_TEST_POSTGRES = `postgres://postgres:postgres@127.0.0.1:${port}`;
}

/** Making a database costs several times less in memory than on a disk. A run has kept less than half a gibibyte at any time. */
async function roomInMemory() {
  const place = '/dev/shm';
  const { bavail, bsize } = await statfs(place).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 2 * gibibyte && freemem() > 5 * gibibyte ? place : undefined;
}

const gibibyte = 2 ** 30;

/**
 * PostgreSQL does not run as root. Started by root, it runs as another account that keeps root's right to reach files, since
 * a clone may lie in a folder that is closed to others.
 */
function account() {
  if (process.getuid?.() !== 0) {
    return { prefix: [], ids: {} };
  }
  const ids = idsOf('postgres') ?? { uid: 65_534, gid: 65_534 };
  const prefix = [
    ...['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...['--inh-caps=-all,+dac_override', '--ambient-caps=+dac_override', '--bounding-set=-all,+dac_override'],
  ];
  const granted = spawnSync(prefix[0], [...prefix.slice(1), process.execPath, '--version']).status === 0;
  return { ids, prefix: granted ? prefix : [] };
}

function idsOf(user) {
  try {
    const id = (flag) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
