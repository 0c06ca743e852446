import type { NameResolver } from '#libs/domain';
import { loadNameResolver } from '#libs/registry';
import type { Parts } from '../parts.js';

/** Organizations come and are renamed without a revision: after this long their names are read anew. */
const KEEP_MS = 60_000;

/** The names of everything that is public, kept for a while between one list and the next. */
export class PublicNames {
  readonly #db: Parts['db'];
  readonly #revision: () => number;
  #kept: { readonly names: Promise<NameResolver>; readonly revision: number } | null = null;

  /** @param revision of the matrix: other names come with another one */
  constructor(db: Parts['db'], revision: () => number) {
    this.#db = db;
    this.#revision = revision;
  }

  get(): Promise<NameResolver> {
    const revision = this.#revision();
    if (this.#kept?.revision === revision) return this.#kept.names;
    const kept = { names: loadNameResolver(this.#db, null), revision };
    this.#kept = kept;
    const letGo = (): void => {
      if (this.#kept === kept) this.#kept = null;
    };
    setTimeout(letGo, KEEP_MS).unref();
    kept.names.catch(letGo);
    return kept.names;
  }
}
