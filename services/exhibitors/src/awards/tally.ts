/** What the tally knows of a criterion: its name within the category and how much it counts beside the others. */
export interface Weighed {
  code: string;
  weight: number;
}

/** All points that one juror gave one nominee, by criterion. */
export interface Sheet {
  jurorId: string;
  nomineeId: string;
  points: Record<string, number>;
}

/** A nominee's place: equal results share a rank, and the ranks behind them are left out (1, 1, 3). */
export interface Place {
  nomineeId: string;
  rank: number;
}

interface Total {
  nomineeId: string;
  /** The sum over all jurors of weight times points. */
  sum: bigint;
  jurors: bigint;
}

/**
 * Ranks the nominees of a category by the weighted mean of their points. A mean, not a sum: a nominee loses nothing by a juror
 * who is excluded. Compared as fractions of integers, so that a tie is a tie and never a matter of rounding.
 * @throws RangeError when a nominee has no sheet or a sheet lacks a criterion: callers check that first.
 */
export function rankNominees(nomineeIds: readonly string[], criteria: readonly Weighed[], sheets: Sheet[]): Place[] {
  const totals = nomineeIds.map((nomineeId) => totalOf(nomineeId, criteria, sheets));
  return totals
    .map((total) => ({
      nomineeId: total.nomineeId,
      rank: 1 + totals.filter((other) => compare(other, total) > 0).length,
    }))
    .sort((a, b) => a.rank - b.rank || (a.nomineeId < b.nomineeId ? -1 : 1));
}

function totalOf(nomineeId: string, criteria: readonly Weighed[], sheets: Sheet[]): Total {
  const own = sheets.filter((sheet) => sheet.nomineeId === nomineeId);
  if (own.length === 0) {
    throw new RangeError(`Nobody scored nominee ${nomineeId}.`);
  }
  const sum = own.reduce((whole, { points }) => whole + weighted(points, criteria), 0n);
  return { nomineeId, sum, jurors: BigInt(own.length) };
}

const weighted = (points: Sheet['points'], criteria: readonly Weighed[]): bigint =>
  criteria.reduce((sum, { code, weight }) => sum + BigInt(weight) * BigInt(points[code] ?? NaN), 0n);

const compare = (a: Total, b: Total): number => {
  const difference = a.sum * b.jurors - b.sum * a.jurors;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
};
