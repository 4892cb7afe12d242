import { Registry } from 'prom-client';
import { createLogger } from '@maarad/shared/telemetry';
import { exhausted } from '../testing/events.js';
import { webhooks, webhookTest } from '../testing/webhook-test.js';
import { webhookLoop } from './webhook-loop.js';

test('attempts are counted by what came of them, and endpoints by status', async () => {
  const t = await webhookTest();
  const metrics = new Registry();
  const { clock } = t.service.context();
  const logger = createLogger('test', 'silent');
  const loop = webhookLoop(webhooks)({
    ...{ database: t.service.database, clock, logger, metrics },
  });
  try {
    const [taking, other, refusing] = [await t.receiver(), await t.receiver(), await t.receiver(() => 500)];
    await t.service.deliver(exhausted());
    await taking.until(() => taking.accepted.length === 1);
    await other.until(() => other.accepted.length === 1);
    await t.settled(taking.id);
    await t.settled(other.id);
    await t.attempted(refusing.id, 1);
    const text = await metrics.metrics();
    expect(text).toContain('maarad_webhook_attempts_total{outcome="success"} 2');
    expect(text).toContain('maarad_webhook_attempts_total{outcome="refused"} 1');
    expect(text).toContain('maarad_webhook_endpoints{status="ENABLED"} 3');
    expect(text).toContain('maarad_webhook_deliveries_pending 1');
    expect(text).toContain('maarad_webhook_attempt_seconds_count 3');
  } finally {
    await loop.stop();
    await t.close();
  }
});
