import type { NamedKind, NameResolution, NameResolver, WrittenName } from '#libs/domain';
import { loadNameResolver, type FieldValues } from '#libs/registry';
import type { EntityManager } from 'typeorm';

/** Names that rows have in the place of coordinates. What may mean two things means none. */
export class WrittenNames {
  #resolver: Promise<NameResolver> | undefined;
  readonly #found = new Map<string, NameResolution>();

  /** @param viewer whose drafts may be named, too */
  constructor(
    private readonly tx: EntityManager,
    private readonly viewer: string | null,
  ) {}

  /** @returns the coordinate that the words mean; else the field knows why there is none */
  async resolve(
    fields: FieldValues,
    field: string,
    kind: NamedKind,
    written: WrittenName,
  ): Promise<string | undefined> {
    const words = [written.vendor, written.text, written.version].filter((word) => word !== undefined).join(' ');
    const key = JSON.stringify([kind, written]);
    const found = this.#found.get(key) ?? (await this.#read()).resolve(kind, written);
    this.#found.set(key, found);
    switch (found.kind) {
      case 'one':
        return found.coordinate;
      case 'several': {
        const candidates = found.candidates.map(({ coordinate }) => coordinate);
        const message = `${words.slice(0, 200)} 可指多个 · may mean ${found.total} things: choose one`;
        return fields.refuse(field, 'ambiguous', message, candidates.slice(0, 5));
      }
      case 'none':
        return fields.refuse(field, 'unknown', `${words.slice(0, 200)} 未登记 · is not registered`, found.nearest);
    }
  }

  #read(): Promise<NameResolver> {
    // The names of everything: read only where a row has something else than a coordinate.
    return (this.#resolver ??= loadNameResolver(this.tx, this.viewer));
  }
}
