import type { NewEvent } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { cancelled, edition, exhausted, types } from '../../testing/events.js';
import { webhookTest, type WebhookTest } from '../../testing/webhook-test.js';

let t: WebhookTest;

beforeEach(async () => {
  t = await webhookTest();
});
afterEach(() => t.close());

const [exhibitorId, subject] = [newId(), newId()];
const ofKind = (event: NewEvent, exhibitorkind: string): NewEvent => ({
  ...event,
  event: { ...event.event, exhibitorkind },
});
const events = (): NewEvent[] => [
  exhausted(),
  exhausted(subject),
  exhausted(undefined, { region: 'ORIENTAL' }),
  exhausted(undefined, { region: 'SOUSS_MASSA', edition: newId() }),
  ofKind(exhausted(undefined, { region: 'SOUSS_MASSA' }), 'ARTISAN'),
  ofKind(exhausted(), 'ASSOCIATION'),
  cancelled(subject, [exhibitorId, newId()]),
  cancelled(undefined, [newId()]),
];
const filters: Record<string, unknown>[] = [
  {},
  { types: [types.cancelled] },
  { types: [types.cancelled, types.exhausted] },
  { types: [] },
  { types: null, regions: null, exhibitorId: null },
  { regions: ['SOUSS_MASSA', 'ORIENTAL'] },
  { kinds: ['ARTISAN'] },
  { exhibitorId },
  { editionId: edition },
  { subject },
  { types: [types.exhausted], regions: ['SOUSS_MASSA'], editionId: edition, kinds: ['ARTISAN', 'ASSOCIATION'] },
];

test('an endpoint gets what the feed shows with the same filter, as it happens and when it is sent again', async () => {
  const receivers = [];
  for (const filter of filters) {
    receivers.push(await t.receiver(undefined, { filter }));
  }
  t.dispatch();
  await t.service.deliver(...events());
  const shown = await Promise.all(
    filters.map(async (filter) => {
      const { events: feed } = await t.service.data(
        'query ($filter: EventFilter) { events(filter: $filter) { nodes { id } } }',
        { filter },
      );
      return feed.nodes.map(({ id }: { id: string }) => id).sort() as string[];
    }),
  );
  expect(shown.map(({ length }) => length)).toEqual([8, 2, 8, 0, 8, 3, 1, 1, 7, 2, 1]);
  for (const [index, receiver] of receivers.entries()) {
    await receiver.until(() => receiver.accepted.length >= (shown[index]?.length ?? 0));
    await t.settled(receiver.id);
    expect([filters[index], [...receiver.accepted].sort()]).toEqual([filters[index], shown[index]]);
    receiver.accepted.splice(0);
    await t.change('replayEvents', 'ReplayEventsInput', {
      endpointId: receiver.id,
      after: '0',
      idempotencyKey: newId(),
    });
    await receiver.until(() => receiver.accepted.length >= (shown[index]?.length ?? 0));
    await t.settled(receiver.id);
    expect([filters[index], [...receiver.accepted].sort()]).toEqual([filters[index], shown[index]]);
  }
});

test('an endpoint far behind is brought up to the feed without holding up those at its end', async () => {
  const behind = await t.receiver();
  await t.change('disableWebhookEndpoint', 'WebhookEndpointStepInput', { endpointId: behind.id });
  await t.service.deliver(...Array.from({ length: 450 }, () => exhausted()));
  const current = await t.receiver();
  t.dispatch();
  await t.change('enableWebhookEndpoint', 'WebhookEndpointStepInput', { endpointId: behind.id });
  await t.service.deliver(exhausted());
  await current.until(() => current.accepted.length === 1);
  await behind.until(() => behind.accepted.length >= 451);
  expect(current.accepted).toHaveLength(1);
  expect(new Set(behind.accepted).size).toBe(451);
  expect(behind.accepted).toHaveLength(451);
});
