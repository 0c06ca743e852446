/**
 * Where the figures come from: attempts in the pool itself · in pools of the same kind (same CPU model, same executor), the
 * pool's own among them · nothing was measured, only the plan's time limit is known.
 */
export const PACE_BASES = ['pool', 'similar-pools', 'plan-limits'] as const;
export type PaceBasis = (typeof PACE_BASES)[number];

/** How long attempts take, in seconds. */
export interface Pace {
  readonly basis: PaceBasis;
  /** Attempts that were measured. */
  readonly samples: number;
  /** Lower and upper quartile of what was measured; from nothing to the limit where nothing was. */
  readonly quickSeconds: number;
  readonly slowSeconds: number;
}

/** So many attempts of a pool outweigh those of its kind. */
const ENOUGH = 5;

/**
 * @param own seconds that attempts in the pool took lately
 * @param similar the same of all pools of its kind, the pool's own among them
 */
export function paceOf(own: readonly number[], similar: readonly number[], limitSeconds: number): Pace {
  if (own.length >= ENOUGH || (own.length > 0 && own.length === similar.length)) return measured('pool', own);
  if (similar.length > 0) return measured('similar-pools', similar);
  return { basis: 'plan-limits', samples: 0, quickSeconds: 0, slowSeconds: limitSeconds };
}

function measured(basis: PaceBasis, seconds: readonly number[]): Pace {
  const sorted = [...seconds].sort((a, b) => a - b);
  return {
    basis,
    samples: sorted.length,
    quickSeconds: quantile(sorted, 0.25),
    slowSeconds: quantile(sorted, 0.75),
  };
}

/** Between the two nearest values in proportion, as PostgreSQL's percentile_cont. */
function quantile(sorted: readonly number[], fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
