import { newId } from '@maarad/shared/runtime';
import { exhausted } from '../../testing/events.js';
import { idOf, webhookTest, type WebhookTest } from '../../testing/webhook-test.js';
import { fillTogether } from './fill-together.js';

let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

/** What may be sent at once, as [endpoint, event] in the order of the feed. */
async function fill(inFlight: string[] = []): Promise<{ ids: string[]; sent: [string, string][] }> {
  const connection = t.service.database.createQueryRunner();
  try {
    const fresh = await fillTogether(connection, { now: new Date(), inFlight });
    return { ids: fresh.map(({ id }) => id), sent: fresh.map(({ endpointId, eventId }) => [endpointId, eventId]) };
  } finally {
    await connection.release();
  }
}

test('what is new goes at once to who has nothing waiting, and where order is wanted the first of each subject', async () => {
  const ordered = await t.receiver();
  const unordered = await t.receiver(undefined, { order: 'UNORDERED' });
  const subject = newId();
  const [first, second, other] = [exhausted(subject), exhausted(subject), exhausted()];
  await t.service.deliver(first, second, other);
  const { ids, sent } = await fill();
  expect(sent.filter(([endpoint]) => endpoint === ordered.id).map(([, event]) => event)).toEqual(
    [first, other].map(idOf),
  );
  expect(sent.filter(([endpoint]) => endpoint === unordered.id).map(([, event]) => event)).toEqual(
    [first, second, other].map(idOf),
  );

  // The second of the ordered one waits, so what comes later is picked after it; what is on its way holds nobody else up.
  const [later, again] = [exhausted(), exhausted(subject)];
  await t.service.deliver(later, again);
  expect((await fill(ids)).sent).toEqual([
    [unordered.id, idOf(later)],
    [unordered.id, idOf(again)],
  ]);
});

test('what fits nobody, or whose endpoint fails, pauses or is disabled, is not sent at once, and none of it is lost', async () => {
  const [failing, pausing, disabled, well] = [
    await t.receiver(),
    await t.receiver(),
    await t.receiver(),
    await t.receiver(),
  ];
  const set = (id: string, change: string) =>
    t.service.database.query(`UPDATE webhook_endpoints SET ${change} WHERE id = $1`, [id]);
  await set(failing.id, 'failures = 1');
  await set(pausing.id, "failures = 5, paused_until = now() + interval '1 minute'");
  await set(disabled.id, "status = 'DISABLED'");
  const event = exhausted();
  await t.service.deliver(event);
  expect((await fill()).sent).toEqual([[well.id, idOf(event)]]);
  expect((await fill()).sent).toEqual([]);
  const waiting: { id: string }[] = await t.service.database.query(
    `SELECT endpoint_id AS id FROM webhook_deliveries WHERE status = 'PENDING'`,
  );
  expect(new Set(waiting.map(({ id }) => id))).toEqual(new Set([failing.id, well.id]));
  const behind: { id: string }[] = await t.service.database.query(
    'SELECT id FROM webhook_endpoints WHERE place < (SELECT last FROM feed_ends)',
  );
  expect(new Set(behind.map(({ id }) => id))).toEqual(new Set([pausing.id, disabled.id]));
});
