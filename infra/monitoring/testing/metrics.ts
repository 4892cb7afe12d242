/** A metric as a process shows it: its name, and every set of labels that it has a value for. */
export interface ShownMetric {
  name: string;
  labels: Record<string, string>[];
}

const label = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Reads Prometheus's text form; `_bucket`, `_sum` and `_count` are their histogram's, and `le` is not told. */
export function readMetrics(text: string): ShownMetric[] {
  const metrics = new Map<string, ShownMetric>();
  for (const line of text.split('\n')) {
    const [, typed] = /^# TYPE (\S+)/.exec(line) ?? [];
    const [, sampled = '', labels = ''] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (typed) {
      metrics.set(typed, { name: typed, labels: [] });
    } else if (sampled) {
      const metric = metrics.get(sampled) ?? metrics.get(sampled.replace(/_(bucket|sum|count)$/, ''));
      const {
        le: _,
        quantile: __,
        ...told
      } = Object.fromEntries([...labels.matchAll(label)].map(([, name, value]) => [name, value])) as Record<
        string,
        string
      >;
      metric?.labels.push(told);
    }
  }
  return [...metrics.values()];
}
