/** Releases by the instant at which their answers change by themselves, earliest first. */
export class Moments {
  readonly #at: number[] = [];
  readonly #release: number[] = [];
  /** The instant that counts for a release: older entries in the heap are stale. */
  readonly #due = new Map<number, number>();

  /** @param at epoch seconds; infinity for never */
  set(release: number, at: number): void {
    if (at === Infinity) {
      this.#due.delete(release);
      return;
    }
    if (this.#due.get(release) === at) return;
    this.#due.set(release, at);
    this.#push(at, release);
  }

  /** Whether anything at all may be due by `now`. */
  anyBy(now: number): boolean {
    return (this.#at[0] ?? Infinity) <= now;
  }

  /** When the release's answers change next, or infinity. */
  of(release: number): number {
    return this.#due.get(release) ?? Infinity;
  }

  /** Takes one release that is due by `now`, or undefined. */
  take(now: number): number | undefined {
    for (;;) {
      const [at, release] = [this.#at[0], this.#release[0]];
      if (at === undefined || release === undefined || at > now) return undefined;
      this.#pop();
      if (this.#due.get(release) === at) {
        this.#due.delete(release);
        return release;
      }
    }
  }

  #push(at: number, release: number): void {
    let i = this.#at.length;
    this.#at.push(at);
    this.#release.push(release);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((this.#at[parent] ?? 0) <= (this.#at[i] ?? 0)) break;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #pop(): void {
    const last = this.#at.length - 1;
    this.#swap(0, last);
    this.#at.pop();
    this.#release.pop();
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < last && (this.#at[child] ?? 0) < (this.#at[least] ?? 0)) least = child;
      }
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }

  #swap(i: number, j: number): void {
    const [at, release] = [this.#at[i] ?? 0, this.#release[i] ?? 0];
    this.#at[i] = this.#at[j] ?? 0;
    this.#release[i] = this.#release[j] ?? 0;
    this.#at[j] = at;
    this.#release[j] = release;
  }
}
