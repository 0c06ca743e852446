/** The last line of `npm run bench -- matrix --json`. Null: could not be measured; a line before says why. */
export interface MatrixFigures {
  /** Requests per second of the single check ÷ the bare server's, median of paired rounds. */
  readonly checkRatio: number | null;
  /** Its 99th percentile ÷ the bare server's. */
  readonly checkP99Ratio: number | null;
  /** Rate of a batch of 10,000 cells ÷ the rate of merely parsing its request and writing its answer as JSON. */
  readonly batchRatio: number | null;
  readonly facetP95Ms: number | null;
  /** Growth of resident memory by loading, in bytes per finding. */
  readonly bytesPerFinding: number | null;
  readonly loadSeconds: number | null;
  /** From the moment a finding became known until a second process answers with it. */
  readonly visibleP99Ms: number | null;
  /** Median of the single check in this world ÷ in one of 100,000 findings. */
  readonly growthRatio: number | null;
  readonly findings: number;
  readonly oracleMismatches: number | null;
}

/** What a part of the bench measured, or why it could not. */
export type Measured = Partial<MatrixFigures>;

/** Four significant digits: more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
