import type { PlatformOutcome } from './answer-columns.js';
import type { Identified } from './identify-names.js';

/** What was found in a list: rows by how their product was identified, rows × platforms by what they were given. */
export interface ListSummary {
  readonly rows: number;
  readonly identified: number;
  readonly ambiguous: number;
  readonly unidentified: number;
  readonly outcomes: Readonly<Partial<Record<PlatformOutcome, number>>>;
}

export class ListTally {
  readonly #rows: Record<Identified['kind'], number> = { one: 0, several: 0, none: 0 };
  readonly #outcomes: Partial<Record<PlatformOutcome, number>> = {};

  countRow({ kind }: Identified): void {
    this.#rows[kind] += 1;
  }

  countCell(outcome: PlatformOutcome): void {
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
  }

  get summary(): ListSummary {
    const { one, several, none } = this.#rows;
    return {
      rows: one + several + none,
      identified: one,
      ambiguous: several,
      unidentified: none,
      outcomes: this.#outcomes,
    };
  }
}
