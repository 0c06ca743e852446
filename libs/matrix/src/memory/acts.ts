const KINDS = ['revocation', 'suspension', 'reinstatement', 'publication'] as const;

/** An act upon a finding. */
export interface Act {
  readonly kind: (typeof KINDS)[number];
  /** Number of the finding that the act names, which may be an act itself. */
  readonly target: number;
  readonly number: number;
  readonly isPublic: boolean;
  /** Epoch seconds; `validTo` null for no end. */
  readonly validFrom: number;
  readonly validTo: number | null;
}

const PUBLIC = 4;
const NO_END = 0xffff_ffff;
const NONE = -1;

/** Acts upon findings, packed; those that name one finding are a chain, in the order in which they were recorded. */
export class Acts {
  #count = 0;
  #target = new Uint32Array(256);
  #number = new Uint32Array(256);
  /** Kind and whether it is public. */
  #bits = new Uint8Array(256);
  #validFrom = new Uint32Array(256);
  #validTo = new Uint32Array(256);
  /** The next act upon the same finding, or -1. */
  #next = new Int32Array(256);
  /** First act by finding. */
  readonly #first = new Map<number, number>();

  add({ kind, target, number, isPublic, validFrom, validTo }: Act): void {
    if (this.#count === this.#target.length) this.#grow();
    const at = this.#count;
    this.#count += 1;
    this.#target[at] = target;
    this.#number[at] = number;
    this.#bits[at] = KINDS.indexOf(kind) | (isPublic ? PUBLIC : 0);
    this.#validFrom[at] = validFrom;
    this.#validTo[at] = validTo ?? NO_END;
    this.#next[at] = NONE;
    const first = this.#first.get(target);
    if (first === undefined) {
      this.#first.set(target, at);
      return;
    }
    let last = first;
    for (let next = this.#next[last] ?? NONE; next !== NONE; next = this.#next[last] ?? NONE) last = next;
    this.#next[last] = at;
  }

  /** Numbers of all findings that some act names. */
  targets(): Iterable<number> {
    return this.#first.keys();
  }

  /** Acts that name the finding, in the order in which they were recorded. */
  upon(number: number): readonly Act[] {
    const first = this.#first.get(number);
    if (first === undefined) return NOTHING;
    const acts: Act[] = [];
    for (let at = first; at !== NONE; at = this.#next[at] ?? NONE) acts.push(this.#at(at));
    return acts;
  }

  /** Is there a publication of it that strangers may see? */
  isPublished(number: number): boolean {
    return this.upon(number).some((act) => act.kind === 'publication' && act.isPublic);
  }

  /** May strangers see the act itself? */
  isSeen(act: Act): boolean {
    return act.isPublic || this.isPublished(act.number);
  }

  #at(at: number): Act {
    const bits = this.#bits[at] ?? 0;
    const kind = KINDS[bits % PUBLIC];
    if (kind === undefined) throw new Error('an act of no kind');
    const validTo = this.#validTo[at] ?? NO_END;
    return {
      kind,
      target: this.#target[at] ?? 0,
      number: this.#number[at] ?? 0,
      isPublic: (bits & PUBLIC) !== 0,
      validFrom: this.#validFrom[at] ?? 0,
      validTo: validTo === NO_END ? null : validTo,
    };
  }

  #grow(): void {
    const size = Math.ceil(this.#target.length * 1.5);
    const wider = <T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#target = wider(this.#target, new Uint32Array(size));
    this.#number = wider(this.#number, new Uint32Array(size));
    this.#bits = wider(this.#bits, new Uint8Array(size));
    this.#validFrom = wider(this.#validFrom, new Uint32Array(size));
    this.#validTo = wider(this.#validTo, new Uint32Array(size));
    this.#next = wider(this.#next, new Int32Array(size));
  }
}

const NOTHING: readonly Act[] = [];
