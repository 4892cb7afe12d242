import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** Operations at once from which on a busy process takes no more: it has enough to do for a moment, and more would only wait. */
const mostWhenBusy = 128;

/** A process that rests less than that has no time for more. */
const busy = 0.95;

const lookEveryMs = 200;

/** Says when the gateway has too much to do: an operation that is refused at once costs little, one that is late costs all of its work. */
export class Crowd {
  private inside = 0;
  private before: EventLoopUtilization = performance.eventLoopUtilization();
  private isBusy = false;

  /** @param mostAtAll also a process that only waits for services keeps no more operations in memory */
  constructor(private readonly mostAtAll: number) {
    setInterval(() => this.look(), lookEveryMs).unref();
  }

  /** False when it is too full: then `leave` is not called. */
  enter(): boolean {
    if (this.inside >= (this.isBusy ? Math.min(mostWhenBusy, this.mostAtAll) : this.mostAtAll)) {
      return false;
    }
    this.inside += 1;
    return true;
  }

  leave(): void {
    this.inside -= 1;
  }

  private look(): void {
    const now = performance.eventLoopUtilization();
    this.isBusy = performance.eventLoopUtilization(now, this.before).utilization > busy;
    this.before = now;
  }
}
