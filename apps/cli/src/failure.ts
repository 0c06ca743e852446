/** Read by shape, not by class: what another realm or library throws is no Error of ours. */

export function messageOf(failure: unknown): string {
  const hasMessage = typeof failure === 'object' && failure !== null && 'message' in failure;
  return hasMessage && typeof failure.message === 'string' ? failure.message : String(failure);
}

/** Code of a system error, e.g. `ENOENT`. */
export function codeOf(failure: unknown): string | undefined {
  const hasCode = typeof failure === 'object' && failure !== null && 'code' in failure;
  return hasCode && typeof failure.code === 'string' ? failure.code : undefined;
}
