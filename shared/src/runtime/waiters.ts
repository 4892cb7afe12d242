/** Many who wait for the same to happen, again and again. */
export class Waiters {
  private readonly all = new Set<Waiter>();

  /** One more, until it leaves. Its signal is listened to once, and not for each of its waits. */
  join(signal: AbortSignal): Waiter {
    const waiter = new Waiter(signal, () => this.all.delete(waiter));
    this.all.add(waiter);
    return waiter;
  }

  /** It happened: whoever waits at this moment goes on. */
  tell(): void {
    this.all.forEach((waiter) => waiter.tell());
  }
}

export class Waiter {
  private goOn: (() => void) | undefined;

  constructor(
    private readonly signal: AbortSignal,
    private readonly forget: () => void,
  ) {
    signal.addEventListener('abort', this.tell);
  }

  /** Resolves when it happens next, or once the signal is aborted. */
  next(): Promise<void> {
    return this.signal.aborted
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.goOn = resolve;
        });
  }

  readonly tell = (): void => {
    this.goOn?.();
    this.goOn = undefined;
  };

  leave(): void {
    this.signal.removeEventListener('abort', this.tell);
    this.forget();
    this.tell();
  }
}
