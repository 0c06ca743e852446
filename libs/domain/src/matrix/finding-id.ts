/** Public id of a finding, derived from its number. */
export function findingId(number: number): string {
  return `F-${String(number).padStart(8, '0')}`;
}
