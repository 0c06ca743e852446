import type { Finding } from '#libs/domain';

/** One row of `findings`, still in the world's own terms: places by index, organizations by slug, instants in seconds. */
export interface WorldFinding {
  readonly kind: Finding['kind'];
  readonly verdict: Finding['verdict'];
  /** Index of the platform. */
  readonly platform: number;
  readonly visibility: Finding['visibility'];
  /** Slug of the organization that may see it besides the release's vendor. */
  readonly party: string | null;
  readonly organization: string;
  readonly declaredAs: 'vendor' | 'os-vendor' | 'cpu-vendor' | 'third-party' | null;
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly testedAt: number | null;
  readonly recordedAt: number;
  readonly rule: string | null;
  /** The finding that an act names. */
  readonly ends: WorldFinding | null;
  /** The finding that an inheritance was reviewed on. */
  readonly source: WorldFinding | null;
}

/** A cell's findings in the making. Everything but kind and moment has a default. */
export type FindingDraft = Pick<WorldFinding, 'kind' | 'platform' | 'organization' | 'validFrom' | 'recordedAt'> &
  Partial<WorldFinding>;

/** Collects one release's findings until it has as many as it should. */
export class FindingSheet {
  readonly #cells = new Map<number, WorldFinding[]>();
  readonly #quota: number;
  #count = 0;

  constructor(quota: number) {
    this.#quota = quota;
  }

  get isFull(): boolean {
    return this.#count >= this.#quota;
  }

  has(platform: number): boolean {
    return this.#cells.has(platform);
  }

  get covered(): number[] {
    return [...this.#cells.keys()];
  }

  /** Null where the release has all its findings: whatever would refer to this one is left out with it. */
  add(draft: FindingDraft): WorldFinding | null {
    if (this.isFull) return null;
    const finding: WorldFinding = {
      verdict: null,
      visibility: 'public',
      party: null,
      declaredAs: null,
      validTo: null,
      testedAt: null,
      rule: null,
      ends: null,
      source: null,
      ...draft,
    };
    const cell = this.#cells.get(draft.platform);
    if (cell === undefined) this.#cells.set(draft.platform, [finding]);
    else cell.push(finding);
    this.#count += 1;
    return finding;
  }

  /** In the order of platforms, as they are stored. */
  inOrder(): WorldFinding[] {
    return [...this.#cells].sort(([a], [b]) => a - b).flatMap(([, findings]) => findings);
  }
}
