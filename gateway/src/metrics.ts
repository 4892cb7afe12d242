import { createMetrics } from '@maarad/shared/telemetry';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Callers choose operation names: beyond this many, a new one counts as `other`, so that nobody can fill the memory. */
const mostNames = 200;

/** Seconds; a request through the gateway to one service takes a few milliseconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the gateway counts, shown at `GET /metrics`. Durations are given in milliseconds and shown in seconds. */
export class GatewayMetrics {
  readonly registry: Registry = createMetrics();
  private readonly names = new Set<string>();

  private readonly requests = new Counter({
    name: 'maarad_gateway_requests_total',
    help: 'Answered operations by their name and the code of their first error.',
    labelNames: ['operation', 'code'] as const,
    registers: [this.registry],
  });

  private readonly durations = new Histogram({
    name: 'maarad_gateway_request_seconds',
    help: 'Time from the first byte of an operation to the last of its answer.',
    labelNames: ['operation'] as const,
    buckets,
    registers: [this.registry],
  });

  private readonly services = new Histogram({
    name: 'maarad_gateway_service_seconds',
    help: 'Time that a service took for its part of an operation.',
    labelNames: ['service', 'outcome'] as const,
    buckets,
    registers: [this.registry],
  });

  private readonly spared = new Gauge({
    name: 'maarad_gateway_service_spared',
    help: 'Whether a service gave no answers and is asked only now and then: 1 while it is.',
    labelNames: ['service'] as const,
    registers: [this.registry],
  });

  private readonly subscriptions = new Gauge({
    name: 'maarad_gateway_subscriptions',
    help: 'Subscriptions that are open, and readers of `/events`.',
    labelNames: ['field'] as const,
    registers: [this.registry],
  });

  private readonly messages = new Counter({
    name: 'maarad_gateway_subscription_messages_total',
    help: 'Messages sent to subscribers.',
    labelNames: ['field'] as const,
    registers: [this.registry],
  });

  private readonly slow = new Counter({
    name: 'maarad_gateway_slow_subscribers_total',
    help: 'Subscribers disconnected because they did not take their messages.',
    labelNames: ['field'] as const,
    registers: [this.registry],
  });

  subscriptionOpened(field: string): void {
    this.subscriptions.inc({ field });
  }

  subscriptionEnded(field: string): void {
    this.subscriptions.dec({ field });
  }

  subscriptionMessage(field: string): void {
    this.messages.inc({ field });
  }

  subscriberWasSlow(field: string): void {
    this.slow.inc({ field });
  }

  operationAnswered(name: string, code: string, ms: number): void {
    const operation = this.boundedName(name);
    this.requests.inc({ operation, code });
    this.durations.observe({ operation }, ms / 1_000);
  }

  serviceAnswered(service: string, outcome: 'answered' | 'failed', ms: number): void {
    this.services.observe({ service, outcome }, ms / 1_000);
  }

  serviceSpared(service: string, spared: boolean): void {
    this.spared.set({ service }, spared ? 1 : 0);
  }

  private boundedName(name: string): string {
    if (this.names.has(name)) {
      return name;
    }
    if (this.names.size >= mostNames) {
      return 'other';
    }
    this.names.add(name);
    return name;
  }
}
