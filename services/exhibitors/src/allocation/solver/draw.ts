import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that a seed repeats: the same seed draws the same numbers on every machine. */
export class Draw {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** A whole number from 0 up to, and without, the bound. */
  below(bound: number): number {
    return uniformInt(this.generator, 0, bound - 1);
  }

  one<Item>(items: ArrayLike<Item>): Item | undefined {
    return items.length === 0 ? undefined : items[this.below(items.length)];
  }

  /** The numbers from 0 to the count, in an order where each is as likely as any other (Fisher and Yates). */
  order(count: number): number[] {
    const numbers = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      [numbers[last], numbers[other]] = [numbers[other]!, numbers[last]!];
    }
    return numbers;
  }
}
