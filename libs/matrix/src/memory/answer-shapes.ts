import type { Explanation, Explanations } from './explanations.js';
import type { OwnStatus } from './own-cell.js';
import type { PlatformWalk } from './pair-tables.js';

/** Why a source does not reach a cell. */
export interface Refusal {
  readonly rule: string | null;
  readonly code: string;
}

type Walked = Extract<PlatformWalk, { readonly steps: unknown }>;

/** Places of a shape without and with a declaration told beside it. */
type Pair = [number | undefined, number | undefined];

/** Places of the explanations that deriving needs, found again without writing them out. */
export class AnswerShapes {
  readonly #explanations: Explanations;
  readonly #own = new Map<OwnStatus, Pair>();
  readonly #silent = new Map<string, Pair>();
  /** By identity: walks and refusals are kept once by whoever makes them. */
  readonly #unknown = new Map<Refusal, Pair>();
  readonly #expected = new Map<string | null, Map<Walked, Pair>>();
  readonly #refusals = new Map<string, Refusal>();

  constructor(explanations: Explanations) {
    this.#explanations = explanations;
  }

  /** What the cell's own findings say. */
  own(status: OwnStatus, isDeclared: boolean): number {
    return this.#place(pairOf(this.#own, status), isDeclared, () => ({
      status: status === 'said-not-to-run' ? 'unknown' : status,
      isComposite: status === 'conflicting' || status === 'said-not-to-run',
      steps: [],
      because: null,
    }));
  }

  /** @param legRule rule of the step from another release, if there is one */
  expected(legRule: string | null, walk: Walked, isDeclared: boolean): number {
    let byWalk = this.#expected.get(legRule);
    if (byWalk === undefined) this.#expected.set(legRule, (byWalk = new Map<Walked, Pair>()));
    return this.#place(pairOf(byWalk, walk), isDeclared, () => ({
      status: 'expected',
      isComposite: false,
      steps: [...(legRule === null ? [] : [{ rule: legRule, axis: 'release' as const }]), ...walk.steps],
      because: null,
    }));
  }

  /** Unknown without a source to name. */
  silent(code: string, isDeclared: boolean): number {
    return this.#place(pairOf(this.#silent, code), isDeclared, () => unknownBecause({ code, rule: null }, false));
  }

  /** @param refusal of a table of walks, or from {@link refusal} */
  unknown(refusal: Refusal, isDeclared: boolean): number {
    return this.#place(pairOf(this.#unknown, refusal), isDeclared, () => unknownBecause(refusal, true));
  }

  refusal(rule: string | null, code: string): Refusal {
    const key = `${code} ${rule ?? ''}`;
    let refusal = this.#refusals.get(key);
    if (refusal === undefined) this.#refusals.set(key, (refusal = { rule, code }));
    return refusal;
  }

  #place(pair: Pair, isDeclared: boolean, shape: () => Omit<Explanation, 'isDeclared'>): number {
    const which = isDeclared ? 1 : 0;
    return (pair[which] ??= this.#explanations.place({ ...shape(), isDeclared }));
  }
}

function unknownBecause({ code, rule }: Refusal, hasNearest: boolean): Omit<Explanation, 'isDeclared'> {
  return { status: 'unknown', isComposite: false, steps: [], because: { code, rule, hasNearest } };
}

function pairOf<Key>(pairs: Map<Key, Pair>, key: Key): Pair {
  let pair = pairs.get(key);
  if (pair === undefined) pairs.set(key, (pair = [undefined, undefined]));
  return pair;
}
