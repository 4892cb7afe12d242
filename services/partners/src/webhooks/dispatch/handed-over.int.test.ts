import { newId } from '@maarad/shared/runtime';
import { cancelled, exhausted, types } from '../../testing/events.js';
import { idOf, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';
import { fillTogether } from './fill-together.js';
import { takeLead } from './leading-dispatcher.js';

let t: WebhookTest;
let stepDown: () => void;
/** What the dispatcher was handed: for each event the endpoints and events that it may send at once, and whether that is all. */
let handed: { sent: [string, string][]; settled: boolean }[];
const inFlight: string[] = [];

beforeEach(async () => {
  t = await webhookTest();
  handed = [];
  inFlight.length = 0;
  stepDown = takeLead(t.service.database, {
    inFlight,
    get now() {
      return new Date();
    },
    take(_place, fresh, settled) {
      inFlight.push(...fresh.map(({ id }) => id));
      handed.push({ sent: fresh.map(({ endpointId, eventId }) => [endpointId, eventId]), settled });
    },
  });
});
afterEach(() => t.close());

const waiting = async (): Promise<[string, string][]> => {
  const rows: { endpoint: string; event: string }[] = await t.service.database.query(
    `SELECT endpoint_id AS endpoint, event_id AS event FROM webhook_deliveries WHERE status = 'PENDING' ORDER BY position`,
  );
  return rows.map(({ endpoint, event }) => [endpoint, event]);
};
const behind = async (): Promise<string[]> => {
  const rows: { id: string }[] = await t.service.database.query(
    'SELECT id FROM webhook_endpoints WHERE place < (SELECT last FROM feed_ends)',
  );
  return rows.map(({ id }) => id);
};

test('what is appended is handed over with its deliveries, but what has to wait for an earlier event of its subject', async () => {
  const [ordered, other] = [await t.receiver(), await t.receiver(undefined, { filter: { types: [types.cancelled] } })];
  const subject = newId();
  const [first, second, third] = [exhausted(subject), exhausted(subject), cancelled()];
  await t.service.deliver(first, second);
  expect(handed).toEqual([
    { sent: [[ordered.id, idOf(first)]], settled: true },
    { sent: [], settled: false },
  ]);
  await t.service.deliver(third, third);
  // What waits is not on its way, so nothing goes before it to the same endpoint.
  expect(handed.slice(2)).toEqual([{ sent: [[other.id, idOf(third)]], settled: false }]);
  expect(await waiting()).toHaveLength(4);
  expect(await behind()).toEqual([]);
});

test('nothing is waited for: an endpoint that is locked, paused or behind is left to the dispatcher, which misses nothing', async () => {
  const [well, locked, paused] = [await t.receiver(), await t.receiver(), await t.receiver()];
  const { database } = t.service;
  await database.query(`UPDATE webhook_endpoints SET paused_until = now() + interval '1 minute' WHERE id = $1`, [
    paused.id,
  ]);
  const [event, next] = [exhausted(), exhausted()];
  await database.transaction(async (manager) => {
    await manager.query('SELECT FROM webhook_endpoints WHERE id = $1 FOR UPDATE', [locked.id]);
    await t.service.deliver(event);
  });
  await t.service.deliver(next);
  expect(handed).toEqual([
    { sent: [[well.id, idOf(event)]], settled: false },
    { sent: [[well.id, idOf(next)]], settled: false },
  ]);
  expect((await behind()).sort()).toEqual([locked.id, paused.id].sort());
  await database.query('UPDATE webhook_endpoints SET paused_until = NULL');
  const connection = database.createQueryRunner();
  const fresh = await fillTogether(connection, { now: new Date(), inFlight }).finally(() => connection.release());
  expect(fresh.map(({ endpointId, eventId }) => [endpointId, eventId]).sort()).toEqual(
    [locked, paused].flatMap(({ id }) => [event, next].map((each) => [id, idOf(each)])).sort(),
  );
  expect(await waiting()).toHaveLength(6);
});

test('readers of the feed wait for a few endpoints at most: the rest is left to the dispatcher', async () => {
  const endpoints = await Promise.all(Array.from({ length: 18 }, () => t.receiver()));
  await t.service.deliver(exhausted());
  const [{ sent, settled }] = handed as [(typeof handed)[number]];
  expect(settled).toBe(false);
  expect([...sent.map(([id]) => id), ...(await behind())].sort()).toEqual(endpoints.map(({ id }) => id).sort());
  expect(await behind()).toHaveLength(2);
});

test('where none leads in this process, no deliveries are made with an event', async () => {
  await t.receiver();
  stepDown();
  await t.service.deliver(exhausted());
  expect(handed).toEqual([]);
  expect(await waiting()).toEqual([]);
});
