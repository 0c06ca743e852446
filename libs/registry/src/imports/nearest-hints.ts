import { nearestMatches } from '#libs/domain';

/** Rows that are told what their writer may have meant: comparing names is dear, and after so many nobody reads on. */
const MOST = 200;

/** Nearest matches for what rows misspell, each looked for once. */
export class NearestHints {
  readonly #found = new Map<string, readonly string[]>();

  async of(text: string, candidates: () => Promise<readonly string[]> | readonly string[]): Promise<readonly string[]> {
    const known = this.#found.get(text);
    if (known !== undefined) return known;
    if (this.#found.size >= MOST) return [];
    const nearest = nearestMatches(text, await candidates());
    this.#found.set(text, nearest);
    return nearest;
  }
}
