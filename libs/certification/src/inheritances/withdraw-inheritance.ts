import { audit, row, transaction, type Context } from '#libs/database';
import { DomainError, nextInheritanceState, type PersonActor } from '#libs/domain';
import { inheritanceForActor, type InheritanceRow } from './inheritances.queries.js';
import { lockInheritance } from './lock-inheritance.js';

/**
 * Withdraws an inheritance that the actor's organization proposed, while it is under review. Its open review ends with it; the
 * cell may be proposed again.
 *
 * @throws DomainError `not-found` · `forbidden` for whoever else may see it · `illegal-transition` once it has ended
 */
export async function withdrawInheritance(
  { db, actor }: Context<PersonActor>,
  { id, reason }: { readonly id: string; readonly reason: string | null },
): Promise<InheritanceRow> {
  return transaction(db, async (tx) => {
    const known = await inheritanceForActor(tx, actor, id);
    const state = await lockInheritance(tx, known.id);
    const proposed = await row(tx, 'SELECT id FROM inheritances WHERE id = $1 AND proposing_organization_id = $2', [
      known.id,
      actor.organizationId,
    ]);
    if (proposed === undefined) {
      throw new DomainError(
        'forbidden',
        '仅提出继承申请的机构可撤回 · Only the organization that proposed it withdraws it',
      );
    }
    if (nextInheritanceState(state, 'withdrawn') === undefined) {
      throw new DomainError('illegal-transition', '该继承申请已有结论 · This inheritance has ended already', {
        facts: { state },
      });
    }
    await tx.query(`UPDATE inheritances SET state = 'rejected', withdrawn_at = now(), reason = $2 WHERE id = $1`, [
      known.id,
      reason,
    ]);
    await tx.query(
      `UPDATE reviews SET state = 'withdrawn', decided_at = now() WHERE inheritance_id = $1 AND state = 'open'`,
      [known.id],
    );
    await audit(tx, actor, {
      action: 'inheritance.withdraw',
      subject: ['inheritance', known.id],
      details: { from: state, reason },
    });
    return inheritanceForActor(tx, actor, known.id);
  });
}
