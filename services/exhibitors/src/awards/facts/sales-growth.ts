import { daysOf } from '@maarad/shared/graphql';

/** What an exhibitor took in on one day of the fair, in minor units, refunds taken off. */
export interface DayRevenue {
  day: string;
  revenue: number;
}

/**
 * How much more was sold in the second half of the fair's days than in the first: 0.5 is half as much again, -0.25 a quarter
 * less. Of an odd number of days the middle one counts for neither half.
 * @returns null where the first half sold nothing, so that there is nothing to compare with.
 */
export function salesGrowth(edition: { startsOn: string; endsOn: string }, sold: DayRevenue[]): number | null {
  const days = daysOf(edition);
  const half = Math.floor(days.length / 2);
  const sumOf = (wanted: string[]) =>
    sold.filter(({ day }) => wanted.includes(day)).reduce((sum, { revenue }) => sum + revenue, 0);
  const first = sumOf(days.slice(0, half));
  return first > 0 ? sumOf(days.slice(days.length - half)) / first - 1 : null;
}
