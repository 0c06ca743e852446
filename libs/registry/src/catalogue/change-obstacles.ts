import { row, rows } from '#libs/database';
import {
  type AliasEntry,
  type CatalogueContent,
  type CatalogueReach,
  type CpuEntry,
  type OsReleaseEntry,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { PlacedEntry } from './read-documents.js';

type Db = Pick<EntityManager, 'query'>;

export interface Obstacle {
  readonly entry: PlacedEntry;
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What stands in the registry, outside the catalogue, in the way of entries. */
export async function takenNames(
  db: Db,
  entries: readonly PlacedEntry[],
  after: CatalogueContent,
): Promise<Obstacle[]> {
  // The kind says which entry it is.
  const cpus = new Map(
    entries.filter(({ kind }) => kind === 'cpus').map((entry) => [(entry.entry as CpuEntry).coordinate, entry]),
  );
  const systems = new Map(
    entries
      .filter(({ kind }) => kind === 'operatingSystems')
      .map((entry) => [(entry.entry as OsReleaseEntry).coordinate, entry]),
  );
  return [
    ...(await otherProducts(db, cpus, systems)),
    ...(await discoveredOnes(db, cpus, systems)),
    ...(await takenPlaces(db, systems, after)),
    ...(await unknownMeanings(db, entries, after)),
  ];
}

type Placed = ReadonlyMap<string, PlacedEntry>;

/** A product of another category has the name. */
async function otherProducts(db: Db, cpus: Placed, systems: Placed): Promise<Obstacle[]> {
  const wanted = [
    ...[...cpus].map(([coordinate]) => ({ coordinate, product: coordinate, category: 'cpu' })),
    ...[...systems].map(([coordinate]) => ({
      coordinate,
      product: coordinate.split('@', 1)[0],
      category: 'operating-system',
    })),
  ];
  const found = await rows<{ coordinate: string; category: string }>(
    db,
    `SELECT x.coordinate, p.category
       FROM jsonb_to_recordset($1::jsonb) AS x(coordinate text, product text, category text)
       JOIN organizations o ON o.slug = split_part(x.product, '/', 1)
       JOIN products p ON p.vendor_id = o.id AND p.slug = split_part(x.product, '/', 2) AND p.category <> x.category`,
    [JSON.stringify(wanted)],
  );
  return found.flatMap(({ coordinate, category }) =>
    obstacle(cpus.get(coordinate) ?? systems.get(coordinate), 'coordinate', 'taken', `names a product of ${category}`),
  );
}

/** A machine was found to be one: what it says of itself stays until it is taken over by hand. */
async function discoveredOnes(db: Db, cpus: Placed, systems: Placed): Promise<Obstacle[]> {
  const found = await rows<{ coordinate: string }>(
    db,
    `SELECT coordinate FROM release_coordinates JOIN os_releases ON release_id = id
      WHERE origin = 'discovered' AND coordinate = ANY($1)
     UNION ALL
     SELECT coordinate FROM cpu_coordinates JOIN cpu_models ON product_id = id
      WHERE origin = 'discovered' AND coordinate = ANY($2)`,
    [[...systems.keys()], [...cpus.keys()]],
  );
  return found.flatMap(({ coordinate }) =>
    obstacle(
      cpus.get(coordinate) ?? systems.get(coordinate),
      'coordinate',
      'discovered',
      'was discovered on a machine and keeps what that said; use a coordinate of its own',
    ),
  );
}

/** A release that is not of the catalogue has the place in the line. */
async function takenPlaces(db: Db, systems: Placed, after: CatalogueContent): Promise<Obstacle[]> {
  const wanted = [...systems.values()].map(({ entry }) => {
    const { coordinate, line, ordinal } = entry as OsReleaseEntry;
    return { coordinate, product: coordinate.split('@', 1)[0], line, ordinal };
  });
  const found = await rows<{ coordinate: string; other: string }>(
    db,
    `SELECT x.coordinate, c.coordinate AS other
       FROM jsonb_to_recordset($1::jsonb) AS x(coordinate text, product text, line text, ordinal integer)
       JOIN organizations o ON o.slug = split_part(x.product, '/', 1)
       JOIN products p ON p.vendor_id = o.id AND p.slug = split_part(x.product, '/', 2)
       JOIN releases r ON r.product_id = p.id AND r.line = x.line AND r.ordinal = x.ordinal
       JOIN release_coordinates c ON c.id = r.id AND c.coordinate <> x.coordinate`,
    [JSON.stringify(wanted)],
  );
  const listed = new Set(after.operatingSystems.map(({ coordinate }) => coordinate));
  return found
    .filter(({ other }) => !listed.has(other))
    .flatMap(({ coordinate }) =>
      obstacle(systems.get(coordinate), 'ordinal', 'taken', 'is the place of another release of the product'),
    );
}

/** An alias means organizations, products or releases that are neither in the registry nor in the catalogue. */
async function unknownMeanings(db: Db, entries: readonly PlacedEntry[], after: CatalogueContent): Promise<Obstacle[]> {
  const wanted = entries
    .filter(({ kind }) => kind === 'aliases')
    .flatMap((placed) => {
      // The kind says which entry it is.
      const { means } = placed.entry as AliasEntry;
      return (['organizations', 'products', 'releases'] as const).flatMap((kind) =>
        (means[kind] ?? []).map((coordinate, index) => ({ placed, kind, coordinate, field: `means.${kind}.${index}` })),
      );
    });
  if (wanted.length === 0) return [];
  const asked = wanted.map(({ coordinate }) => coordinate);
  const found = await rows<{ kind: string; coordinate: string }>(
    db,
    `SELECT 'organizations' AS kind, slug AS coordinate FROM organizations WHERE slug = ANY($1)
     UNION ALL
     SELECT 'products', o.slug || '/' || p.slug FROM products p JOIN organizations o ON o.id = p.vendor_id
      WHERE p.published_at IS NOT NULL AND o.slug || '/' || p.slug = ANY($1)
     UNION ALL
     SELECT 'releases', c.coordinate FROM release_coordinates c
       JOIN releases r ON r.id = c.id JOIN products p ON p.id = r.product_id
      WHERE r.published_at IS NOT NULL AND p.published_at IS NOT NULL AND c.coordinate = ANY($1)`,
    [asked],
  );
  const known = new Set(found.map(({ kind, coordinate }) => `${kind} ${coordinate}`));
  for (const { slug } of after.vendors) known.add(`organizations ${slug}`);
  for (const { coordinate } of after.cpus) known.add(`products ${coordinate}`);
  for (const { coordinate } of after.operatingSystems) {
    known.add(`products ${coordinate.split('@', 1)[0]}`).add(`releases ${coordinate}`);
  }
  return wanted
    .filter(({ kind, coordinate }) => !known.has(`${kind} ${coordinate}`))
    .flatMap(({ placed, field, coordinate }) =>
      obstacle(placed, field, 'unknown', `nothing published is ${coordinate}`),
    );
}

const obstacle = (entry: PlacedEntry | undefined, field: string, code: string, message: string): Obstacle[] =>
  entry === undefined ? [] : [{ entry, field, code, message }];

/** Existing platforms with one of these OS releases or CPU models. */
export async function touchedPlatforms(db: Db, { operatingSystems, cpus }: CatalogueReach): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    'SELECT count(*)::int AS count FROM platform_coordinates WHERE os = ANY($1) OR cpu = ANY($2)',
    [operatingSystems, cpus],
  );
  return found?.count ?? 0;
}

/** The highest number that a platform has. */
export async function platformNumbers(db: Db): Promise<number> {
  const found = await row<{ highest: number }>(db, 'SELECT coalesce(max(id), 0) AS highest FROM platforms');
  return found?.highest ?? 0;
}
