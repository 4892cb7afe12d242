import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** Operations under way at once in a process that never rests: more of them would not end sooner, and what they hold outlives its garbage collection. */
export const mostWhenBusy = 16;

/** In milliseconds: when the first in line has waited for longer, whoever comes is refused. */
const longestWaitMs = 200;

/** A process that rests less than that has no time for more. */
const busy = 0.95;

const lookEveryMs = 50;

interface Waiting {
  since: number;
  begin(entered: true): void;
}

/**
 * Lets operations in as the process can carry them, in the order in which they came, and says when it has too much to do: one that is
 * refused at once costs little, one that is late costs all of its work. A process that only waits for services is not busy.
 */
export class Crowd {
  private inside = 0;
  private readonly line: Waiting[] = [];
  private before: EventLoopUtilization = performance.eventLoopUtilization();
  private most: number;

  /** @param mostAtAll also a process that only waits for services keeps no more operations in memory, those in line included */
  constructor(
    private readonly mostAtAll: number,
    private readonly now = () => performance.now(),
  ) {
    this.most = mostAtAll;
    setInterval(() => {
      const now = performance.eventLoopUtilization();
      this.adapt(performance.eventLoopUtilization(now, this.before).utilization);
      this.before = now;
    }, lookEveryMs).unref();
  }

  /** At once, or when its turn comes. False when it is too full: then `leave` is not called. */
  enter(): boolean | Promise<boolean> {
    if (this.inside < this.most && this.line.length === 0) {
      this.inside += 1;
      return true;
    }
    const now = this.now();
    const [first] = this.line;
    if (this.inside + this.line.length >= this.mostAtAll || (first && now - first.since > longestWaitMs)) {
      return false;
    }
    return new Promise((begin) => this.line.push({ since: now, begin }));
  }

  leave(): void {
    this.inside -= 1;
    this.letIn();
  }

  /** @param utilization the share of its time, 0 to 1, that the process did not rest */
  adapt(utilization: number): void {
    this.most = utilization > busy ? Math.min(mostWhenBusy, this.mostAtAll) : this.mostAtAll;
    this.letIn();
  }

  private letIn(): void {
    while (this.inside < this.most) {
      const next = this.line.shift();
      if (!next) {
        return;
      }
      this.inside += 1;
      next.begin(true);
    }
  }
}
