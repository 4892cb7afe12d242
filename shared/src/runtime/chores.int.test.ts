import type { DataSource } from 'typeorm';
import { createDatabase, openDatabase } from '../database/index.js';
import { createLogger } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { doChore, startChores, type Chore } from './chores.js';
import { systemClock } from './clock.js';

let testDatabase: TestDatabase;
let database: DataSource;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(createDatabase({ url: testDatabase.url, entities: [], migrations: [] }));
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const options = () => ({
  database,
  clock: systemClock,
  wakeRelay: () => undefined,
  logger: createLogger('test', 'silent'),
});

/** Promise and key in one: whoever waits is let go by whoever turns it. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test('of several that do a chore at once, one does it', async () => {
  const [started, finish] = [gate(), gate()];
  const chore: Chore = {
    name: 'sweep',
    everyMs: 1,
    async run() {
      started.open();
      await finish.opened;
    },
  };
  const first = doChore(chore, options());
  await started.opened;
  expect(await doChore(chore, options())).toBe(false);
  finish.open();
  expect(await first).toBe(true);
  expect(await doChore(chore, options())).toBe(true);
});

test('a chore that fails comes again, and its lock is free meanwhile', async () => {
  const again = gate();
  let runs = 0;
  const chore: Chore = {
    name: 'stumble',
    everyMs: 1,
    run() {
      runs += 1;
      if (runs > 1) {
        again.open();
      }
      return Promise.reject(new Error('stumbled'));
    },
  };
  const chores = startChores([chore], options());
  await again.opened;
  await chores.stop();
  expect(await doChore({ ...chore, run: () => Promise.resolve() }, options())).toBe(true);
});

test('stopping waits for the run at hand and starts no other', async () => {
  const started = gate();
  let ended = 0;
  const chores = startChores(
    [
      {
        name: 'slow',
        everyMs: 1,
        async run({ database: reached, principal }) {
          expect(principal).toEqual({ id: 'chore:slow', role: 'admin' });
          started.open();
          await reached.query('SELECT pg_sleep(0.05)');
          ended += 1;
        },
      },
    ],
    options(),
  );
  await started.opened;
  await chores.stop();
  expect(ended).toBe(1);
});
