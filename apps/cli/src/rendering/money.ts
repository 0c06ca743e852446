import { both } from './words.js';

/** Fen as yuan: `¥12.00`. */
function yuan(fen: number): string {
  return `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** A span of fen, one figure where both ends are the same. */
export function yuanRange({ least, most }: { readonly least: number; readonly most: number }): string {
  return least === most ? yuan(least) : `${yuan(least)} – ${yuan(most)}`;
}

/** What is said of the price of a host hour. */
export function priceText(price: {
  readonly state: 'priced' | 'free' | 'unsaid';
  readonly fenPerHostHour: number | null;
}): string {
  if (price.state === 'free') return both('免费', 'free');
  if (price.state === 'unsaid' || price.fenPerHostHour === null) return both('未公布', 'not said');
  return `${yuan(price.fenPerHostHour)} / ${both('机时', 'host hour')}`;
}
