/** A source of decisions: as long as there are given numbers they decide, then the first possibility does, so that examples shrink. */
export class Choices {
  private next = 0;

  constructor(private readonly numbers: readonly number[]) {}

  get left(): boolean {
    return this.next < this.numbers.length;
  }

  below(limit: number): number {
    const number = this.numbers[this.next] ?? 0;
    this.next += 1;
    return number % limit;
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }
}
