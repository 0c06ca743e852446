/** The full world that the figures are stated for. */
const FULL = { findings: 10_000_000, releases: 60_000 } as const;

/** Everything that two worlds can differ in. */
export interface WorldSize {
  readonly seed: number;
  readonly findings: number;
  readonly releases: number;
  /** Revisions that the findings are spread over. */
  readonly revisions: number;
}

/** Releases scale with the findings: about 167 findings a release whatever the size. */
export function worldSize(seed: number, findings: number): WorldSize {
  const scaled = Math.round((FULL.releases * findings) / FULL.findings);
  return {
    seed,
    findings,
    releases: Math.min(FULL.releases, Math.max(20, scaled)),
    revisions: Math.max(100, Math.floor(findings / 20)),
  };
}

/** How many findings a release has, and the number of its first one: numbers follow releases without a gap. */
export function findingsOf(size: WorldSize, release: number): { readonly first: number; readonly count: number } {
  const each = Math.floor(size.findings / size.releases);
  const remainder = size.findings % size.releases;
  return { first: release * each + Math.min(release, remainder) + 1, count: each + (release < remainder ? 1 : 0) };
}
