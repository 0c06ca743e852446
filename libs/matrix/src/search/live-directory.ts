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
      if (directory?.size === snapshot.matrix.world.releases.size) return { snapshot, directory };
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

  async #describe({ matrix, facts }: Snapshot): Promise<void> {
    if (this.#described?.matrix !== matrix) {
      const vendors = [...facts.organizations.values()].map(({ slug }) => slug);
      const directory = new ReleaseDirectory(await productCategories(this.#db), vendors);
      await this.#extend(directory, matrix);
      this.#described = { matrix, directory };
      return;
    }
    await this.#extend(this.#described.directory, matrix);
  }

  async #extend(directory: ReleaseDirectory, { world: { releases } }: Matrix): Promise<void> {
    const fresh = releases.releases.slice(directory.size);
    const unknown = new Set(fresh.flatMap(({ productId }) => (directory.hasProduct(productId) ? [] : [productId])));
    for (const card of await productCards(this.#db, [...unknown])) directory.addProduct(card);
    for (const [index, release] of fresh.entries()) {
      directory.addRelease(release);
      if (index % SLICE === SLICE - 1) await nextTurn();
    }
  }
}
