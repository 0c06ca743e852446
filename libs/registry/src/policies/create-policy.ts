import { audit, row, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { policyByVersion, type PolicyRow } from './policies.queries.js';
import { policyProblems } from './policy-definition.js';

export interface NewPolicy {
  readonly version: string;
  /** RFC 3339, UTC. */
  readonly effectiveFrom: string;
  readonly rules: Readonly<Record<string, unknown>>;
}

/**
 * Stores a version of the inference policy. It changes no answer until two people activate it.
 *
 * @throws DomainError `invalid-request` naming each wrong field · `already-exists`: a policy is never rewritten
 */
export async function createPolicy({ db, actor }: Context<PersonActor>, policy: NewPolicy): Promise<PolicyRow> {
  const fields = policyProblems(policy);
  if (fields.length > 0) {
    throw new DomainError('invalid-request', '推断策略有误 · The policy is wrong; see errors', { fields });
  }
  return transaction(db, async (tx) => {
    // Two posting at once: the primary key lets one of them win.
    const stored = await row(
      tx,
      'INSERT INTO inference_policies (version, definition) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING RETURNING version',
      [policy.version, policy],
    );
    if (stored === undefined) {
      throw new DomainError('already-exists', '该版本的策略已存在 · A policy of this version is stored already', {
        fields: [{ path: 'version', code: 'already-exists', message: 'is taken; a policy is never rewritten' }],
      });
    }
    await audit(tx, actor, { action: 'policy.create', subject: ['policy', policy.version] });
    return policyByVersion(tx, policy.version);
  });
}
