import { audit, Release, takeRevision, transaction, type Context } from '#libs/database';
import { notFound, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { insertRelease, takenAlready, type NewRelease } from './insert-release.js';
import { findRelease, productByCoordinate, type ReleaseRow } from './products.queries.js';

/**
 * Registers a release with its first build, of a product of the actor's organization.
 *
 * @throws DomainError `not-found` product · `unknown-artifact` for a digest whose bytes the organization has not uploaded
 * · `already-exists` for the version, or the ordinal in its line · `invalid-request` for a version that no coordinate can hold
 */
export async function createRelease({ db, actor }: Context<PersonActor>, input: NewRelease): Promise<ReleaseRow> {
  const id = uuidv7();
  return transaction(db, async (tx) => {
    // Held against its being dropped meanwhile.
    await tx.query('SELECT 1 FROM products WHERE vendor_id = $1 AND slug = $2 FOR KEY SHARE', [
      actor.organizationId,
      input.product,
    ]);
    const product = await productByCoordinate(tx, actor.organizationId, input);
    if (product.vendorId !== actor.organizationId) throw notFound('产品 · product');
    await insertRelease(tx, actor, id, product.id, input);
    await audit(tx, actor, {
      action: 'release.create',
      subject: ['release', id],
      details: { version: input.version },
    });
    const release = await findRelease(tx, actor.organizationId, input);
    if (release === undefined) throw new Error('a release that was just inserted is not there');
    if (release.published) {
      // From here on there are answers about it for everybody.
      const revision = await takeRevision(tx, `publication of ${release.coordinate}`);
      await tx.update(Release, { id }, { publishedRevision: revision });
    }
    return release;
  }).catch(takenAlready);
}
