import { setImmediate as nextTurn } from 'node:timers/promises';
import { productCards, productCategories } from '#libs/registry';
import type { DataSource } from 'typeorm';
import type { LiveMatrix, Snapshot } from '../memory/live-matrix.js';
import type { Matrix } from '../memory/matrix.js';
import { ReleaseDirectory } from './release-directory.js';

/** Looks this often whether the matrix has come, changed over or grown, so that no reader waits for it. */
const LOOK_EVERY_MS = 1_000;
/** Releases described before others get their turn: a few milliseconds. */
const SLICE = 2_000;

/** Keeps a directory of the releases in the live matrix. */
export class LiveDirectory {
  readonly #db: DataSource;
  readonly #live: LiveMatrix;
  readonly #timer: NodeJS.Timeout;
  #described: { readonly matrix: Matrix; readonly directory: ReleaseDirectory } | null = null;
  #describing: Promise<void> | null = null;
  /** Products that were drafts when they were described: until they are published their vendors may change them. */
  readonly #drafts = new Set<string>();
  #looked = -1;

  constructor(db: DataSource, live: LiveMatrix, report: (error: unknown) => void) {
    this.#db = db;
    this.#live = live;
    this.#timer = setInterval(() => void this.current().catch(report), LOOK_EVERY_MS).unref();
  }

  /** The live matrix with the directory of all its releases, to be used at once; null while it is loading. */
  async current(): Promise<{ readonly snapshot: Snapshot; readonly directory: ReleaseDirectory } | null> {
    for (;;) {
      const { snapshot } = this.#live;
      if (snapshot === null) return null;
      const directory = this.#described?.matrix === snapshot.matrix ? this.#described.directory : undefined;
      const isWhole = directory?.size === snapshot.matrix.world.releases.size;
      if (isWhole && !this.#mayBeStale(snapshot)) return { snapshot, directory };
      this.#describing ??= this.#describe(snapshot).finally(() => {
        this.#describing = null;
      });
      await this.#describing;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#describing?.catch(() => undefined);
  }

  async #describe({ matrix, facts, edition }: Snapshot): Promise<void> {
    if (this.#described?.matrix !== matrix) {
      const vendors = [...facts.organizations.values()].map(({ slug }) => slug);
      const directory = new ReleaseDirectory(await productCategories(this.#db), vendors);
      this.#drafts.clear();
      await this.#extend(directory, matrix);
      this.#described = { matrix, directory };
      return;
    }
    await this.#extend(this.#described.directory, matrix);
    await this.#describeAnew(this.#described.directory, matrix, edition.revision);
  }

  /** Something was published, perhaps, that was described as a draft. */
  #mayBeStale({ edition }: Snapshot): boolean {
    return this.#drafts.size > 0 && this.#looked !== edition.revision;
  }

  async #describeAnew(directory: ReleaseDirectory, { world: { releases } }: Matrix, revision: number): Promise<void> {
    const published = new Set<string>();
    for (const [place, { productId }] of releases.releases.entries()) {
      if (this.#drafts.has(productId) && !releases.isDraft(place)) published.add(productId);
    }
    const cards = published.size === 0 ? [] : await productCards(this.#db, [...published]);
    for (const card of cards) {
      directory.replaceProduct(card);
      this.#drafts.delete(card.id);
    }
    this.#looked = revision;
  }

  async #extend(directory: ReleaseDirectory, { world: { releases } }: Matrix): Promise<void> {
    const fresh = releases.releases.slice(directory.size);
    const unknown = new Set(fresh.flatMap(({ productId }) => (directory.hasProduct(productId) ? [] : [productId])));
    for (const card of await productCards(this.#db, [...unknown])) directory.addProduct(card);
    const first = directory.size;
    for (const [index, { productId }] of fresh.entries()) {
      if (unknown.has(productId) && releases.isDraft(first + index)) this.#drafts.add(productId);
    }
    for (const [index, release] of fresh.entries()) {
      directory.addRelease(release);
      if (index % SLICE === SLICE - 1) await nextTurn();
    }
  }
}
