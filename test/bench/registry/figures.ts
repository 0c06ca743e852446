/** The last line of `npm run bench -- registry --json`. Null: not measured; a line before says why. */
export interface RegistryFigures {
  readonly importRowsPerSecond: number | null;
  readonly importPeakMB: number | null;
  /** From a question to the last byte of its answer, one after the other, over HTTP. */
  readonly searchP95Ms: number | null;
  readonly searchP50Ms: number | null;
  /** Growth of resident memory by reading all names. */
  readonly searchIndexMB: number | null;
  /** Reading all names into memory, in a process that does nothing else. */
  readonly searchLoadSeconds: number | null;
  /** Names that are resolved in a second, by one process. */
  readonly namesPerSecond: number | null;
  readonly releases: number;
}

/** What a part of the bench measured. */
export type Measured = Partial<RegistryFigures>;
