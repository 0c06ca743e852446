import { DomainError, nearestMatches, parseReleaseCoordinate, type CellStatus } from '#libs/domain';
import {
  findRelease,
  productByCoordinate,
  releasesOfProduct,
  unknownCoordinate,
  visibleReleaseCoordinates,
} from '#libs/registry';
import type { DataSource } from 'typeorm';
import { revisionAt } from '../cells/revision-at.queries.js';
import { statusesKnownAt } from './statuses-known-at.js';

/** Releases that one comparison takes. */
const MOST_RELEASES = 50;

export interface CellChange {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly from: { readonly status: CellStatus };
  readonly to: { readonly status: CellStatus };
}

/** Two moments, and whose cells: of one release, or of all published ones of a product (`vendor/product`). */
export interface Comparison {
  readonly from: Date;
  readonly to: Date;
  readonly release?: string | undefined;
  readonly product?: string | undefined;
}

/**
 * The cells whose status, as strangers were told, is another one at the second moment: by what was known at each moment, as
 * valid at that moment. Each release is compared in a short transaction of its own.
 *
 * @throws DomainError `unknown-coordinate`, `not-found`; `invalid-request` for a product with too many releases
 */
export async function diffCells(
  db: DataSource,
  { from, to, release, product }: Comparison,
  stopping: AbortSignal,
): Promise<CellChange[]> {
  const releases = product === undefined ? [await releaseNamed(db, release ?? '')] : await releasesOf(db, product);
  const changes: CellChange[] = [];
  for (const { id, coordinate } of releases) {
    await db.transaction('REPEATABLE READ', async (tx) => {
      const [before, after] = [await revisionAt(tx, from), await revisionAt(tx, to)];
      const earlier = await statusesKnownAt(tx, id, before.revision, from.getTime(), stopping);
      const later = await statusesKnownAt(tx, id, after.revision, to.getTime(), stopping);
      for (const [platform, { os, cpu, status }] of later) {
        // Of a platform that was not known yet, nothing was.
        const was = earlier.get(platform)?.status ?? 'unknown';
        if (was !== status) changes.push({ release: coordinate, os, cpu, from: { status: was }, to: { status } });
      }
    });
  }
  return changes;
}

async function releaseNamed(db: DataSource, text: string): Promise<{ id: string; coordinate: string }> {
  const coordinate = parseReleaseCoordinate(text);
  const found = coordinate === undefined ? undefined : await findRelease(db, null, coordinate);
  if (found !== undefined) return found;
  throw unknownCoordinate('query.release', text, nearestMatches(text, await visibleReleaseCoordinates(db, null)));
}

async function releasesOf(db: DataSource, text: string): Promise<{ id: string; coordinate: string }[]> {
  const [vendor = '', product = ''] = text.split('/');
  const found = await productByCoordinate(db, null, { vendor, product });
  const releases = await releasesOfProduct(db, null, found.id, { after: null, limit: MOST_RELEASES + 1 });
  if (releases.length <= MOST_RELEASES) return releases;
  throw new DomainError(
    'invalid-request',
    `产品的版本多于 ${MOST_RELEASES} 个，请指定版本 · The product has more than ${MOST_RELEASES} releases: name a release`,
    { fields: [{ path: 'query.product', code: 'too_big', message: `has more than ${MOST_RELEASES} releases` }] },
  );
}
