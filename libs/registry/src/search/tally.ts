/** Counts by value, the most first, of equal ones by value; at most `limit` of them. */
export function tallyTop(counts: ReadonlyMap<string, number>, limit: number): Record<string, number> {
  return Object.fromEntries(
    [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).slice(0, limit),
  );
}
