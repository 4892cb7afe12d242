import { setTimeout as pause } from 'node:timers/promises';

export interface CheckReport {
  name: string;
  status: 'UP' | 'DOWN';
  /** When it was first seen in this state. */
  since: string;
}

const patienceMs = 600;

/** Checks that remember since when they say what they say. */
export class WatchedChecks {
  private readonly seen = new Map<string, CheckReport>();

  constructor(private readonly checks: Record<string, () => Promise<unknown>>) {}

  observe(): Promise<CheckReport[]> {
    return Promise.all(
      Object.entries(this.checks).map(async ([name, check]) => {
        const up = await answers(check);
        const status = up ? 'UP' : 'DOWN';
        const before = this.seen.get(name);
        const report =
          before?.status === status ? before : ({ name, status, since: new Date().toISOString() } as const);
        this.seen.set(name, report);
        return report;
      }),
    );
  }
}

/** What a promise gives in time; undefined when it is late or fails. */
export async function inTime<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  const late = new AbortController();
  try {
    return await Promise.race([asked, pause(patienceMs, undefined, { signal: late.signal })]);
  } catch {
    return undefined;
  } finally {
    late.abort();
  }
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  return (await inTime(check().then(() => true))) ?? false;
}
