/**
 * Splits a whole number into whole shares in proportion to the weights, so that the shares add up exactly: each gets its share
 * rounded down, what is left goes one by one to the largest fractions, of equal ones to the first (the method of the largest
 * remainder). No share is larger than its weight where the total is at most the sum of the weights.
 */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) {
    return weights.map((_, index) => (index === 0 ? total : 0));
  }
  const quotas = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, share: product / sum, fraction: product % sum };
  });
  const left = Number(BigInt(total) - quotas.reduce((all, { share }) => all + share, 0n));
  const luckiest = [...quotas]
    .sort((one, other) =>
      one.fraction === other.fraction ? one.index - other.index : one.fraction > other.fraction ? -1 : 1,
    )
    .slice(0, left);
  return quotas.map((quota) => Number(quota.share) + (luckiest.includes(quota) ? 1 : 0));
}
