import 'reflect-metadata';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { DataSource } from 'typeorm';
import { createDatabase, openDatabase } from '../database/index.js';
import { writeAudit } from '../operations/audit.js';
import { newId } from '../runtime/id.js';
import { AdministratorsMutations } from './administrators-mutations.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { actingFor, organiser } from './test-service.js';

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

const request = { source: 'mutation { made: giveSeat { id } }', variables: { seat: newId() }, as: organiser };
const given = { data: { made: { id: newId() } } };
const refused = (...path: string[]) => [new GraphQLError('No.', { path })];

test.each<[string, ExecutionResult, typeof organiser, boolean]>([
  ['succeeds', given, organiser, true],
  ['succeeds, and something below it is refused', { data: null, errors: refused('made', 'id') }, organiser, true],
  ['is refused', { data: null, errors: refused('made') }, organiser, false],
  ['succeeds for another', given, actingFor(newId()), false],
])('an unaudited mutation that %s is found where it must be', async (_, result, as, isFound) => {
  const administrators = new AdministratorsMutations();
  await administrators.run({ ...request, as }, () => Promise.resolve(result));
  const outcome = administrators.requireAudited(database);
  await (isFound ? expect(outcome).rejects.toThrow('giveSeat') : expect(outcome).resolves.toBeUndefined());
});

test('one that is audited is not, nor is the same once more', async () => {
  const administrators = new AdministratorsMutations();
  const decided = { operation: 'giveSeat', entities: [{ type: 'Seat', id: newId() }] };
  await administrators.run(request, async () => {
    await writeAudit(database.manager, organiser, decided);
    return given;
  });
  await administrators.run(request, () => Promise.resolve(given));
  await administrators.requireAudited(database);
});
