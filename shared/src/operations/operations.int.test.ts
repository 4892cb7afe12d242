import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { principalHeader, PrincipalSigner, PrincipalVerifier, type Principal } from '../auth/index.js';
import { stockExhausted } from '../contracts/sales.js';
import { createDatabase, openDatabase } from '../database/index.js';
import { openEmbeddedLog } from '../messaging/embedded-log.js';
import { startConsumer, when, type EventHandlers, type EventLog } from '../messaging/index.js';
import { newId } from '../runtime/id.js';
import { serveHttp, type HttpServer } from '../runtime/http-server.js';
import { createLogger } from '../telemetry/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { writeAudit } from './audit.js';
import type { decisions } from './decisions.js';
import { Flows } from './flows.js';
import { startHeartbeat } from './heartbeat.js';
import { startOperations, type Operations } from './index.js';
import { Traffic } from './traffic.js';

const logger = createLogger('test', process.env.LOG_LEVEL ?? 'silent');
const secret = 'the secret that the gateway and its services share';
const signer = new PrincipalSigner(secret);
const admin: Principal = { id: 'organiser', role: 'admin' };
const group = 'maarad.listener';
let databases: TestDatabase[];
let database: DataSource;
let log: EventLog;
let poisonous = true;
let drained: string[];
let running: { operations: Operations; server: HttpServer }[];

const handlers: EventHandlers = {
  noteWhenExhausted: when(stockExhausted, async (work, { subject }) => {
    if (poisonous) {
      throw new TypeError('cannot read this');
    }
    await work.manager.query('INSERT INTO notes VALUES ($1)', [subject]);
  }),
};

async function start(name: string) {
  const options = { group, log, database, handlers, logger, wakeRelay: () => undefined };
  const operations = await startOperations({
    ...options,
    consume: () => startConsumer({ ...options, retryPauses: [1] }),
    drain: () => drained.push(name),
    everyMs: 20,
  });
  const server = await serveHttp(operations.routes(new PrincipalVerifier(secret)), 0, '127.0.0.1', logger);
  running.push({ operations, server });
}

const stopAll = () =>
  Promise.all(running.splice(0).map(async ({ operations, server }) => (await server.close(), operations.stop())));

async function ask(method: 'GET' | 'POST', path: string, body?: object, as: Principal = admin) {
  const response = await fetch(`http://127.0.0.1:${running[0]!.server.port}/operations${path}`, {
    method,
    headers: { [principalHeader]: await signer.sign(as) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as any };
}

const publish = async (subject: string) => {
  const { event } = stockExhausted(subject, { exhibitorId: newId(), editionId: newId() });
  const value = JSON.stringify({ ...event, sequence: '0000000001' });
  await log.publish([{ topic: 'maarad.sales', key: subject, value, headers: {} }]);
};
const until = async (condition: () => Promise<boolean>) => {
  for (let attempt = 0; attempt < 400 && !(await condition()); attempt += 1) {
    await pause(25);
  }
};
const notes = async () => ((await database.query('SELECT subject FROM notes')) as unknown[]).length;
const letters = async () => (await ask('GET', '/dead-letters')).body;

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  database = await openDatabase(createDatabase({ url: databases[0]!.url, entities: [], migrations: [] }));
  await database.query('CREATE TABLE notes (subject uuid)');
  log = await openEmbeddedLog({ url: databases[1]!.url, logger });
});
beforeEach(async () => {
  running = [];
  drained = [];
  await start('one');
});
afterEach(() => stopAll());
afterAll(async () => {
  await log.close();
  await database.destroy();
  await Promise.all(databases.map((each) => each.drop()));
});

test('nobody but an administrator is answered', async () => {
  for (const role of ['exhibitor', 'trainer', 'partner', 'visitor'] as const) {
    const someone = { id: 'someone', role, [`${role}Id`]: newId() };
    expect((await ask('GET', '', undefined, someone)).status).toBe(403);
    expect((await ask('GET', '/dead-letters', undefined, someone)).status).toBe(403);
    expect((await ask('POST', '/consumer/pause', {}, someone)).status).toBe(403);
  }
  expect((await fetch(`http://127.0.0.1:${running[0]!.server.port}/operations`)).status).toBe(401);
});

test('every instance is seen, whichever answers, and one that is drained ends, no other', async () => {
  await start('two');
  const { body } = await ask('GET', '');
  expect(body).toMatchObject({
    ...{ outboxBacklog: 0, outboxOldestSeconds: null, consumerLag: 0, deadLetters: 0, consumerPausedSince: null },
    checks: [
      { name: 'database', status: 'UP', since: expect.any(String) },
      { name: 'eventLog', status: 'UP', since: expect.any(String) },
    ],
  });
  expect(body.instances).toHaveLength(2);
  await ask('POST', '/instances/drain', { id: body.instances[1].id });
  await until(() => Promise.resolve(drained.length > 0));
  expect(drained).toHaveLength(1);
  expect((await ask('POST', '/instances/drain', { id: newId() })).status).toBe(404);
});

test('an instance that was killed is not seen any more, however lately it was heard of', async () => {
  const own = await createDatabase({ url: databases[0]!.url, entities: [], migrations: [] }).initialize();
  const killed = await startHeartbeat({
    ...{ database: own, traffic: new Traffic(), flows: new Flows(handlers), logger, group, everyMs: 60_000 },
    instance: { id: newId(), version: '1.0.0', startedAt: new Date() },
    onBeat: () => undefined,
  });
  const seen = async () => (await ask('GET', '')).body.instances.length as number;
  expect(await seen()).toBe(2);
  await database.query(`UPDATE instances SET beat_at = now() + interval '1 hour' WHERE version = '1.0.0'`);
  await own.destroy();
  await until(async () => (await seen()) === 1);
  expect(await seen()).toBe(1);
  await killed.stop();
});

