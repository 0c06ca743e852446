import { audit, transaction, type Context } from '#libs/database';
import { DomainError, findingId, type PersonActor } from '#libs/domain';
import { findingByNumber, recordFindings, type ShownFinding } from '#libs/matrix';

/**
 * Shows everybody a finding that was for the parties: by the vendor of its release, as a dated finding about it. What was
 * published stays so.
 *
 * @throws DomainError `not-found` · `forbidden` for a party that is not the vendor · `illegal-transition` for what is public
 * already, and for a finding about a draft
 */
export async function publishFinding({ db, actor }: Context<PersonActor>, number: number): Promise<ShownFinding> {
  return transaction(db, async (tx) => {
    const finding = await findingByNumber(tx, actor.organizationId, number);
    if (finding.vendorId !== actor.organizationId) {
      throw new DomainError('forbidden', '仅产品厂商可公开 · Only the vendor of the release publishes its findings');
    }
    if (!finding.releasePublished) {
      throw new DomainError('illegal-transition', '版本尚未发布 · The release is a draft: publish it first');
    }
    // Two publishing at once come one after the other; the second one reads what the first one did.
    await tx.query('SELECT number FROM findings WHERE number = $1 FOR UPDATE', [number]);
    if ((await findingByNumber(tx, actor.organizationId, number)).public) {
      throw new DomainError('illegal-transition', '该结论已公开 · The finding is public already');
    }
    await audit(tx, actor, { action: 'finding.publish', subject: ['finding', findingId(number)] });
    await recordFindings(tx, `publication of ${findingId(number)}`, [
      {
        kind: 'publication',
        releaseId: finding.releaseId,
        secondReleaseId: finding.secondReleaseId,
        platformId: finding.platformId,
        visibility: 'public',
        validFrom: new Date(),
        organizationId: actor.organizationId,
        endsFinding: number,
      },
    ]);
    return findingByNumber(tx, actor.organizationId, number);
  });
}
