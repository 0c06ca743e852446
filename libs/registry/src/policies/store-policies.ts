import { PolicyActivation, row } from '#libs/database';
import type { EntityManager } from 'typeorm';

interface StoredPolicy {
  readonly version: string;
  readonly effectiveFrom: string;
}

/** A policy that findings may name is never rewritten: a change needs a new version. Storing one puts none in force. */
export async function storePolicies(tx: EntityManager, policies: readonly StoredPolicy[]): Promise<void> {
  for (const policy of policies) {
    await tx.query(
      'INSERT INTO inference_policies (version, definition) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING',
      [policy.version, policy],
    );
  }
}

/** The policy that an empty database begins with, where nobody could activate one yet: the newest of those given. */
export async function firstPolicy<P extends StoredPolicy>(
  tx: EntityManager,
  policies: readonly P[],
): Promise<P | undefined> {
  if ((await row(tx, 'SELECT 1 AS one FROM policy_activations LIMIT 1')) !== undefined) return undefined;
  return [...policies].sort((a, b) => Date.parse(b.effectiveFrom) - Date.parse(a.effectiveFrom))[0];
}

export async function activateFirstPolicy(
  tx: EntityManager,
  { version }: StoredPolicy,
  revision: number,
): Promise<void> {
  await tx.insert(PolicyActivation, { revision, version });
  await tx.query('UPDATE inference_policies SET revision = $2 WHERE version = $1', [version, revision]);
}
