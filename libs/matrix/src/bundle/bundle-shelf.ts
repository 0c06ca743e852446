import { DomainError } from '#libs/domain';
import { errnoOf } from '#libs/runtime';
import type { DataSource } from 'typeorm';
import { newestRevision } from './bundle.queries.js';
import { Spool } from './spool.js';
import { writeBundle } from './write-bundle.js';

/** Readers at once: slow ones hold files open. */
const MOST_READERS = 50;
/** A bundle is sent again as long as this many times what it took to write it: so writing takes 5 % of the time at most. */
const KEPT_TIMES = 20;

interface Edition {
  readonly spool: Spool;
  readonly revision: number;
  readonly begunAt: number;
  /** Null while it is being made. */
  tookMs: number | null;
}

/**
 * Keeps the bundle that was written last. It is the dearest answer of all and anybody may ask for it: one is made at a time,
 * for all who ask meanwhile, and the last one is good for everybody for a while; it says itself how old it is.
 */
export class BundleShelf {
  readonly #db: DataSource;
  readonly #report: (error: unknown) => void;
  readonly #stop = new AbortController();
  #current: Edition | null = null;
  #choosing: Promise<Edition> | null = null;
  #making: Promise<void> = Promise.resolve();

  constructor(db: DataSource, report: (error: unknown) => void) {
    this.#db = db;
    this.#report = report;
  }

  /**
   * A bundle's bytes.
   *
   * @throws DomainError `rate-limited` for too many readers at once, `matrix-loading` while there is no catalogue,
   *   `insufficient-storage`
   */
  async take(): Promise<AsyncIterable<Buffer>> {
    this.#choosing ??= this.#choose().finally(() => {
      this.#choosing = null;
    });
    const { spool } = await this.#choosing;
    if (spool.readers >= MOST_READERS) {
      throw new DomainError(
        'rate-limited',
        `同时下载离线包的请求过多（上限 ${MOST_READERS}），请稍后重试 · More than ${MOST_READERS} bundles are being sent; try again later`,
        { facts: { maxStreams: MOST_READERS } },
      );
    }
    const bytes = spool.read();
    // The first ones tell whether there is a bundle at all.
    const first = await bytes.next().catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOSPC') throw error;
      throw new DomainError('insufficient-storage', '服务器存储空间不足 · The server has no room to write a bundle', {
        cause: error,
      });
    });
    return withFirst(first, bytes);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#making;
    await this.#current?.spool.release();
    this.#current = null;
  }

  async #choose(): Promise<Edition> {
    const newest = await newestRevision(this.#db);
    const { signal } = this.#stop;
    signal.throwIfAborted();
    const current = this.#current;
    if (current !== null && isGood(current, newest.revision)) return current;
    const edition: Edition = {
      spool: await Spool.open(),
      revision: newest.revision,
      begunAt: Date.now(),
      tookMs: null,
    };
    this.#current = edition;
    await current?.spool.release();
    this.#making = edition.spool.fill(writeBundle(this.#db, newest, signal)).then(
      () => {
        edition.tookMs = Date.now() - edition.begunAt;
      },
      async (error: unknown) => {
        if (!signal.aborted) this.#report(error);
        if (this.#current !== edition) return;
        this.#current = null;
        await edition.spool.release();
      },
    );
    return edition;
  }
}

function isGood({ revision, begunAt, tookMs }: Edition, newest: number): boolean {
  return revision === newest || tookMs === null || Date.now() - begunAt < tookMs * KEPT_TIMES;
}

/** By hand: a generator that is given up before it was begun would not give its place back. */
function withFirst(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
  let next: IteratorResult<Buffer> | null = first;
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        if (next === null) return rest.next();
        const begun = next;
        next = null;
        return Promise.resolve(begun);
      },
      return: () => rest.return(undefined),
    }),
  };
}
