import { collectDefaultMetrics, Registry } from 'prom-client';

/** The metrics of one process, in Prometheus's form at `GET /metrics`. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
