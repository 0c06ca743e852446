import { audit, PolicyDiff, row, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** A comparison of a policy with the one in force, over every cell. */
export interface SeenDiff {
  readonly policy: string;
  readonly against: string;
  readonly revision: number;
  readonly endRevision: number;
  readonly compared: number;
  readonly changed: number;
  readonly counts: unknown;
}

/**
 * Notes that somebody has seen to its end what a policy would change: what an activation by this person may rest on.
 *
 * @returns id of the comparison
 */
export async function recordPolicyDiff({ db, actor }: Context<PersonActor>, diff: SeenDiff): Promise<string> {
  const { policy: version, against, revision, endRevision, compared, changed } = diff;
  const id = uuidv7();
  await transaction(db, async (tx) => {
    const { personId, organizationId } = actor;
    // Which counts there are, the comparison says; here they are only kept.
    const counts = diff.counts as never;
    const seen = { against, revision, endRevision, compared, changed, counts };
    await tx.insert(PolicyDiff, { ...seen, id, version, personId, organizationId });
    const details = { against, revision, changed };
    await audit(tx, actor, { action: 'policy.compare', subject: ['policy', version], details });
  });
  return id;
}

/** The newest comparison with the policy now in force that a person has seen since that one was activated. */
export async function diffSeen(
  tx: EntityManager,
  version: string,
  personId: string,
): Promise<{ readonly id: string; readonly revision: number; readonly changed: number } | undefined> {
  return row(
    tx,
    `SELECT d.id, d.revision, d.changed FROM policy_diffs d
       JOIN (SELECT version, revision FROM policy_activations ORDER BY revision DESC LIMIT 1) active ON active.version = d.against
      WHERE d.version = $1 AND d.person_id = $2 AND d.revision >= active.revision ORDER BY d.seen_at DESC LIMIT 1`,
    [version, personId],
  );
}
