/**
 * Nearest-rank percentile of values that are sorted ascending.
 *
 * @param share in (0, 1]
 * @throws RangeError for no values
 */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no values');
  return value;
}

/** Middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length / 2;
  return (percentile(sorted, 0.5) + (Number.isInteger(half) ? (sorted[half] ?? 0) : percentile(sorted, 0.5))) / 2;
}
