import type { Range } from './start-range.js';

/** What a center said of a host hour of a pool, from an instant on. Null: it took its word back, and has said nothing since. */
export interface PriceStep {
  readonly from: Date;
  readonly fenPerHostHour: number | null;
}

/** `free`: said to cost nothing. `unsaid`: nothing was said, which is not the same. */
export type PriceState = 'priced' | 'free' | 'unsaid';

export interface PriceInForce {
  readonly state: PriceState;
  readonly fenPerHostHour: number | null;
  /** Null where nothing was ever said. */
  readonly since: Date | null;
}

/**
 * The price at an instant.
 *
 * @param history in the order of the instants from which the steps hold; of those from the same instant the last one counts
 */
export function priceAt(history: readonly PriceStep[], instant: Date): PriceInForce {
  const step = history.findLast(({ from }) => from.getTime() <= instant.getTime());
  if (step === undefined) return { state: 'unsaid', fenPerHostHour: null, since: null };
  return { state: priceState(step.fenPerHostHour), fenPerHostHour: step.fenPerHostHour, since: step.from };
}

/** What a figure means that was said, or null for none. */
export function priceState(fenPerHostHour: number | null): PriceState {
  if (fenPerHostHour === null) return 'unsaid';
  return fenPerHostHour === 0 ? 'free' : 'priced';
}

/**
 * Whole fen that a job will cost which starts in this span: the lowest price that holds in it for the shortest run, up to the
 * highest for the longest. The price at its start holds to its end. Null where nothing is said for a part of the span.
 */
export function costOf(
  history: readonly PriceStep[],
  starts: { readonly earliest: Date; readonly latest: Date },
  hostSeconds: Range,
): Range | null {
  const prices = [
    priceAt(history, starts.earliest).fenPerHostHour,
    ...history
      .filter(({ from }) => from > starts.earliest && from <= starts.latest)
      .map(({ from }) => priceAt(history, from).fenPerHostHour),
  ];
  const said = prices.filter((price) => price !== null);
  if (said.length < prices.length) return null;
  return {
    least: Math.floor((Math.min(...said) * hostSeconds.least) / 3600),
    most: Math.ceil((Math.max(...said) * hostSeconds.most) / 3600),
  };
}
