/** Deaths longer ago than this are forgiven. */
const WINDOW_MS = 60_000;
/** The death that ends the patience, counted inside the window. */
const LAST_DEATH = 5;
const FIRST_DELAY_MS = 500;

export type RestartDecision = { readonly restartInMs: number } | 'give-up';

/**
 * What to do after a death: start again after 0.5 s, 1 s, 2 s, 4 s, and give up at the fifth death within a minute.
 * @param deaths times of the deaths so far in milliseconds, the latest last and being now
 */
export function decideRestart(deaths: readonly number[]): RestartDecision {
  const now = deaths.at(-1) ?? 0;
  const recent = deaths.filter((at) => now - at < WINDOW_MS).length;
  if (recent >= LAST_DEATH) return 'give-up';
  return { restartInMs: FIRST_DELAY_MS * 2 ** Math.max(0, recent - 1) };
}
