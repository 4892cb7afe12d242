import type { QueryPlan, QueryPlanCache } from '@apollo/query-planner';
import { LRUCache } from 'lru-cache';
import { Counter, Gauge, type Registry } from 'prom-client';

/** In bytes of plans as text: as much as @apollo/gateway gives its own. */
const mostBytes = 30 * 1024 * 1024;

/** Plans of operations by their text, the ones longest unused given up first; counted. */
export function queryPlanCache(metrics: Registry): QueryPlanCache {
  const plans = new LRUCache<string, QueryPlan>({
    maxSize: mostBytes,
    sizeCalculation: (plan) => Buffer.byteLength(JSON.stringify(plan)),
  });
  const asked = new Counter({
    name: 'maarad_gateway_plan_cache_requests_total',
    help: 'Operations whose plan was looked for, by whether it was there: hit or miss.',
    labelNames: ['outcome'] as const,
    registers: [metrics],
  });
  new Gauge({
    name: 'maarad_gateway_plan_cache_plans',
    help: 'Query plans that are kept.',
    registers: [metrics],
    collect() {
      this.set(plans.size);
    },
  });
  new Gauge({
    name: 'maarad_gateway_plan_cache_bytes',
    help: 'Size of the kept query plans as text.',
    registers: [metrics],
    collect() {
      this.set(plans.calculatedSize);
    },
  });
  return {
    get(key) {
      const plan = plans.get(key);
      asked.inc({ outcome: plan ? 'hit' : 'miss' });
      return Promise.resolve(plan);
    },
    set(key, plan) {
      plans.set(key, plan);
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(plans.delete(key)),
    clear: () => plans.clear(),
  };
}
