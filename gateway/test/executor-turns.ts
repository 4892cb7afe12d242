/**
 * Holds back answers until nothing else moves, then lets go of one, chosen by what was asked: services are early and late in every
 * order, and in the same for both executors.
 */
export class Turns {
  private readonly waiting: { order: number; go: () => void }[] = [];
  private running = false;

  wait(order: number): Promise<void> {
    return new Promise((go) => {
      this.waiting.push({ order, go });
      if (!this.running) {
        this.running = true;
        setImmediate(() => this.letGo());
      }
    });
  }

  private letGo(): void {
    this.waiting.sort((a, b) => a.order - b.order);
    this.waiting.shift()?.go();
    this.running = this.waiting.length > 0;
    if (this.running) {
      setImmediate(() => this.letGo());
    }
  }
}
