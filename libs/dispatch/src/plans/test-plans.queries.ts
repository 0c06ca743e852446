import { row, rows } from '#libs/database';
import type { TestPlan } from '#libs/domain';
import type { EntityManager } from 'typeorm';

export interface TestPlanRow {
  readonly id: string;
  readonly definition: TestPlan;
}

/** The newest version of each plan, by slug. */
export async function testPlansInForce(
  db: Pick<EntityManager, 'query'>,
  page: { after: string; limit: number },
): Promise<TestPlanRow[]> {
  return rows<TestPlanRow>(
    db,
    'SELECT DISTINCT ON (slug) id, definition FROM test_plans WHERE slug > $1 ORDER BY slug, version DESC LIMIT $2',
    [page.after, page.limit],
  );
}

/** The newest version of the plan with this slug. */
export async function testPlanInForce(
  db: Pick<EntityManager, 'query'>,
  slug: string,
): Promise<TestPlanRow | undefined> {
  return row<TestPlanRow>(db, 'SELECT id, definition FROM test_plans WHERE slug = $1 ORDER BY version DESC LIMIT 1', [
    slug,
  ]);
}
