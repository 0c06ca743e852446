import { audit, Review, row, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { derivableCell } from '#libs/matrix';
import { requirePlatform, requireRelease } from '#libs/registry';
import { v7 as uuidv7 } from 'uuid';
import { inheritanceForActor, type InheritanceRow } from './inheritances.queries.js';

export interface ProposedInheritance {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  /** Why it may be carried over, in the proposer's words. */
  readonly statement: string | null;
}

/**
 * Proposes to carry a certified result over to a cell that the policy in force derives from it: by the vendor of the release,
 * or by a reviewer. No answer changes until two people have reviewed it, as they review a certificate.
 *
 * @throws DomainError `unknown-coordinate` · `forbidden` for another vendor · `not-inheritable` · `already-exists` while
 * another proposal for the cell is under review
 */
export async function proposeInheritance(
  { db, actor }: Context<PersonActor>,
  input: ProposedInheritance,
): Promise<InheritanceRow> {
  return transaction(db, async (tx) => {
    const release = await requireRelease(tx, actor.organizationId, input.release, 'release');
    if (actor.role === 'vendor' && release.vendorId !== actor.organizationId) {
      throw new DomainError(
        'forbidden',
        '仅产品厂商或评审人员可提出 · Only the vendor of the release or a reviewer proposes',
      );
    }
    const platform = await requirePlatform(tx, input);
    const derived = await derivableCell(tx, actor.organizationId, release, platform);
    const path = derived.path.map(({ rule, from }) => ({ rule, from }));
    // Two proposing at once: the index lets one of them in.
    const stored = await row<{ id: string }>(
      tx,
      `INSERT INTO inheritances (id, release_id, platform_id, source_finding, path, policy_version, scheme, state, statement,
                                 proposed_by, proposing_organization_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'technical-review', $8, $9, $10)
       ON CONFLICT (release_id, platform_id) WHERE state NOT IN ('issued', 'rejected') DO NOTHING RETURNING id`,
      [
        uuidv7(),
        release.id,
        platform.id,
        derived.source,
        JSON.stringify(path),
        derived.policy,
        derived.scheme,
        input.statement,
        actor.personId,
        actor.organizationId,
      ],
    );
    if (stored === undefined) {
      throw new DomainError(
        'already-exists',
        '该单元的继承申请正在评审 · An inheritance of this cell is under review already',
      );
    }
    await audit(tx, actor, {
      action: 'inheritance.propose',
      subject: ['inheritance', stored.id],
      details: { release: release.coordinate, os: input.os, cpu: input.cpu, policy: derived.policy },
    });
    await tx.insert(Review, { id: uuidv7(), inheritanceId: stored.id, kind: 'technical', state: 'open' });
    return inheritanceForActor(tx, actor, stored.id);
  });
}
