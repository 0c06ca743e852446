import { row } from '#libs/database';
import type { EntityManager } from 'typeorm';

/**
 * The newest revision up to this one with which anything changed that rules read, findings aside: the catalogue, the policy
 * in force, what is stated about releases and products, and which of them are published. All of that is the same at both revisions.
 */
export async function ruleFactsSince(db: Pick<EntityManager, 'query'>, revision: number): Promise<number> {
  const found = await row<{ since: number }>(
    db,
    `SELECT greatest(
       0,
       (SELECT max(revision) FROM os_release_facts WHERE revision <= $1),
       (SELECT max(revision) FROM cpu_model_facts WHERE revision <= $1),
       (SELECT max(revision) FROM policy_activations WHERE revision <= $1),
       (SELECT max(revision) FROM release_statements WHERE revision <= $1),
       (SELECT max(revision) FROM product_statements WHERE revision <= $1),
       (SELECT max(published_revision) FROM releases WHERE published_revision <= $1),
       (SELECT max(published_revision) FROM products WHERE published_revision <= $1)) AS since`,
    [revision],
  );
  return found?.since ?? 0;
}
