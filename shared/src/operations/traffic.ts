const windowSeconds = 60;
const remembered = 2_048;

/** How an instance fared in the last minute. Latencies are in milliseconds, of its last requests; null when there were none. */
export interface TrafficReport {
  requestsPerSecond: number;
  /** Faults (answers with INTERNAL, or status 500 and above) per request, 0 to 1. */
  errorRate: number;
  p50Ms: number | null;
  p99Ms: number | null;
}

interface Second {
  at: number;
  requests: number;
  faults: number;
}

/** Counts the requests of one process over the last minute, in bounded room. */
export class Traffic {
  private readonly seconds: Second[] = [];
  private readonly latencies: { at: number; ms: number }[] = [];
  private next = 0;
  private readonly started: number;

  constructor(private readonly now: () => number = Date.now) {
    this.started = now();
  }

  answered(ms: number): void {
    this.second().requests += 1;
    this.latencies[this.next] = { at: this.now(), ms };
    this.next = (this.next + 1) % remembered;
  }

  fault(): void {
    this.second().faults += 1;
  }

  report(): TrafficReport {
    const since = this.now() - windowSeconds * 1_000;
    const recent = this.seconds.filter(({ at }) => at * 1_000 > since);
    const sum = (of: 'requests' | 'faults') => recent.reduce((total, second) => total + second[of], 0);
    const latencies = this.latencies
      .filter(({ at }) => at > since)
      .map(({ ms }) => ms)
      .sort((one, other) => one - other);
    const quantile = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
    const watched = Math.min(windowSeconds, Math.max(1, (this.now() - this.started) / 1_000));
    return {
      requestsPerSecond: sum('requests') / watched,
      errorRate: Math.min(1, sum('faults') / Math.max(1, sum('requests'))),
      p50Ms: quantile(0.5) ?? null,
      p99Ms: quantile(0.99) ?? null,
    };
  }

  private second(): Second {
    const at = Math.floor(this.now() / 1_000);
    const last = this.seconds.at(-1);
    if (last?.at === at) {
      return last;
    }
    const fresh = { at, requests: 0, faults: 0 };
    this.seconds.push(fresh);
    while (this.seconds.length > windowSeconds) {
      this.seconds.shift();
    }
    return fresh;
  }
}
