import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@maarad/shared/testing/free-ports';
import pg from 'pg';
import { isAlive } from '../supervisor/process-identity.js';
import { databaseUrl, postgresProcess, type Surroundings } from '../processes.js';
import { ensureSecrets } from '../secrets.js';
import { supervise, type Supervised } from '../supervisor/supervise.js';
import { eventually } from '../supervisor/testing/fake-process.js';
import { ensureDatabases } from './databases.js';

let surroundings: Surroundings;
let supervised: Supervised | undefined;

beforeAll(async () => {
  // As closed as a home folder may be: PostgreSQL gets in all the same when root starts it.
  const home = join(mkdtempSync(join(tmpdir(), 'maarad-postgres-')), 'home');
  surroundings = { port: (await freePort()) - 6, home, secrets: await ensureSecrets(home) };
});

beforeEach(async () => {
  supervised = supervise(postgresProcess(surroundings), () => {});
  await ensureDatabases(
    databaseUrl(surroundings, 'postgres'),
    ['maarad_first', 'maarad_second'],
    AbortSignal.timeout(25_000),
  );
});

afterEach(() => supervised?.stop());

const postmaster = () =>
  Number(readFileSync(join(surroundings.home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

async function rowsKept(database = 'maarad_first'): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl(surroundings, database) });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS kept (id integer)');
  await client.query('INSERT INTO kept VALUES (1)');
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM kept');
  await client.end();
  return Number(rows[0]?.count);
}

test('makes its databases at the first start and finds its rows again at the next', async () => {
  expect(await rowsKept()).toBe(1);
  await supervised?.stop();
  expect(existsSync(join(surroundings.home, 'postgres/postmaster.pid'))).toBe(false);
  supervised = supervise(postgresProcess(surroundings), () => {});
  await ensureDatabases(databaseUrl(surroundings, 'postgres'), ['maarad_first'], AbortSignal.timeout(25_000));
  expect(await rowsKept()).toBe(2);
});

test('PostgreSQL killed is started again, and keeps what was committed', async () => {
  const before = await rowsKept();
  const killed = postmaster();
  process.kill(killed, 'SIGKILL');
  await eventually(() => !isAlive(killed));
  await ensureDatabases(databaseUrl(surroundings, 'postgres'), [], AbortSignal.timeout(25_000));
  expect(await rowsKept()).toBe(before + 1);
});

test('a PostgreSQL that outlived its holder is stopped and replaced', async () => {
  const left = postmaster();
  process.kill(supervised?.pid() as number, 'SIGKILL');
  await eventually(() => !isAlive(left));
  await ensureDatabases(databaseUrl(surroundings, 'postgres'), [], AbortSignal.timeout(25_000));
  expect(postmaster()).not.toBe(left);
});

test('another program under the id in postmaster.pid neither blocks the start nor is touched', async () => {
  await supervised?.stop();
  const file = join(surroundings.home, 'postgres/postmaster.pid');
  writeFileSync(file, `${process.pid}\n${surroundings.home}/postgres\n`);
  chmodSync(file, 0o666);
  supervised = supervise(postgresProcess(surroundings), () => {});
  await ensureDatabases(databaseUrl(surroundings, 'postgres'), [], AbortSignal.timeout(25_000));
  expect(postmaster()).not.toBe(process.pid);
});
