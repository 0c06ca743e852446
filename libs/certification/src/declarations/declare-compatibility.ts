import { audit, transaction, type Context } from '#libs/database';
import { DomainError, nearestMatches, parseReleaseCoordinate, type PersonActor } from '#libs/domain';
import { findingId, recordFindings, wholeSecond } from '#libs/matrix';
import {
  findRelease,
  requirePlatform,
  unknownCoordinate,
  visibleReleaseCoordinates,
  type PlatformRow,
  type ReleaseRow,
} from '#libs/registry';
import { validityEnd } from '../certificates/certificate-document.js';

export interface Declaration {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly verdict: 'pass' | 'fail';
  readonly validUntil: Date | null;
  readonly source: string;
}

type Capacity = 'vendor' | 'os-vendor' | 'cpu-vendor';

/** Default validity of what a vendor declares (domain.md R11). */
const DEFAULT_VALIDITY = { years: 3 } as const;

/**
 * Records that a vendor says a release runs, or does not run, on a platform: as the release's own vendor, or as the
 * vendor of the OS or CPU. The capacity follows from the actor's organization.
 *
 * @throws DomainError `unknown-coordinate`, `forbidden` for an organization that is none of these, `invalid-request`
 */
export async function declareCompatibility(
  { db, actor }: Context<PersonActor>,
  input: Declaration,
): Promise<{ finding: string; as: Capacity; validFrom: Date; validUntil: Date }> {
  return transaction(db, async (tx) => {
    const coordinate = parseReleaseCoordinate(input.release);
    const release = coordinate === undefined ? undefined : await findRelease(tx, actor.organizationId, coordinate);
    if (release === undefined) {
      const known = await visibleReleaseCoordinates(tx, actor.organizationId);
      throw unknownCoordinate('release', input.release, nearestMatches(input.release, known));
    }
    const platform = await requirePlatform(tx, input);
    const as = capacityOf(actor, release, platform);
    const validFrom = wholeSecond(new Date());
    const validUntil = wholeSecond(input.validUntil ?? validityEnd(validFrom, DEFAULT_VALIDITY));
    await audit(tx, actor, {
      action: 'declaration.record',
      subject: ['release', release.id],
      details: { os: input.os, cpu: input.cpu, verdict: input.verdict, as, source: input.source },
    });
    const [number] = await recordFindings(tx, `declaration about ${release.coordinate}`, [
      {
        kind: 'declaration',
        verdict: input.verdict,
        releaseId: release.id,
        platformId: platform.id,
        visibility: 'public',
        validFrom,
        validUntil,
        organizationId: actor.organizationId,
        declaredAs: as,
        reason: input.source,
      },
    ]);
    if (number === undefined) throw new Error('a declaration was recorded without a number');
    return { finding: findingId(number), as, validFrom, validUntil };
  });
}

function capacityOf(actor: PersonActor, release: ReleaseRow, platform: PlatformRow): Capacity {
  if (actor.organizationId === release.vendorId) return 'vendor';
  if (actor.organizationId === platform.osVendorId) return 'os-vendor';
  if (actor.organizationId === platform.cpuVendorId) return 'cpu-vendor';
  throw new DomainError(
    'forbidden',
    '仅产品、操作系统或 CPU 的厂商可声明 · Only the vendor of the release, the OS or the CPU declares',
  );
}
