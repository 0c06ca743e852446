/** A test that could be made. Elements are numbered from 0. */
export interface TestOption {
  readonly covers: readonly number[];
  /** What speaks against it, from 0 up: weighs only among plans of equally many tests. */
  readonly penalty: number;
}

export interface ChosenTests {
  /** Places of the options, ascending. */
  readonly chosen: readonly number[];
  /** No fewer tests cover everything: proven, not searched for as long as it took. */
  readonly isFewest: boolean;
  /** So many at least are needed, whatever is chosen. */
  readonly atLeast: number;
  /** Elements that no option covers. */
  readonly uncovered: readonly number[];
}

/** Branches looked at in each independent part before the best found so far has to do. */
const MOST_BRANCHES = 20_000;

/**
 * The fewest tests that cover all elements, among equally many those with the least penalty. Parts that share no test are
 * solved one by one: exactly, by branch and bound, as far as {@link MOST_BRANCHES} reach; else the better of the search so
 * far and of always taking the test that covers most of what is left, which is never more than H(d) = 1 + 1/2 + … + 1/d
 * times the fewest, d being the most that one test covers (Chvátal 1979).
 */
export function chooseTests(
  elements: number,
  options: readonly TestOption[],
  mostBranches = MOST_BRANCHES,
): ChosenTests {
  const all = Array.from({ length: elements }, (_, element) => element);
  const covered = new Set(options.flatMap(({ covers }) => covers));
  const parts = independentParts(elements, options).map((part) => new Search(part, options, mostBranches).run());
  return {
    chosen: parts.flatMap(({ chosen }) => chosen).sort((a, b) => a - b),
    isFewest: parts.every(({ chosen, atLeast }) => chosen.length === atLeast),
    atLeast: parts.reduce((sum, { atLeast }) => sum + atLeast, 0),
    uncovered: all.filter((element) => !covered.has(element)),
  };
}

interface Part {
  readonly elements: readonly number[];
  readonly options: readonly number[];
}

/** Elements that some test covers together belong together. */
function independentParts(elements: number, options: readonly TestOption[]): Part[] {
  const parent = Array.from({ length: elements }, (_, element) => element);
  const rootOf = (element: number): number => {
    let at = element;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) at = up;
    return at;
  };
  for (const { covers } of options) {
    for (const element of covers) parent[rootOf(element)] = rootOf(covers[0] ?? element);
  }
  const parts = new Map<number, { elements: number[]; options: number[] }>();
  options.forEach(({ covers }, place) => {
    const [first] = covers;
    if (first === undefined) return;
    const root = rootOf(first);
    const part = parts.get(root) ?? { elements: [], options: [] };
    part.options.push(place);
    parts.set(root, part);
  });
  for (const element of parent.keys()) parts.get(rootOf(element))?.elements.push(element);
  return [...parts.values()];
}

/** Tests chosen so far, and what is left to cover. */
interface Plan {
  readonly chosen: readonly number[];
  readonly penalty: number;
}

class Search {
  readonly #elements: readonly number[];
  readonly #options: readonly TestOption[];
  /** Places of the options worth looking at, by element. */
  readonly #covering = new Map<number, readonly number[]>();
  #best: Plan;
  #branchesLeft: number;

