import { audit, transaction, type Context } from '#libs/database';
import { DomainError, findingId, type PersonActor } from '#libs/domain';
import { recordFindings, wholeSecond } from '#libs/matrix';
import { requirePlatform, requireRelease, type PlatformRow, type ReleaseRow } from '#libs/registry';
import { capacityFor, defaultEnd, type VendorCapacity } from './capacities.js';

export interface Declaration {
  readonly release: string;
  /** The other release of an edge: it says that both work together there, and nothing about either alone. */
  readonly with?: string | undefined;
  readonly os: string;
  readonly cpu: string;
  readonly verdict: 'pass' | 'fail';
  readonly validUntil: Date | null;
  readonly source: string;
}

/**
 * Records that a vendor says a release runs, or does not run, on a platform: as the release's own vendor, or as the
 * vendor of the OS or CPU. The capacity follows from the actor's organization.
 *
 * @throws DomainError `unknown-coordinate`, `forbidden` for an organization that is none of these, `invalid-request`
 */
export async function declareCompatibility(
  { db, actor }: Context<PersonActor>,
  input: Declaration,
): Promise<{ finding: string; as: VendorCapacity; validFrom: Date; validUntil: Date }> {
  return transaction(db, async (tx) => {
    const release = await requireRelease(tx, actor.organizationId, input.release, 'release');
    const second =
      input.with === undefined ? undefined : await requireRelease(tx, actor.organizationId, input.with, 'with');
    if (second?.id === release.id) {
      throw new DomainError('invalid-request', '须为另一版本 · The other release is the same one', {
        fields: [{ path: 'with', code: 'invalid', message: 'must be another release' }],
      });
    }
    const platform = await requirePlatform(tx, input);
    const as = capacityOf(actor, release, platform);
    const validFrom = wholeSecond(new Date());
    const validUntil = wholeSecond(input.validUntil ?? (await defaultEnd(tx, validFrom)));
    await audit(tx, actor, {
      action: 'declaration.record',
      subject: ['release', release.id],
      details: { with: input.with, os: input.os, cpu: input.cpu, verdict: input.verdict, as, source: input.source },
    });
    const [number] = await recordFindings(tx, `declaration about ${release.coordinate}`, [
      {
        kind: 'declaration',
        verdict: input.verdict,
        releaseId: release.id,
        secondReleaseId: second?.id ?? null,
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

function capacityOf(actor: PersonActor, release: ReleaseRow, platform: PlatformRow): VendorCapacity {
  const as = capacityFor(actor.organizationId, release.vendorId, platform);
  if (as !== undefined) return as;
  throw new DomainError(
    'forbidden',
    '仅产品、操作系统或 CPU 的厂商可声明 · Only the vendor of the release, the OS or the CPU declares',
  );
}
