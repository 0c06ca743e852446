import {
  audit,
  PolicyActivation,
  PolicyActivationRequest,
  row,
  takeRevision,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { OPEN_REQUEST, policyByVersion, type PolicyRow } from './policies.queries.js';
import { requireUsable } from './policy-definition.js';
import { diffSeen } from './record-policy-diff.js';

/**
 * Puts a stored policy in force by two people: the first call notes the request, a call by another person activates it,
 * under a revision of its own. The second person has to have seen what it would change; which comparison that was stays with
 * the activation.
 *
 * @returns the policy: in force, or with the request that waits for a second person
 * @throws DomainError `not-found` · `conflict-of-interest` for the same person again · `illegal-transition` where it is in
 * force already, says that it is effective only later, refers to what the rules don't know, or was not compared yet
 */
export async function activatePolicy({ db, actor }: Context<PersonActor>, version: string): Promise<PolicyRow> {
  return transaction(db, async (tx) => {
    // Calls about activation come one after the other: what is open and what is in force stays as it was read.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('activate-policy'))`);
    const policy = await policyByVersion(tx, version);
    if (policy.inForce) throw refused('该策略已生效 · The policy is in force already');
    requireUsable(policy);
    const effectiveFrom = effectiveFromOf(policy.definition);
    if (effectiveFrom > Date.now()) {
      const day = new Date(effectiveFrom).toISOString();
      throw refused(`该策略自 ${day} 起适用 · The policy is effective from ${day} on, not before`);
    }
    const open = await row<{ id: string; personId: string }>(
      tx,
      `SELECT id, person_id AS "personId" FROM (${OPEN_REQUEST}) o WHERE version = $1 ORDER BY requested_at DESC LIMIT 1`,
      [version],
    );
    if (open === undefined) {
      const id = uuidv7();
      const { personId, organizationId } = actor;
      await tx.insert(PolicyActivationRequest, { id, version, personId, organizationId });
      await audit(tx, actor, { action: 'policy.request-activation', subject: ['policy', version] });
      return policyByVersion(tx, version);
    }
    if (open.personId === actor.personId) {
      throw new DomainError(
        'conflict-of-interest',
        '须由另一人确认生效 · Another person has to activate what you requested',
        { facts: { conflict: 'requested-it' } },
      );
    }
    const diff = await diffSeen(tx, version, actor.personId);
    if (diff === undefined) {
      throw new DomainError(
        'illegal-transition',
        `请先查看生效后的差异：GET /api/v1/policies/${version}/diff · See first what it would change: GET /api/v1/policies/${version}/diff`,
        { facts: { needs: 'diff' } },
      );
    }
    const details = { diff: diff.id, revision: diff.revision, changed: diff.changed };
    await audit(tx, actor, { action: 'policy.activate', subject: ['policy', version], details });
    const revision = await takeRevision(tx, `policy ${version}`);
    await tx.insert(PolicyActivation, {
      revision,
      version,
      requestId: open.id,
      requestedBy: open.personId,
      activatedBy: actor.personId,
      diffId: diff.id,
    });
    await tx.query('UPDATE inference_policies SET revision = coalesce(revision, $2) WHERE version = $1', [
      version,
      revision,
    ]);
    return policyByVersion(tx, version);
  });
}

function effectiveFromOf(definition: unknown): number {
  if (typeof definition !== 'object' || definition === null || !('effectiveFrom' in definition)) return 0;
  return Date.parse(String(definition.effectiveFrom));
}

function refused(message: string): DomainError {
  return new DomainError('illegal-transition', message);
}
