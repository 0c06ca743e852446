import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { aliasesInForce } from './load-names.js';
import { NamesInMemory } from './names-in-memory.js';
import {
  oldestOpenTransaction,
  organizationNames,
  platformNames,
  productNames,
  releaseNames,
  searchChangesSince,
  type SearchChange,
} from './search-rows.queries.js';

type Db = Pick<EntityManager, 'query'>;

/** Certificates are of a feature that the registry knows nothing of: whoever opens the search says how they are read. */
export interface CertificateSource {
  readonly page: (db: Db, after: string, limit: number) => Promise<readonly CertificateName[]>;
  readonly some: (db: Db, ids: readonly string[]) => Promise<readonly CertificateName[]>;
}

export interface CertificateName {
  readonly id: string;
  readonly number: string;
  readonly releaseId: string;
}

/** Rows read and indexed before others get their turn: some tens of milliseconds. */
const PAGE = 1_000;
/** Of more changes than this the index is made anew beside the old one. */
const MOST_CHANGES = 20_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The index of all names, which follows the database: each question first asks what changed since the last one, so that it
 * finds all that had been committed when it came. Nothing runs while nobody asks.
 */
export class LiveSearch {
  readonly #db: Db;
  readonly #certificates: CertificateSource;
  #index: NamesInMemory | undefined;
  /** Transactions from here on may have changed more than the index has. */
  #since = 0;
  /** Changes from there on that the index has, with the transactions that made them. */
  readonly #applied = new Map<string, number>();
  #running: Promise<NamesInMemory> | undefined;
  #next: Promise<NamesInMemory> | undefined;
  #closed = false;

  constructor(db: Db, certificates: CertificateSource) {
    this.#db = db;
    this.#certificates = certificates;
  }

  /** The index with all that was committed before the call. Those who ask at once share one reading. */
  async current(): Promise<NamesInMemory> {
    if (this.#next !== undefined) return this.#next;
    if (this.#running === undefined) return this.#run();
    // What runs has begun before this call and may have missed something.
    this.#next = this.#running.then(
      () => this.#run(),
      () => this.#run(),
    );
    return this.#next;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([this.#running, this.#next]);
  }

  #run(): Promise<NamesInMemory> {
    this.#next = undefined;
    const run = this.#follow().finally(() => {
      if (this.#running === run) this.#running = undefined;
    });
    this.#running = run;
    return run;
  }

  async #follow(): Promise<NamesInMemory> {
    if (this.#index === undefined) return this.#load();
    const { low, changes } = await searchChangesSince(this.#db, this.#since, MOST_CHANGES + 1);
    const fresh = changes.filter(({ kind, subject, txid }) => this.#applied.get(`${kind} ${subject}`) !== txid);
    // Aliases change seldom, and may stand at everything.
    const isRenamed = fresh.some(({ kind, subject }) => kind === 'catalogue' && subject === 'aliases');
    if (changes.length > MOST_CHANGES || isRenamed) return this.#load();
    await this.#apply(this.#index, fresh);
    for (const { kind, subject, txid } of fresh) this.#applied.set(`${kind} ${subject}`, txid);
    this.#begin(low);
    return this.#index;
  }

  async #load(): Promise<NamesInMemory> {
    // Read first: what changes meanwhile is read again.
    const since = await oldestOpenTransaction(this.#db);
    const index = new NamesInMemory(await aliasesInForce(this.#db));
    const page = <T extends { readonly id: string }>(
      read: (after: string) => Promise<readonly T[]>,
      put: (row: T) => void,
    ) => this.#allPages(read, put);
    const limit = PAGE;
    await page(
      (after) => organizationNames(this.#db, { after, limit }),
      (row) => index.putOrganization(row),
    );
    await page(
      (after) => productNames(this.#db, { after, limit }),
      (row) => index.putProduct(row),
    );
    await page(
      (after) => releaseNames(this.#db, { after, limit }),
      (row) => index.putRelease(row),
    );
    for (const platform of await platformNames(this.#db, 'all')) index.putPlatform(platform);
    await page(
      (after) => this.#certificates.page(this.#db, after, limit),
      (row) => index.putCertificate(row),
    );
    this.#index = index;
    this.#applied.clear();
    this.#begin(since);
    return index;
  }

  #begin(since: number): void {
    this.#since = since;
    for (const [key, txid] of this.#applied) if (txid < since) this.#applied.delete(key);
  }

  async #allPages<T extends { readonly id: string }>(
    read: (after: string) => Promise<readonly T[]>,
    put: (row: T) => void,
  ): Promise<void> {
    for (let after = FIRST_ID; ;) {
      if (this.#closed) throw new Error('the search is closed');
      const rows = await read(after);
      for (const row of rows) put(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.id;
      await nextTurn();
    }
  }

  /** In the order in which things stand on each other. */
  async #apply(index: NamesInMemory, changes: readonly SearchChange[]): Promise<void> {
    const of = (wanted: SearchChange['kind']): string[] =>
      changes.filter(({ kind }) => kind === wanted).map(({ subject }) => subject);
    await this.#applyKind(of('organization'), index.organizations, index.texts.organizations, async (ids) =>
      (await organizationNames(this.#db, ids)).map((row) => [row.id, () => index.putOrganization(row)]),
    );
    await this.#applyKind(of('product'), index.products, index.texts.products, async (ids) =>
      (await productNames(this.#db, ids)).map((row) => [row.id, () => index.putProduct(row)]),
    );
    await this.#applyKind(of('release'), index.releases, index.texts.releases, async (ids) =>
      (await releaseNames(this.#db, ids)).map((row) => [row.id, () => index.putRelease(row)]),
    );
    await this.#applyKind(of('platform'), index.platforms, null, async (ids) =>
      (await platformNames(this.#db, ids)).map((row) => [row.id, () => index.putPlatform(row)]),
    );
    await this.#applyKind(of('certificate'), index.certificates, index.texts.certificates, async (ids) =>
      (await this.#certificates.some(this.#db, ids)).map((row) => [row.id, () => index.putCertificate(row)]),
    );
  }

  async #applyKind(
    ids: readonly string[],
    entities: { remove(id: string): number | undefined },
    texts: { set(place: number, text: string): void } | null,
    read: (ids: readonly string[]) => Promise<[string, () => void][]>,
  ): Promise<void> {
    for (let at = 0; at < ids.length; at += PAGE) {
      const some = ids.slice(at, at + PAGE);
      const gone = new Set(some);
      for (const [id, put] of await read(some)) {
        gone.delete(id);
        put();
      }
      for (const id of gone) {
        const place = entities.remove(id);
        if (place !== undefined) texts?.set(place, '');
      }
    }
  }
}
