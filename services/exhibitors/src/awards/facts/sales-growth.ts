/** What an exhibitor took in on one day of the fair, in minor units, refunds taken off. */
export interface DayRevenue {
  day: string;
  revenue: number;
}

const dayMs = 86_400_000;

/**
 * How much more was sold in the second half of the fair's days than in the first: 0.5 is half as much again, -0.25 a quarter
 * less. Of an odd number of days the middle one counts for neither half.
 * @returns null where the first half sold nothing, so that there is nothing to compare with.
 */
export function salesGrowth(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  days: DayRevenue[],
): number | null {
  const length = (Date.parse(endsOn) - Date.parse(startsOn)) / dayMs + 1;
  const half = Math.floor(length / 2);
  const sumOf = (from: number, to: number) =>
    days
      .filter(({ day }) => {
        const place = (Date.parse(day) - Date.parse(startsOn)) / dayMs;
        return place >= from && place < to;
      })
      .reduce((sum, { revenue }) => sum + revenue, 0);
  const first = sumOf(0, half);
  return first > 0 ? sumOf(length - half, length) / first - 1 : null;
}
