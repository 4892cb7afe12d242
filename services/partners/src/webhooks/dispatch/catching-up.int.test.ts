import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@maarad/shared/runtime';
import { exhausted } from '../../testing/events.js';
import type { Reaction } from '../../testing/receiver.js';
import { eventually, idOf, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';

let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

const subjects = Array.from({ length: 20 }, newId);
/** What came while nobody sent: of each subject four in a row. */
const backlog = Array.from({ length: 160 }, (_, index) => exhausted(subjects[Math.floor(index / 4) % subjects.length]));
const ofSubject = (subject: string) => backlog.filter((event) => event.subject === subject).map(idOf);

test('what is behind comes once, in order for each subject, by few requests at once, and a receiver that is silent holds up no other', async () => {
  let [open, most] = [0, 0];
  const slowly: Reaction = ({ headers }, response) => {
    open += 1;
    most = Math.max(most, open);
    // Some overtake others where they may.
    void pause(1 + (receiver.received.length % 4) * 3).then(() => {
      open -= 1;
      receiver.accepted.push(String(headers['webhook-id']));
      response.writeHead(204).end();
    });
  };
  const held: ServerResponse[] = [];
  const silent = await t.receiver((_received, response) => void held.push(response));
  const receiver = await t.receiver(slowly);
  await t.service.deliver(...backlog);
  t.dispatch();
  await receiver.until(() => receiver.accepted.length >= backlog.length);
  await eventually(
    () => t.service.database.query(`SELECT FROM webhook_attempts WHERE status_code = 204`),
    (attempts: unknown[]) => attempts.length >= backlog.length,
  );
  expect([...receiver.accepted].sort()).toEqual(backlog.map(idOf).sort());
  for (const subject of subjects) {
    const own = new Set(ofSubject(subject));
    expect(receiver.accepted.filter((id) => own.has(id))).toEqual([...own]);
  }
  expect(most).toBeGreaterThan(8);
  expect(most).toBeLessThanOrEqual(32);
  expect(silent.received).toHaveLength(8);
  // It goes away, so that nothing waits for it.
  held.forEach((response) => response.writeHead(410).end());
  expect(
    await t.service.database.query(
      `SELECT status, count(*)::int AS deliveries, sum(tries)::int AS tries FROM webhook_deliveries WHERE endpoint_id = $1 GROUP BY status`,
      [receiver.id],
    ),
  ).toEqual([{ status: 'SUCCEEDED', deliveries: backlog.length, tries: backlog.length }]);
});

test('a receiver that begins to fail gets no more than what was on its way and what was being picked', async () => {
  const good = 40;
  const receiver = await t.receiver(() => (receiver.received.length <= good ? 204 : 503), { order: 'UNORDERED' });
  await t.service.deliver(...backlog);
  t.dispatch();
  const { failures } = await eventually(
    () => t.endpoint(receiver.id),
    ({ pausedUntil }) => pausedUntil !== null,
  );
  expect(failures).toBeGreaterThanOrEqual(5);
  expect(receiver.accepted).toHaveLength(good);
  expect(receiver.received.length).toBeLessThanOrEqual(good + 40);
});
