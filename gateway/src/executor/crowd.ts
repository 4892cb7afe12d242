import { asNewcomer, newcomersWait } from './turns.js';

/** In milliseconds: when the first in line has waited for longer, whoever comes is refused. */
export const longestWaitMs = 250;

/**
 * In milliseconds: the same from then on until nobody waits any more. What comes in a burst is let in; where more comes than can be done for
 * longer, a long line only keeps callers waiting, and memory with them that is then collected again and again.
 */
export const crowdedWaitMs = 100;

/**
 * Lets operations in as the processor can carry them, in the order in which they came, and says when there is too much to do: one that is
 * refused at once costs little, one that is late costs all of its work. Operations that only wait for services keep nobody out.
 */
export class Crowd {
  private inside = 0;
  private isCrowded = false;

  /** @param mostAtAll no more operations are kept in memory, those in line included */
  constructor(
    private readonly mostAtAll: number,
    private readonly waits = newcomersWait,
  ) {}

  /** Undefined when it is too full: then `leave` is not called. Else resolves when its turn comes. */
  enter(): Promise<void> | undefined {
    const waited = this.waits();
    this.isCrowded = waited > longestWaitMs || (this.isCrowded && waited > 0);
    if (this.inside >= this.mostAtAll || waited > (this.isCrowded ? crowdedWaitMs : longestWaitMs)) {
      return undefined;
    }
    this.inside += 1;
    return new Promise(asNewcomer);
  }

  leave(): void {
    this.inside -= 1;
  }
}
