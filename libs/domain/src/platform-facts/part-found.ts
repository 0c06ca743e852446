/** One thing that a machine says, and where: `/etc/os-release`, `VERSION=V10 (Lance)`. */
export interface Evidence {
  readonly source: string;
  readonly says: string;
}

/** A fact that nobody has told yet and that would decide between the candidates. */
export interface MissingFact {
  readonly fact: 'edition' | 'service-pack' | 'cpu-model' | 'os-release';
  /** Where it can be looked up on the machine. */
  readonly sources: readonly string[];
  /** What it is of each candidate, by coordinate, where the catalogue knows. */
  readonly values: Readonly<Record<string, string>>;
}

/** Why nothing was decided. */
export type Undecided =
  /** What would tell the candidates apart is not told. */
  | 'fact-missing'
  /** Two sources on the machine say different things. */
  | 'facts-disagree'
  /** All that the machine tells fits each of them. */
  | 'several-fit'
  /** The one that fits is one that public sources contradict each other about. */
  | 'sources-contradict'
  /** Nothing of the catalogue fits. */
  | 'not-in-catalogue';

/** Which OS release or CPU model of the catalogue a machine has. Never a guess: `found` is the only one that fits. */
export type PartFound =
  | { readonly state: 'found'; readonly coordinate: string; readonly by: readonly Evidence[] }
  | {
      readonly state: 'undecided' | 'unknown';
      readonly because: Undecided;
      /** Those that still may be it; where nothing of the catalogue fits, those that come closest. */
      readonly candidates: readonly string[];
      readonly missing: readonly MissingFact[];
      readonly by: readonly Evidence[];
    };
