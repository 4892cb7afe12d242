/** Waiting that ends early when there is reason to: a wake-up that comes while nobody waits is kept for the next one who does. */
export class WakeUp {
  private rung = false;
  private end: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.end();
  }

  /** Resolves when rung, or after so many milliseconds. */
  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
  }
}