  constructor(part: Part, options: readonly TestOption[], mostBranches: number) {
    this.#elements = part.elements;
    this.#options = options;
    this.#branchesLeft = mostBranches;
    const worthwhile = withoutDominated(part.options, options);
    for (const element of part.elements) {
      this.#covering.set(
        element,
        worthwhile.filter((place) => options[place]?.covers.includes(element)),
      );
    }
    this.#best = this.#greedy(worthwhile);
  }

  run(): { readonly chosen: readonly number[]; readonly atLeast: number } {
    const all = new Set(this.#elements);
    const atLeast = this.#apart(all);
    this.#branch({ chosen: [], penalty: 0 }, all);
    const { chosen } = this.#best;
    return { chosen, atLeast: this.#branchesLeft > 0 ? chosen.length : atLeast };
  }

  #branch(plan: Plan, left: ReadonlySet<number>): void {
    if (left.size === 0) {
      if (isBetter(plan, this.#best)) this.#best = plan;
      return;
    }
    if (this.#branchesLeft <= 0) return;
    this.#branchesLeft -= 1;
    const fewest = plan.chosen.length + this.#apart(left);
    // As many tests as the best may still come with less penalty.
    if (fewest > this.#best.chosen.length) return;
    if (fewest === this.#best.chosen.length && plan.penalty >= this.#best.penalty) return;
    for (const place of this.#coveringOf(this.#hardest(left))) {
      this.#branch(this.#with(plan, place), this.#without(left, place));
    }
  }

  /** Elements of which no test covers two need a test each: a lower bound. Few-covered ones first make more of them. */
  #apart(left: ReadonlySet<number>): number {
    const byChoice = [...left].sort((a, b) => this.#coveringOf(a).length - this.#coveringOf(b).length);
    const taken = new Set<number>();
    let count = 0;
    for (const element of byChoice) {
      const covering = this.#coveringOf(element);
      if (covering.some((place) => taken.has(place))) continue;
      for (const place of covering) taken.add(place);
      count += 1;
    }
    return count;
  }

  #greedy(worthwhile: readonly number[]): Plan {
    let plan: Plan = { chosen: [], penalty: 0 };
    let left: ReadonlySet<number> = new Set(this.#elements);
    while (left.size > 0) {
      const gain = (place: number): number =>
        (this.#options[place]?.covers ?? []).filter((one) => left.has(one)).length;
      const [first] = worthwhile;
      if (first === undefined) throw new Error('a part of elements without a test');
      const best = worthwhile.reduce((most, place) => {
        const more = gain(place) - gain(most);
        return more > 0 || (more === 0 && this.#penalty(place) < this.#penalty(most)) ? place : most;
      }, first);
      plan = this.#with(plan, best);
      left = this.#without(left, best);
    }
    return plan;
  }

  /** The element with the fewest tests to choose from, so that branches are few. */
  #hardest(left: ReadonlySet<number>): number {
    return [...left].reduce((hardest, element) =>
      this.#coveringOf(element).length < this.#coveringOf(hardest).length ? element : hardest,
    );
  }

  #with({ chosen, penalty }: Plan, place: number): Plan {
    return { chosen: [...chosen, place], penalty: penalty + this.#penalty(place) };
  }

  #without(left: ReadonlySet<number>, place: number): ReadonlySet<number> {
    const covers = new Set(this.#options[place]?.covers);
    return new Set([...left].filter((element) => !covers.has(element)));
  }

  #coveringOf(element: number): readonly number[] {
    return this.#covering.get(element) ?? [];
  }

  #penalty(place: number): number {
    return this.#options[place]?.penalty ?? 0;
  }
}

function isBetter(a: Plan, b: Plan): boolean {
  return a.chosen.length < b.chosen.length || (a.chosen.length === b.chosen.length && a.penalty < b.penalty);
}

/** Leaves out a test where another one covers all that it covers and has no more against it; of equals the later one. */
function withoutDominated(places: readonly number[], options: readonly TestOption[]): readonly number[] {
  const sets = new Map(places.map((place) => [place, new Set(options[place]?.covers)]));
  const dominates = (other: number, place: number): boolean => {
    const [theirs, own] = [sets.get(other), sets.get(place)];
    if (theirs === undefined || own === undefined || theirs.size < own.size) return false;
    const more = (options[other]?.penalty ?? 0) - (options[place]?.penalty ?? 0);
    if (more > 0 || ![...own].every((element) => theirs.has(element))) return false;
    return theirs.size > own.size || more < 0 || other < place;
  };
  return places.filter((place) => !places.some((other) => other !== place && dominates(other, place)));
}
