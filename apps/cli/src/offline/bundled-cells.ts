import {
  CELL_STATUSES,
  chosenOf,
  chosenStatuses,
  isIn,
  PlatformReach,
  PUBLIC_AUDIENCE,
  productWords,
  readRelease,
  readWithheld,
  ReleaseAnswers,
  type BundleEntry,
  type CellFilter,
  type Chosen,
  type DocumentNames,
  type Platform,
  type TableProduct,
} from '#libs/domain';
import type { Moments } from './moments.js';
import type { OfflineMatrix } from './offline-matrix.js';

/** A release whose names or coordinate have the text that is looked for, by its places in the lists of facets. */
export interface FoundRelease {
  readonly entry: BundleEntry;
  readonly category: number;
  readonly vendor: number;
}

/** A platform, also by its places in the catalogue's lists. */
export interface Column {
  readonly platform: Platform;
  readonly os: number;
  readonly cpu: number;
}

/** Everything about one release that answers are made of. */
export interface ReleaseTold {
  readonly answers: ReleaseAnswers;
  readonly product: TableProduct;
  readonly names: DocumentNames;
}

/** The cells of a bundle at a moment, as a filter sees them. Of the bundle no more is held than some blocks. */
export class BundledCells {
  readonly #matrix: OfflineMatrix;
  readonly #moments: Moments;
  readonly #text: string | undefined;
  readonly #onRelease: () => void;
  readonly #reach: PlatformReach;
  readonly #categories: ReadonlyMap<string, number>;
  readonly #vendors: ReadonlyMap<string, number>;
  readonly chosen: Readonly<Record<'category' | 'vendor' | 'os' | 'cpu' | 'status', Chosen>>;
  /** All platforms, in the order in which searches list them. */
  readonly columns: readonly Column[];

  /**
   * @param onRelease called for each release of the bundle that has been looked at
   * @throws DomainError `unknown-coordinate` with the nearest matches, for a value that nothing is called
   */
  constructor(matrix: OfflineMatrix, filter: CellFilter, moments: Moments, onRelease: () => void) {
    const { categories, vendors, osReleases, cpuModels, platforms } = matrix.catalogue;
    const coordinates = (list: readonly { readonly coordinate: string }[]) => list.map(({ coordinate }) => coordinate);
    this.#matrix = matrix;
    this.#moments = moments;
    this.#text = filter.q?.toLowerCase();
    this.#onRelease = onRelease;
    this.#reach = new PlatformReach(matrix.facts.osReleases, matrix.facts.cpuModels);
    this.#categories = new Map(categories.map((name, place) => [name, place]));
    this.#vendors = new Map(vendors.map((name, place) => [name, place]));
    this.chosen = {
      category: chosenOf('category', filter.category, categories),
      vendor: chosenOf('vendor', filter.vendor, vendors),
      os: chosenOf('os', filter.os, coordinates(osReleases)),
      cpu: chosenOf('cpu', filter.cpu, coordinates(cpuModels)),
      status: chosenStatuses(filter.status),
    };
    this.columns = matrix.reading(() =>
      platforms.map(({ os, cpu }) => {
        const [osRelease, cpuModel] = [matrix.facts.osReleases[os], matrix.facts.cpuModels[cpu]];
        if (osRelease === undefined || cpuModel === undefined) throw new Error(`no platform of ${os} and ${cpu}`);
        return { platform: { os: osRelease, cpu: cpuModel }, os, cpu };
      }),
    );
  }

  /** Columns that the filter lets through. */
  get columnsAsked(): readonly Column[] {
    return this.columns.filter(({ os, cpu }) => isIn(this.chosen.os, os) && isIn(this.chosen.cpu, cpu));
  }

  /** Releases with the text that is looked for, in the order in which searches list them. */
  async *releases(): AsyncGenerator<FoundRelease> {
    for await (const entry of this.#matrix.directory()) {
      if (this.#hasText(entry)) {
        yield this.#matrix.reading(() => ({
          entry,
          category: placeIn(this.#categories, entry.category),
          vendor: placeIn(this.#vendors, vendorOf(entry.release)),
        }));
      }
      this.#onRelease();
    }
  }

  isAsked({ category, vendor }: FoundRelease): boolean {
    return isIn(this.chosen.category, category) && isIn(this.chosen.vendor, vendor);
  }

  /** Reads what answers about a release are made of. */
  async told({ entry }: FoundRelease): Promise<ReleaseTold> {
    const matrix = this.#matrix;
    const line = await matrix.listed(entry.release);
    const kin = await matrix.kin(line);
    const question = {
      secondReleaseId: null,
      audience: PUBLIC_AUDIENCE,
      validAt: this.#moments.validAt,
      knownAtRevision: matrix.file.index.revision,
    };
    const withheld = { partner: null, file: null };
    const answers = matrix.reading(
      () =>
        new ReleaseAnswers(
          question,
          readRelease(line, kin, matrix.facts),
          readWithheld(line, matrix.facts, withheld),
          this.#reach,
        ),
    );
    return { answers, product: { ...line.product, vendor: vendorOf(line.release) }, names: matrix.namesFor(line) };
  }

  #hasText({ release, name, nameEn }: BundleEntry): boolean {
    if (this.#text === undefined) return true;
    const product = release.slice(release.indexOf('/') + 1, release.indexOf('@'));
    const words = productWords({ name, nameEn, vendor: vendorOf(release), product });
    return words.includes(this.#text) || release.toLowerCase().includes(this.#text);
  }
}

/** Place of a cell's status among all of them. */
export function statusPlace(answers: ReleaseAnswers, platform: Platform): number {
  return CELL_STATUSES.indexOf(answers.statusOn(platform));
}

/** @throws Error for a name that the list doesn't have: the file contradicts itself */
function placeIn(places: ReadonlyMap<string, number>, name: string): number {
  const place = places.get(name);
  if (place === undefined) throw new Error(`nothing is called ${name}`);
  return place;
}

function vendorOf(release: string): string {
  return release.slice(0, release.indexOf('/'));
}
