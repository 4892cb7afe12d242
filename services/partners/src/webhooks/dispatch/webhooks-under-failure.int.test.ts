import type { DataSource } from 'typeorm';
import type { NewEvent } from '@maarad/shared/contracts';
import { createDatabase } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { partnersService } from '../../service.js';
import { exhausted } from '../../testing/events.js';
import { freePort } from '@maarad/shared/testing/free-ports';
import { anEndpoint } from '../../testing/builders.js';
import { eventually, idOf, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';

let t: WebhookTest;
let others: DataSource[];

beforeEach(async () => {
  t = await webhookTest();
  others = [];
});
afterEach(async () => {
  await t.close();
  await Promise.all(others.map((one) => one.isInitialized && one.destroy()));
});

/** Connections of another process to the same database. */
async function anotherProcess(): Promise<DataSource> {
  const { url } = t.service.database.options as { url: string };
  const { entities } = partnersService;
  const other = await createDatabase({ url, entities, migrations: [] }).initialize();
  others.push(other);
  return other;
}

/** So many events of 50 subjects, each subject's in order. */
const events = (count: number): NewEvent[] => {
  const subjects = Array.from({ length: 50 }, newId);
  return Array.from({ length: count }, (_, index) => exhausted(subjects[index % subjects.length]));
};

const firstTimes = (ids: string[]): string[] => [...new Set(ids)];

/** The ids by subject, in the order given. */
function bySubject(all: NewEvent[], ids: string[]): Map<string, string[]> {
  const subjectOf = new Map(all.map((event) => [idOf(event), event.subject]));
  const lists = new Map<string, string[]>();
  for (const id of ids) {
    const subject = subjectOf.get(id) ?? 'none';
    lists.set(subject, [...(lists.get(subject) ?? []), id]);
  }
  return lists;
}

function expectAllInOrder(all: NewEvent[], accepted: string[]): void {
  const ids = firstTimes(accepted);
  expect(ids).toHaveLength(all.length);
  expect(bySubject(all, ids)).toEqual(bySubject(all, all.map(idOf)));
}

/** Takes the connection away through which the active dispatcher writes, as the end of its process does. */
const kill = () =>
  t.service.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7415301
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );

test('dispatchers killed again and again lose nothing and keep each subject in order', async () => {
  const all = events(1_000);
  const receivers = [await t.receiver(), await t.receiver()];
  t.dispatch(await anotherProcess());
  t.dispatch(await anotherProcess());
  let killed = 0;
  const killing = (async () => {
    for (const share of [0.1, 0.3, 0.5, 0.7]) {
      await receivers[0]?.until(() => firstTimes(receivers[0]?.accepted ?? []).length > share * all.length);
      killed += (await kill()).length;
    }
  })();
  await t.service.deliver(...all);
  await killing;
  for (const receiver of receivers) {
    await receiver.until(() => firstTimes(receiver.accepted).length === all.length);
    expectAllInOrder(all, receiver.accepted);
  }
  expect(killed).toBeGreaterThan(0);
}, 120_000);

test('of two dispatchers one sends, and one that stops hands over: nothing is lost and nothing is doubled', async () => {
  const all = events(300);
  const receiver = await t.receiver();
  const [first, second] = [t.dispatch(await anotherProcess()), t.dispatch(await anotherProcess())];
  const telling = t.service.deliver(...all);
  await receiver.until(() => receiver.accepted.length > 50);
  await first.stop();
  const third = t.dispatch(await anotherProcess());
  await receiver.until(() => receiver.accepted.length > 150);
  await second.stop();
  await telling;
  await receiver.until(() => receiver.accepted.length >= all.length);
  await third.stop();
  expect(receiver.accepted).toHaveLength(all.length);
  expectAllInOrder(all, receiver.accepted);
}, 120_000);

test('a dead receiver and one that never answers cost the others nothing', async () => {
  const all = events(200);
  const dead = await anEndpoint(t.service, t.partner, { url: `http://127.0.0.1:${await freePort()}/` });
  const held: (() => void)[] = [];
  const slow = await t.receiver((received, response) => {
    held.push(() => {
      slow.accepted.push(String(received.headers['webhook-id']));
      response.writeHead(204).end();
    });
  });
  const healthy = [await t.receiver(), await t.receiver(), await t.receiver()];
  t.dispatch();
  await t.service.deliver(...all);
  for (const receiver of healthy) {
    await receiver.until(() => receiver.accepted.length >= all.length);
    expect(receiver.accepted).toHaveLength(all.length);
    expectAllInOrder(all, receiver.accepted);
  }
  expect(slow.accepted).toEqual([]);
  expect(slow.received.length).toBeLessThanOrEqual(8);
  slow.react = () => 204;
  held.forEach((answer) => answer());
  await slow.until(() => firstTimes(slow.accepted).length >= all.length);
  expectAllInOrder(all, slow.accepted);
  const paused = await eventually(
    () => t.endpoint(dead.id),
    ({ pausedUntil }) => pausedUntil !== null,
  );
  expect(paused).toMatchObject({ status: 'ENABLED' });
  expect(paused.failures).toBeGreaterThanOrEqual(5);
  const [{ attempts }] = await t.service.database.query(
    'SELECT count(*)::int AS attempts FROM webhook_attempts WHERE status_code IS NULL',
  );
  expect(attempts).toBeLessThan(all.length / 2);
}, 60_000);

test('what is on its way when the process stops and was answered is not sent again', async () => {
  const receiver = await t.receiver((received, response) => {
    setImmediate(() => {
      receiver.accepted.push(String(received.headers['webhook-id']));
      response.writeHead(204).end();
    });
  });
  const dispatcher = t.dispatch();
  await t.service.deliver(...events(20));
  await receiver.until(() => receiver.received.length > 0);
  await dispatcher.stop();
  const sent = receiver.received.length;
  const [{ done }] = await t.service.database.query(
    `SELECT count(*)::int AS done FROM webhook_deliveries WHERE status = 'SUCCEEDED'`,
  );
  expect(done).toBe(sent);
});
