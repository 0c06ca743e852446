import { audit, row, takeRevision, transaction, type Context } from '#libs/database';
import { contentOf, diffCatalogue, listEntries } from '#libs/domain';
import type { Catalogue } from './read-catalogue.js';
import { insertPlatforms, missingCataloguePlatforms } from './complete-platforms.js';
import { activateFirstPolicy, firstPolicy, storePolicies } from '../policies/store-policies.js';
import {
  inForce,
  LOCK_CATALOGUE,
  newestVersion,
  storeEntries,
  storeVersion,
  storedEntries,
} from './catalogue-versions.js';
import { mergeShipped } from './merge-shipped.js';
import { isUnchanged, platformPartChanges, recordPlatformParts } from './record-platform-parts.js';
import { stagePlatformParts, writeVocabularies } from './write-vocabularies.js';

/**
 * Brings the vocabularies of the catalogue files into the database, in one transaction and, where that changes what
 * answers are derived from, one revision. What an operator added or changed stays in force: where the files say something
 * else since, that is a conflict, which {@link catalogueConflicts} tells. Does nothing where these very files were the last
 * ones loaded.
 *
 * @returns whether anything was loaded
 */
export async function loadCatalogue({ db, actor }: Context, catalogue: Catalogue): Promise<boolean> {
  return transaction(db, async (tx) => {
    // Two processes starting at once must not both load, nor while an operator changes the catalogue.
    await tx.query(LOCK_CATALOGUE);
    const last = await row<{ sha: string }>(
      tx,
      'SELECT content_sha256 AS sha FROM catalogue_loads ORDER BY loaded_at DESC LIMIT 1',
    );
    const stored = await storedEntries(tx);
    // A version of the service that kept no entries may have loaded the same files.
    if (last?.sha === catalogue.contentSha256 && stored.length > 0) return false;
    const merged = mergeShipped(stored, listEntries(catalogue));
    const content = contentOf(inForce(merged));
    await writeVocabularies(tx, content, catalogue.version);
    await storePolicies(tx, catalogue.policies);
    const changes = await platformPartChanges(tx, await stagePlatformParts(tx, content), 'catalogue');
    const first = await firstPolicy(tx, catalogue.policies);
    // From here on the revision head is locked: everything that carries no revision was written above. What answers are
    // derived from is as it was unless one of these says otherwise; an unchanged catalogue takes no revision.
    const changed =
      !isUnchanged(changes) ||
      first !== undefined ||
      (await missingCataloguePlatforms(tx, content.operatingSystems)).length > 0;
    const revision = changed ? await takeRevision(tx, `catalogue ${catalogue.version}`) : null;
    if (revision !== null) {
      await recordPlatformParts(tx, changes, revision);
      await insertPlatforms(tx, await missingCataloguePlatforms(tx, content.operatingSystems), 'catalogue', revision);
      if (first !== undefined) await activateFirstPolicy(tx, first, revision);
    }
    const version = (await newestVersion(tx)) + 1;
    await storeVersion(tx, {
      version,
      origin: 'shipped',
      digest: catalogue.contentSha256,
      reason: `catalogue ${catalogue.version}`,
      changes: diffCatalogue(inForce(stored), inForce(merged)),
      revision,
    });
    await storeEntries(tx, merged);
    await tx.query(
      `INSERT INTO catalogue_loads (content_sha256, vocabulary_version, revision) VALUES ($1, $2, coalesce($3, (SELECT revision FROM revision_head)))
       ON CONFLICT (content_sha256) DO UPDATE SET revision = excluded.revision, loaded_at = clock_timestamp()`,
      [catalogue.contentSha256, catalogue.version, revision],
    );
    await audit(tx, actor, {
      action: 'catalogue.load',
      subject: ['catalogue', catalogue.version],
      details: { sha256: catalogue.contentSha256, revision, version },
    });
    return true;
  });
}
