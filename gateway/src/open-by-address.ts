import type { EventEmitter } from 'node:events';

/** Counts what is open at this moment, by the address that it was opened from. */
export class OpenByAddress {
  private readonly open = new Map<string, number>();

  /** @param most of one address at once */
  constructor(private readonly most: number) {}

  /** Counts one more until it closes. False where there are as many as may be: that one is not counted. */
  admits(address: string, opened: EventEmitter): boolean {
    const count = this.open.get(address) ?? 0;
    if (count >= this.most) {
      return false;
    }
    this.open.set(address, count + 1);
    opened.once('close', () => this.leave(address));
    return true;
  }

  private leave(address: string): void {
    const left = (this.open.get(address) ?? 1) - 1;
    if (left > 0) {
      this.open.set(address, left);
    } else {
      this.open.delete(address);
    }
  }
}
