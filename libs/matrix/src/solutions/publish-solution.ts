import { audit, row, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor } from '#libs/domain';
import { refuseDrafts } from './create-solution.js';
import { solutionByName, type SolutionName, type SolutionRow } from './solutions.queries.js';

/**
 * Shows a solution of the actor's organization to everyone. No cell's answer changes with it, so it takes no revision.
 * Publishing again changes nothing.
 *
 * @throws DomainError `not-found` · `illegal-transition` while one of its releases is a draft
 */
export async function publishSolution({ db, actor }: Context<PersonActor>, name: SolutionName): Promise<SolutionRow> {
  return transaction(db, async (tx) => {
    const solution = await solutionByName(tx, actor.organizationId, name);
    if (solution.organizationId !== actor.organizationId) throw notFound('解决方案 · solution');
    refuseDrafts(solution.releases.map(({ release, published }) => ({ coordinate: release, published })));
    // Of two at once one finds it published already.
    const published = await row(
      tx,
      'UPDATE solutions SET published_at = now() WHERE id = $1 AND published_at IS NULL RETURNING id',
      [solution.id],
    );
    if (published !== undefined) {
      await audit(tx, actor, { action: 'solution.publish', subject: ['solution', solution.id] });
    }
    return { ...solution, published: true };
  });
}
