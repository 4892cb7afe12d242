/** Of Student's distribution, two-sided at 95 %, by how many pairs there are. */
const students: Record<number, number> = { 3: 4.303, 9: 2.306 };

/** How many times the one side is the other, and between which bounds that is known at 95 %. */
export interface Ratio {
  ratio: number;
  low: number;
  high: number;
}

/** Of two sides measured in pairs: the mean of the logarithms, since a ratio of two and of a half are equally far from one. */
export function pairedRatio(side: number[], base: number[]): Ratio {
  const logs = side.map((value, pair) => Math.log(value / (base[pair] ?? NaN)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const margin = (students[logs.length] ?? NaN) * Math.sqrt(variance / logs.length);
  return { ratio: Math.exp(mean), low: Math.exp(mean - margin), high: Math.exp(mean + margin) };
}
