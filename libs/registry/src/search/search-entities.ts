/** What is kept of each thing beside its searchable text. Objects of one type have their place in one list. */
export interface FoundOrganization {
  readonly id: string;
  readonly slug: string;
}

export interface FoundProduct {
  readonly id: string;
  readonly slug: string;
  /** Place among organizations. */
  readonly vendor: number;
  readonly vendorId: string;
  readonly category: string;
  readonly published: boolean;
  readonly type: 'product' | 'cpu';
}

export interface FoundRelease {
  readonly id: string;
  /** Place among products. */
  readonly product: number;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly published: boolean;
  readonly type: 'release' | 'osRelease';
}

export interface FoundPlatform {
  readonly id: string;
  /** Place among releases. */
  readonly os: number;
  /** Place among products. */
  readonly cpu: number;
}

export interface FoundCertificate {
  readonly id: string;
  readonly number: string;
  /** Place among releases. */
  readonly release: number;
}

/** Things of one type by place and by id. Places never change; what is gone leaves its place empty. */
export class Entities<T extends { readonly id: string }> {
  readonly list: (T | undefined)[] = [];
  readonly #places = new Map<string, number>();

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  put(entity: T): number {
    const place = this.#places.get(entity.id) ?? this.list.length;
    this.#places.set(entity.id, place);
    this.list[place] = entity;
    return place;
  }

  /** @returns the place it had */
  remove(id: string): number | undefined {
    const place = this.#places.get(id);
    if (place !== undefined) this.list[place] = undefined;
    return place;
  }
}
