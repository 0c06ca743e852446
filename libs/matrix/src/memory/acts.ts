/** Acts upon findings: few beside the findings themselves, so they are kept as they are, by the finding they name. */
export interface Act {
  readonly kind: 'revocation' | 'suspension' | 'reinstatement' | 'publication';
  /** Number of the finding that the act names, which may be an act itself. */
  readonly target: number;
  readonly number: number;
  readonly isPublic: boolean;
  /** Epoch seconds; `validTo` null for no end. */
  readonly validFrom: number;
  readonly validTo: number | null;
}

export class Acts {
  readonly #byTarget = new Map<number, Act[]>();

  add(act: Act): void {
    const acts = this.#byTarget.get(act.target);
    if (acts === undefined) this.#byTarget.set(act.target, [act]);
    else acts.push(act);
  }

  /** Acts that name the finding, in the order in which they were recorded. */
  upon(number: number): readonly Act[] {
    return this.#byTarget.get(number) ?? NONE;
  }

  /** Is there a publication of it that strangers may see? */
  isPublished(number: number): boolean {
    return this.upon(number).some((act) => act.kind === 'publication' && act.isPublic);
  }

  /** May strangers see the act itself? */
  isSeen(act: Act): boolean {
    return act.isPublic || this.isPublished(act.number);
  }
}

const NONE: readonly Act[] = [];
