import type { CheckReport, InstanceReport, ServiceReport } from '@maarad/shared/operations';

export type HealthStatus = 'UP' | 'DEGRADED' | 'DOWN';

/** Remembers since when each service is as it is. */
export class SeenStatus {
  private readonly seen = new Map<string, { status: HealthStatus; since: string }>();

  observe(name: string, status: HealthStatus): { status: HealthStatus; since: string } {
    const before = this.seen.get(name);
    const now = before?.status === status ? before : { status, since: new Date().toISOString() };
    this.seen.set(name, now);
    return now;
  }
}

/** As the graph has it, where a figure left out is null. */
export interface ServiceHealth extends Partial<Omit<ServiceReport, 'instances'>> {
  name: string;
  status: HealthStatus;
  since: string;
  instances: InstanceReport[];
  checks: CheckReport[];
}

/** A service as administrators see it, from what it told; undefined is no answer. */
export function serviceHealth(name: string, report: ServiceReport | undefined, seen: SeenStatus): ServiceHealth {
  if (!report) {
    return { name, ...seen.observe(name, 'DOWN'), instances: [], checks: [] };
  }
  const { instances, checks, ...figures } = report;
  const status = checks.every((check) => check.status === 'UP') ? 'UP' : 'DEGRADED';
  return { ...figures, name, ...seen.observe(name, status), checks, instances: instances ?? [], ...totals(instances) };
}

function totals(instances: ServiceReport['instances']) {
  if (!instances || instances.length === 0) {
    return {};
  }
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const slowest = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? Math.max(...known) : null;
  };
  const requestsPerSecond = sum(instances.map((each) => each.requestsPerSecond));
  const faults = sum(instances.map((each) => each.errorRate * each.requestsPerSecond));
  const oldest = Math.min(...instances.map(({ startedAt }) => Date.parse(startedAt)));
  return {
    uptimeSeconds: Math.max(0, Math.floor((Date.now() - oldest) / 1_000)),
    requestsPerSecond,
    eventsSentPerSecond: instances.some(({ sent }) => sent !== undefined)
      ? sum(instances.map(({ sent = 0 }) => sent))
      : null,
    errorRate: requestsPerSecond > 0 ? faults / requestsPerSecond : 0,
    p50Ms: slowest(instances.map(({ p50Ms }) => p50Ms)),
    p99Ms: slowest(instances.map(({ p99Ms }) => p99Ms)),
  };
}
