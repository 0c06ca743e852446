import type { CellStatus } from '#libs/domain';

/** The shape of an answer, interned: what it says but for the findings, instants and names that fill it in. */
export interface Explanation {
  readonly status: CellStatus;
  /** The cell's own findings have to be looked at when it is read: several sources. */
  readonly isComposite: boolean;
  /** Somebody declares something about the cell, which every answer tells. */
  readonly isDeclared: boolean;
  /** Steps from the source to the cell, for `expected`. */
  readonly steps: readonly { readonly rule: string; readonly axis: 'release' | 'cpu' | 'os' }[];
  /** For `unknown`. */
  readonly because: { readonly code: string; readonly rule: string | null; readonly hasNearest: boolean } | null;
}

/** Explanations by a number that fits in 16 bits. */
export class Explanations {
  readonly list: Explanation[] = [];
  readonly #places = new Map<string, number>();

  place(explanation: Explanation): number {
    const key = JSON.stringify(explanation);
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.list.push(explanation) - 1;
      if (place > 0xffff) throw new Error('more explanations than 16 bits can tell apart');
      this.#places.set(key, place);
    }
    return place;
  }
}
