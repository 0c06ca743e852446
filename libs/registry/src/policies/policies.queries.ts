import { row, rows } from '#libs/database';
import { notFound } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface StoredPolicyRow {
  readonly version: string;
  readonly definition: unknown;
}

/** The inference policy in force at a revision. */
export async function policyAt(db: Db, revision: number): Promise<StoredPolicyRow | undefined> {
  return row<StoredPolicyRow>(
    db,
    `SELECT version, p.definition FROM policy_activations a JOIN inference_policies p USING (version)
      WHERE a.revision <= $1 ORDER BY a.revision DESC LIMIT 1`,
    [revision],
  );
}

/** All policies that were in force at some revision up to this one, the one in force among them. */
export async function policiesUpTo(db: Db, revision: number): Promise<StoredPolicyRow[]> {
  return rows<StoredPolicyRow>(
    db,
    `SELECT version, definition FROM inference_policies
      WHERE version IN (SELECT version FROM policy_activations WHERE revision <= $1) ORDER BY version`,
    [revision],
  );
}

export interface PolicyRow extends StoredPolicyRow {
  readonly inForce: boolean;
  readonly activations: readonly {
    revision: number;
    activatedAt: string;
    /** What the second person had seen of it: revision of the matrix it was compared at, and how many cells would change. */
    diff: { id: string; against: string; revision: number; changed: number } | null;
  }[];
  /** When one person asked for its activation, where a second one has still to confirm. */
  readonly activationRequestedAt: Date | null;
  readonly storedAt: Date;
}

/**
 * A request that waits for a second person: not used, and made since the last activation of any policy. What another policy
 * has overtaken was asked for under other circumstances.
 */
export const OPEN_REQUEST = `
  SELECT r.id, r.version, r.person_id, r.requested_at FROM policy_activation_requests r
   WHERE NOT EXISTS (SELECT 1 FROM policy_activations a WHERE a.request_id = r.id)
     AND r.requested_at >= coalesce((SELECT max(activated_at) FROM policy_activations), '-infinity')`;

const POLICY = `
  SELECT p.version, p.definition, p.created_at AS "storedAt",
         p.version = (SELECT version FROM policy_activations ORDER BY revision DESC LIMIT 1) IS TRUE AS "inForce",
         coalesce((SELECT json_agg(json_build_object('revision', a.revision, 'activatedAt',
                            to_char(a.activated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                            'diff', CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'against', d.against,
                              'revision', d.revision, 'changed', d.changed) END) ORDER BY a.revision)
                     FROM policy_activations a LEFT JOIN policy_diffs d ON d.id = a.diff_id WHERE a.version = p.version), '[]') AS activations,
         (SELECT max(o.requested_at) FROM (${OPEN_REQUEST}) o WHERE o.version = p.version) AS "activationRequestedAt"
    FROM inference_policies p`;

/** Stored policies by version as text, after `after`. */
export async function policiesPage(db: Db, page: { after: string; limit: number }): Promise<PolicyRow[]> {
  return rows<PolicyRow>(db, `${POLICY} WHERE p.version > $1 ORDER BY p.version LIMIT $2`, [page.after, page.limit]);
}

/** @throws DomainError `not-found` */
export async function policyByVersion(db: Db, version: string): Promise<PolicyRow> {
  const found = await row<PolicyRow>(db, `${POLICY} WHERE p.version = $1`, [version]);
  if (found === undefined) throw notFound('推断策略 · inference policy');
  return found;
}
