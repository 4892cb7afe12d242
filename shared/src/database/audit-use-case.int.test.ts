import 'reflect-metadata';
import { Column, Entity, PrimaryColumn, type DataSource } from 'typeorm';
import type { Principal } from '../auth/index.js';
import { stockExhausted } from '../contracts/sales.js';
import type { Context } from '../graphql/context.js';
import { doingChore } from '../runtime/chores.js';
import { newId } from '../runtime/id.js';
import { runInScope, scopeFrom } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { createDatabase, openDatabase } from './data-source.js';
import { creatingUseCase } from './idempotency.js';
import { useCase } from './use-case.js';

@Entity()
class Seat {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  guest!: string;
}

let testDatabase: TestDatabase;
let database: DataSource;
let statements = 0;

const organiser: Principal = { id: 'organiser', role: 'admin' };
const context = (given: Partial<Context> = {}): Context => ({
  ...{ principal: organiser, operation: 'giveSeat', language: undefined, database },
  ...{ clock: { now: () => new Date() }, wakeRelay: () => undefined },
  ...given,
});

interface GiveSeat {
  idempotencyKey: string;
  guest: string;
  reason?: string;
  hallId?: string;
  lines?: { productId: string }[];
}

const giveSeat = creatingUseCase('giveSeat', Seat, async (work, { guest }: GiveSeat) => {
  if (guest === 'nobody') {
    throw new Error('a seat is for somebody');
  }
  return work.insert(Object.assign(new Seat(), { id: newId(), guest }));
});

const audit = () => database.query('SELECT operation, entities, reason, principal, role, correlation_id FROM audit');
const seat = (given: Partial<GiveSeat> = {}): GiveSeat => ({
  idempotencyKey: newId(),
  guest: 'Fatima Zahra',
  ...given,
});

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const quiet = () => undefined;
  const counted = () => (statements += 1);
  database = await openDatabase(
    createDatabase({
      ...{ url: testDatabase.url, entities: [Seat], migrations: [], poolSize: 20 },
      logger: {
        ...{ logQuery: counted, logQueryError: quiet, logQuerySlow: quiet, logSchemaBuild: quiet },
        ...{ logMigration: quiet, log: quiet },
      },
    }),
  );
  await database.query('CREATE TABLE seats (id uuid PRIMARY KEY, guest text)');
});
beforeEach(async () => {
  await database.query('ALTER TABLE audit DISABLE TRIGGER audit_append_only');
  await database.query('TRUNCATE audit');
  await database.query('ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_append_only');
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

test('what an administrator decides is audited by what it concerns, with its reason and no personal data, in one statement', async () => {
  const [hallId, productId] = [newId(), newId()];
  statements = 0;
  const plain = context({ principal: { id: 'e', role: 'exhibitor' } });
  await giveSeat(plain, seat());
  const unaudited = statements;
  statements = 0;
  const { id } = await runInScope(scopeFrom('the-request', undefined), () =>
    giveSeat(context(), seat({ reason: 'a guest of honour', hallId, lines: [{ productId }] })),
  );
  expect(statements).toBe(unaudited + 1);
  const rows = await audit();
  expect(rows).toEqual([
    {
      ...{ operation: 'giveSeat', reason: 'a guest of honour', principal: 'organiser', role: 'admin' },
      correlation_id: 'the-request',
      entities: [
        { type: 'Seat', id },
        { type: 'Hall', id: hallId },
        { type: 'Product', id: productId },
      ],
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain('Fatima');
});

test('what an event tells of is among what was concerned', async () => {
  const tell = useCase((work, { id, exhibitorId }: { id: string; exhibitorId: string }) => {
    work.record(stockExhausted(id, { exhibitorId, editionId: newId() }));
    return Promise.resolve();
  });
  const given = { id: newId(), exhibitorId: newId() };
  await tell(context(), given);
  expect((await audit())[0].entities).toEqual(
    expect.arrayContaining([
      { type: 'Exhibitor', id: given.exhibitorId },
      { type: 'Stock', id: given.id },
    ]),
  );
});

test('what others and chores do is not audited, nor what was rolled back', async () => {
  await giveSeat(context({ principal: { id: 'v', role: 'visitor' } }), seat());
  await giveSeat(context({ principal: doingChore('seats'), operation: undefined }), seat());
  await expect(giveSeat(context(), seat({ guest: 'nobody' }))).rejects.toThrow('somebody');
  expect(await audit()).toEqual([]);
});

test('twenty equal requests at once are audited once', async () => {
  const input = seat();
  await Promise.all(Array.from({ length: 20 }, () => giveSeat(context(), input)));
  expect(await audit()).toHaveLength(1);
});
