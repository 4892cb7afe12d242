/**
 * Ends one request when its time is over, or when all are to end. `AbortSignal.any` would do the same, but in Node 20 every signal
 * that it makes of one that lives long stays in memory (https://github.com/nodejs/node/issues/54614).
 */
export class TimeLimit {
  private readonly ended = new AbortController();
  private readonly end = () => this.ended.abort();
  private readonly timer: NodeJS.Timeout;
  private over = false;

  constructor(
    ms: number,
    private readonly all?: AbortSignal,
  ) {
    this.timer = setTimeout(() => {
      this.over = true;
      this.end();
    }, ms);
    if (all?.aborted) {
      this.end();
    }
    all?.addEventListener('abort', this.end);
  }

  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** Whether the time was over. */
  get reached(): boolean {
    return this.over;
  }

  lift(): void {
    clearTimeout(this.timer);
    this.all?.removeEventListener('abort', this.end);
  }
}
