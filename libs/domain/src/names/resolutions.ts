import type { NameCandidate, NameResolution, Unresolved } from './named-things.js';

/** Of what a name may mean, so many are told. */
const MOST_CANDIDATES = 20;

export const coordinateOf = ({ coordinate }: NameCandidate): string => coordinate;

export function distinct(candidates: readonly NameCandidate[]): NameCandidate[] {
  const found = new Map<string, NameCandidate>();
  for (const candidate of candidates) if (!found.has(candidate.coordinate)) found.set(candidate.coordinate, candidate);
  return [...found.values()];
}

/** @param candidates at least one */
export function decided(candidates: readonly NameCandidate[]): NameResolution {
  const all = [...candidates].sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
  const [first, ...others] = all;
  if (first !== undefined && others.length === 0) return { kind: 'one', ...first };
  return { kind: 'several', candidates: all.slice(0, MOST_CANDIDATES), total: all.length };
}

export function unresolved(because: Unresolved, nearest: readonly string[]): NameResolution {
  return { kind: 'none', because, nearest };
}