test('a dead letter that is re-driven goes through once its cause is mended; one is discarded with a reason only', async () => {
  poisonous = true;
  await publish(newId());
  await publish(newId());
  await until(async () => (await letters()).total === 2);
  const [first, second] = (await letters()).nodes;
  expect(first).toMatchObject({ handler: 'noteWhenExhausted', attempts: 2, error: expect.stringContaining('cannot') });
  expect((await ask('POST', '/dead-letters/redrive', { id: first.id })).status).toBe(409);
  poisonous = false;
  expect((await ask('POST', '/dead-letters/redrive', { id: first.id })).status).toBe(200);
  expect(await notes()).toBe(1);
  expect((await ask('POST', '/dead-letters/discard', { id: second.id })).status).toBe(400);
  await ask('POST', '/dead-letters/discard', { id: second.id, reason: 'sold before the fair' });
  expect(await letters()).toEqual({ nodes: [], total: 0 });
  const { nodes } = (await ask('GET', '/audit?entityType=DeadLetter')).body;
  const principal = { id: 'organiser', role: 'admin' };
  expect(nodes).toMatchObject([
    { operation: 'discardDeadLetter', reason: 'sold before the fair', principal, entities: [{ id: second.id }] },
    { operation: 'redriveDeadLetter', reason: null, principal, entities: [{ type: 'DeadLetter', id: first.id }] },
  ]);
  expect((await ask('GET', `/audit?entityId=${second.id}`)).body.nodes).toEqual([nodes[0]]);
});

test('a consumer stays paused over a restart, its lag is told all the same, and resumed it catches up', async () => {
  poisonous = false;
  await database.query('TRUNCATE notes');
  await ask('POST', '/consumer/pause', {});
  await ask('POST', '/consumer/pause', {});
  await stopAll();
  await start('again');
  await publish(newId());
  expect((await ask('GET', '')).body).toMatchObject({ consumerLag: 1, consumerPausedSince: expect.any(String) });
  expect(await notes()).toBe(0);
  await ask('POST', '/consumer/resume', {});
  await until(async () => (await notes()) === 1);
  expect(await notes()).toBe(1);
});

test('the audit is read the latest first, by what it concerned, by whom and when, and from any entry on', async () => {
  const ids = Array.from({ length: 150 }, () => newId());
  const [busy, calm] = [newId(), newId()];
  const decide = (operation: string, id: string, entities: string[]) =>
    database.transaction((manager) =>
      writeAudit(
        manager,
        { id, role: 'admin' },
        { operation, entities: entities.map((one) => ({ type: 'Stand', id: one })) },
      ),
    );
  await decide('moveStands', busy, ids);
  await decide('giveStand', busy, ids.slice(149));
  await decide('giveStand', calm, ids.slice(0, 1));
  const read = async (query: object) =>
    (await ask('GET', `/audit?${new URLSearchParams(query as Record<string, string>)}`)).body.nodes;
  const all = await read({ entityType: 'Stand' });
  expect(all.map(({ operation }: { operation: string }) => operation)).toEqual([
    'giveStand',
    'giveStand',
    'moveStands',
  ]);
  expect(all[2]).toMatchObject({ entityCount: 150 });
  expect(all[2].entities).toHaveLength(100);
  expect(await read({ entityId: ids[149] })).toEqual(all.slice(1));
  expect(await read({ entityId: ids[149], entityType: 'Hall' })).toEqual([]);
  expect(await read({ operation: 'giveStand', principalId: calm })).toEqual(all.slice(0, 1));
  expect(await read({ entityType: 'Stand', beforeAt: all[0].at, beforeId: all[0].id, first: 1 })).toEqual([all[1]]);
  expect(await read({ entityType: 'Stand', from: all[1].at, to: all[0].at })).toEqual(
    all.filter(({ at }: { at: string }) => at >= all[1].at && at < all[0].at),
  );
  expect((await ask('GET', '/audit?from=yesterday')).status).toBe(400);
  expect((await ask('GET', '/audit', undefined, { id: 'e', role: 'exhibitor', exhibitorId: newId() })).status).toBe(
    403,
  );
});

test('whatever is decided about a service is in its audit', async () => {
  poisonous = true;
  await publish(newId());
  await publish(newId());
  await until(async () => (await letters()).total === 2);
  const [first, second] = (await letters()).nodes;
  const [instance] = (await ask('GET', '')).body.instances;
  poisonous = false;
  const inputs: Record<keyof typeof decisions, object> = {
    'dead-letters/redrive': { id: first.id },
    'dead-letters/discard': { id: second.id, reason: 'sold before the fair' },
    'consumer/pause': {},
    'consumer/resume': {},
    'instances/drain': { id: instance.id },
  };
  const audited = async () => {
    const [{ count }] = await database.query('SELECT count(*)::integer AS count FROM audit');
    return count as number;
  };
  for (const [path, input] of Object.entries(inputs)) {
    const before = await audited();
    expect([path, (await ask('POST', `/${path}`, input)).status]).toEqual([path, 200]);
    expect([path, await audited()]).toEqual([path, before + 1]);
  }
});

test('what is in the audit cannot be changed or deleted', async () => {
  await ask('POST', '/consumer/pause', {});
  await ask('POST', '/consumer/resume', {});
  for (const change of [`UPDATE audit SET principal = 'x'`, 'DELETE FROM audit', 'TRUNCATE audit']) {
    await expect(database.query(change)).rejects.toThrow('append-only');
  }
});
