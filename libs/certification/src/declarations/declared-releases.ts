import {
  formatReleaseCoordinate,
  parseReleaseCoordinate,
  type ReleaseCoordinate,
  type WrittenName,
} from '#libs/domain';
import {
  releasesNamed,
  visibleReleaseCoordinates,
  type FieldValues,
  type ImportPlans,
  type ImportScope,
  type NearestHints,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import type { WrittenNames } from './written-names.js';

export interface AboutRelease {
  readonly id: string;
  readonly vendorId: string;
  readonly isPublic: boolean;
}

/** The releases that an import's declarations are about, as far as who imports may know of them. */
export class DeclaredReleases {
  constructor(
    private readonly scope: ImportScope,
    private readonly plans: ImportPlans,
    private readonly hints: NearestHints,
  ) {}

  async coordinateOf(fields: FieldValues, names: WrittenNames): Promise<ReleaseCoordinate | undefined> {
    const whole = fields.text('release');
    if (whole !== undefined) {
      const plain = fields.name('release', 280);
      if (plain === undefined) return undefined;
      return parseReleaseCoordinate(plain) ?? this.#named(fields, names, { text: plain });
    }
    const [product, version] = [fields.text('product'), fields.text('version')];
    if (product === undefined || version === undefined) {
      fields.required('release');
      return undefined;
    }
    const vendor = fields.text('vendor') ?? this.scope.organization?.slug;
    const exact = parseReleaseCoordinate(`${vendor ?? ''}/${product}@${version}`);
    if (exact !== undefined && fields.version('version') !== undefined) return exact;
    return this.#named(fields, names, { text: product, version, ...(vendor === undefined ? {} : { vendor }) });
  }

  /** A release that is named in words, as published lists do. */
  async #named(fields: FieldValues, names: WrittenNames, written: WrittenName): Promise<ReleaseCoordinate | undefined> {
    const found = await names.resolve(fields, 'release', 'release', written);
    return found === undefined ? undefined : parseReleaseCoordinate(found);
  }

  async registered(tx: EntityManager, coordinates: readonly ReleaseCoordinate[]): Promise<Map<string, AboutRelease>> {
    const viewer = this.scope.organization?.id;
    const found = new Map<string, AboutRelease>();
    for (const { id, coordinate, vendorId, isPublic } of await releasesNamed(tx, coordinates)) {
      // Somebody else's draft is not known to exist.
      if (isPublic || vendorId === viewer || vendorId === this.scope.importer.organizationId)
        found.set(coordinate, { id, vendorId, isPublic });
    }
    for (const coordinate of coordinates) {
      const text = formatReleaseCoordinate(coordinate);
      const planned = this.plans.releases.get(text);
      if (planned !== undefined) found.set(text, { ...planned, isPublic: planned.isPublished });
    }
    return found;
  }

  async release(
    tx: EntityManager,
    fields: FieldValues,
    coordinate: ReleaseCoordinate,
    releases: ReadonlyMap<string, AboutRelease>,
  ): Promise<AboutRelease | undefined> {
    const text = formatReleaseCoordinate(coordinate);
    const found = releases.get(text);
    if (found !== undefined) return found;
    const nearest = await this.hints.of(text, () =>
      visibleReleaseCoordinates(tx, this.scope.organization?.id ?? null, text),
    );
    return fields.refuse('release', 'unknown', `版本 ${text} 未登记 · ${text} is not registered`, nearest);
  }
}
