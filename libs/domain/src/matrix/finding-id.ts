/** The least number of more than eight digits. */
const OVER_ALL = 100_000_000;

/** Public id of a finding, derived from its number. */
export function findingId(number: number): string {
  // Each answer names some, and `padStart` takes several times as long.
  return number < OVER_ALL ? `F-${String(OVER_ALL + number).slice(1)}` : `F-${number}`;
}
