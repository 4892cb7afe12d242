import { collectDefaultMetrics, Registry } from 'prom-client';

/** Gauges of prom-client named like counters, which Prometheus's own check refuses; the same by type stay. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** The metrics of one process, in Prometheus's form at `GET /metrics`. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  misnamed.forEach((name) => registry.removeSingleMetric(name));
  return registry;
}
