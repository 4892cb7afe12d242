import type { ServiceReport } from '@maarad/shared/operations';

/** As the graph has it. */
export interface EventFlow {
  from: string;
  to: string;
  eventsPerSecond: number | null;
  lag: number | null;
}

/** What flows to each service that answers, as it tells; one that does not answer has no flows. */
export function eventFlows(reports: { name: string; report: ServiceReport | undefined }[]): EventFlow[] {
  return reports.flatMap(({ name, report }) => (report?.flows ?? []).map((flow) => ({ ...flow, to: name })));
}
