/**
 * The `code` of a system error (`ENOENT`, …), wherever it was made. By shape rather than by class: an error from another
 * realm (a worker thread, a test's sandbox) is no instance of this realm's Error.
 */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
