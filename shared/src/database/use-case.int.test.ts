import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { anonymous } from '../auth/index.js';
import { Conflict } from '../errors/index.js';
import { orderRefunded } from '../contracts/sales.js';
import type { Context } from '../graphql/context.js';
import { newId } from '../runtime/id.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { createDatabase, openDatabase } from './data-source.js';
import { isDatabaseAway } from './database-error.js';
import { useCase } from './use-case.js';

let testDatabase: TestDatabase;
let database: DataSource;
let woken = 0;
const context = (): Context => ({
  principal: anonymous,
  language: undefined,
  database,
  clock: { now: () => new Date() },
  wakeRelay: () => (woken += 1),
});

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(createDatabase({ url: testDatabase.url, entities: [], migrations: [] }));
  await database.query('CREATE TABLE seats (place integer CONSTRAINT one_guest UNIQUE, guest text)');
});
beforeEach(async () => {
  await database.query('TRUNCATE seats, outbox, event_sequences');
  woken = 0;
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const refund = (subject: string) => {
  const amount = { minor: 100, currency: 'MAD' };
  const line = { productId: newId(), category: 'ARGAN', quantity: 1, unitPrice: amount, amount };
  const order = {
    exhibitorId: newId(),
    editionId: newId(),
    kind: 'ARTISAN' as const,
    region: null,
    receiptNumber: '2-1',
    channel: 'STAND' as const,
    soldAt: '2025-01-28T10:00:00Z',
    day: '2025-01-28',
  };
  return orderRefunded(subject, { ...order, total: amount, lines: [line], reason: 'broken' });
};

test('several processes that start at once migrate once', async () => {
  const fresh = await createTestDatabase();
  const sources = await Promise.all(
    [1, 2, 3].map(() => openDatabase(createDatabase({ url: fresh.url, entities: [], migrations: [] }))),
  );
  const run: { name: string }[] = await sources[0]!.query('SELECT name FROM migrations');
  expect(run.length).toBeGreaterThan(0);
  expect(new Set(run.map(({ name }) => name)).size).toBe(run.length);
  await Promise.all(sources.map((source) => source.destroy()));
  await fresh.drop();
});

test('the relay is woken by a commit that left events, and by no other', async () => {
  await useCase(async (work) => void (await work.manager.query('SELECT 1')))(context(), {});
  expect(woken).toBe(0);
  await useCase(async (work) => work.record(refund(newId())))(context(), {});
  expect(woken).toBe(1);
});

test('a use case that fails leaves neither rows nor events', async () => {
  const sit = useCase(async (work) => {
    await work.manager.query(`INSERT INTO seats VALUES (1, 'Aicha')`);
    work.record(refund(newId()));
    await work.flush();
    throw new Error('changed her mind');
  });
  await expect(sit(context(), {})).rejects.toThrow('changed her mind');
  expect(await database.query('SELECT 1 FROM seats UNION ALL SELECT 1 FROM outbox')).toEqual([]);
  expect(woken).toBe(0);
});

test('a violated constraint comes out as what it means, looked up after the rollback', async () => {
  const sit = useCase(
    async (work, { guest }: { guest: string }) =>
      void (await work.manager.query('INSERT INTO seats VALUES (1, $1)', [guest])),
    {
      violations: {
        one_guest: async (_, manager) => {
          const [{ guest }] = await manager.query('SELECT guest FROM seats WHERE place = 1');
          return new Conflict('The seat is taken.', [{ type: 'Guest', id: guest }]);
        },
      },
    },
  );
  await sit(context(), { guest: 'Aicha' });
  await expect(sit(context(), { guest: 'Hassan' })).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { conflictsWith: [{ id: 'Aicha' }] },
  });
});

test('the events of one subject are numbered without a gap, whoever tells them at once', async () => {
  const subject = newId();
  const tell = useCase(async (work) => work.record(refund(subject), refund(subject)));
  await Promise.all(Array.from({ length: 8 }, () => tell(context(), {})));
  const rows: { sequence: string }[] = await database.query(
    `SELECT event->>'sequence' AS sequence FROM outbox ORDER BY position`,
  );
  expect(rows.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 16 }, (_, index) => String(index + 1).padStart(10, '0')),
  );
});

test('two that lock each other out are run again, and both succeed', async () => {
  await database.query(`INSERT INTO seats VALUES (1, 'a'), (2, 'b')`);
  const swap = useCase(async (work, [first, second]: [number, number]) => {
    await work.manager.query('UPDATE seats SET guest = guest WHERE place = $1', [first]);
    await work.manager.query('SELECT pg_sleep(0.1)');
    await work.manager.query('UPDATE seats SET guest = guest WHERE place = $1', [second]);
    return 'done';
  });
  expect(await Promise.all([swap(context(), [1, 2]), swap(context(), [2, 1])])).toEqual(['done', 'done']);
});

test('a connection that is cut is told from a fault of the statement', async () => {
  const cut = database
    .transaction((manager) => manager.query('SELECT pg_terminate_backend(pg_backend_pid())'))
    .catch((error: unknown) => error);
  expect(isDatabaseAway(await cut)).toBe(true);
  expect(isDatabaseAway(await database.query('SELECT nothing').catch((error: unknown) => error))).toBe(false);
});
