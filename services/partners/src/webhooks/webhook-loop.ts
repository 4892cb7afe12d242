import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { ServiceLoop } from '@maarad/shared/runtime';
import { WebhookDispatcher } from './dispatch/webhook-dispatcher.js';
import { isSuccess, type Outcome } from './dispatch/record-outcomes.js';
import { WebhookSender } from './sending/send-webhook.js';
import type { WebhookSetup } from './webhook-setup.js';

/** Sends events to partners as long as the process runs. */
export const webhookLoop =
  ({ rules, seal }: WebhookSetup): ServiceLoop =>
  ({ database, clock, logger, metrics }) => {
    const onAttempt = countAttempts(metrics);
    countEndpoints(database, metrics);
    const dispatcher = new WebhookDispatcher({
      database,
      clock,
      logger,
      sender: new WebhookSender(rules),
      seal,
      onAttempt,
    });
    dispatcher.start();
    return dispatcher;
  };

function countAttempts(metrics: Registry): (outcome: Outcome) => void {
  const attempts = new Counter({
    name: 'maarad_webhook_attempts_total',
    help: 'Requests to webhook endpoints, by what came of them.',
    labelNames: ['outcome'],
    registers: [metrics],
  });
  const durations = new Histogram({
    name: 'maarad_webhook_attempt_seconds',
    help: 'How long receivers of webhooks take to answer.',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    registers: [metrics],
  });
  return ({ answer }) => {
    attempts.inc({ outcome: isSuccess(answer) ? 'success' : answer.statusCode === null ? 'no answer' : 'refused' });
    durations.observe(answer.durationMs / 1_000);
  };
}

function countEndpoints(database: DataSource, metrics: Registry): void {
  new Gauge({
    name: 'maarad_webhook_endpoints',
    help: 'Webhook endpoints by status; those that are paused are enabled too.',
    labelNames: ['status'],
    registers: [metrics],
    async collect() {
      const rows: { status: string; count: number }[] = await database
        .query(
          `SELECT status, count(*)::int AS count FROM webhook_endpoints WHERE status <> 'DELETED' GROUP BY status
           UNION ALL SELECT 'PAUSED', count(*)::int FROM webhook_endpoints WHERE status = 'ENABLED' AND paused_until > now()`,
        )
        .catch(() => []);
      this.reset();
      rows.forEach(({ status, count }) => this.set({ status }, count));
    },
  });
  new Gauge({
    name: 'maarad_webhook_deliveries_pending',
    help: 'Deliveries that wait for an attempt.',
    registers: [metrics],
    async collect() {
      const [row]: { count: number }[] = await database
        .query(`SELECT count(*)::int AS count FROM webhook_deliveries WHERE status = 'PENDING'`)
        .catch(() => []);
      this.set(row?.count ?? Number.NaN);
    },
  });
}
