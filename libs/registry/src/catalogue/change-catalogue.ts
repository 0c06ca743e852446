import { audit, sqlStateOf, takeRevision, transaction, type Context } from '#libs/database';
import { contentOf, DomainError, entryName, keyOfEntry, sameJson, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { LOCK_CATALOGUE, storedName, storeEntries, storeVersion, type StoredEntry } from './catalogue-versions.js';
import { insertPlatforms, missingCataloguePlatforms } from './complete-platforms.js';
import { planChange, type CatalogueDiff, type PlannedChange } from './plan-change.js';
import type { CatalogueDocument } from './read-documents.js';
import { isUnchanged, platformPartChanges, recordPlatformParts } from './record-platform-parts.js';
import { stagePlatformParts, writeVocabularies } from './write-vocabularies.js';

export interface CatalogueChangeRequest {
  readonly documents: readonly CatalogueDocument[];
  /** Why: kept with the version. */
  readonly reason: string;
  /** Of the difference that the operator has seen; without one nothing is stored. */
  readonly digest?: string | undefined;
}

export interface CatalogueChangeResult extends CatalogueDiff {
  /** Number of the version that was made; null where the difference was only shown. */
  readonly version: number | null;
  /** Revision of the matrix from which on it holds; null where it changes no answer. */
  readonly revision: number | null;
}

const UNIQUE_VIOLATION = '23505';

/**
 * Shows what documents would change in the catalogue; with the digest of the difference that was seen, changes it, under a
 * version and, where answers are derived from it, a revision of its own.
 *
 * @throws DomainError `invalid-request` naming file, row and field of each problem · `payload-too-large` · `catalogue-moved`
 * where the difference is another one now · `illegal-transition` where there is none
 */
export async function changeCatalogue(
  { db, actor }: Context<PersonActor>,
  { documents, reason, digest }: CatalogueChangeRequest,
): Promise<CatalogueChangeResult> {
  if (digest === undefined) return shown(await planChange(db, documents), null, null);
  try {
    return await transaction(db, async (tx) => {
      await tx.query(LOCK_CATALOGUE);
      const planned = await planChange(tx, documents);
      if (planned.digest !== digest) throw moved(planned);
      if (planned.changes.length === 0) {
        throw new DomainError('illegal-transition', '目录无变化 · The catalogue says all of this already');
      }
      const version = planned.base + 1;
      const revision = await bringIn(tx, planned, version);
      const { personId, organizationId } = actor;
      const { changes } = planned;
      await storeVersion(tx, {
        version,
        origin: 'operator',
        digest,
        reason,
        changes,
        revision,
        personId,
        organizationId,
      });
      await storeEntries(tx, ownedBy(version, planned));
      await audit(tx, actor, {
        action: 'catalogue.change',
        subject: ['catalogue', String(version)],
        details: { digest, reason, entries: changes.length, revision },
      });
      return shown(planned, version, revision);
    });
  } catch (error) {
    // A vendor took a name or a place while this transaction looked: the next look will say where.
    if (sqlStateOf(error) === UNIQUE_VIOLATION) throw moved();
    throw error;
  }
}

/** @returns the revision, null where nothing changes that answers are derived from */
async function bringIn(tx: EntityManager, planned: PlannedChange, version: number): Promise<number | null> {
  const label = `catalogue version ${version}`;
  const content = contentOf(planned.entries);
  await writeVocabularies(tx, content, label);
  const staged = await stagePlatformParts(tx, { ...content, vendors: planned.after.vendors });
  const changes = await platformPartChanges(tx, staged, 'catalogue');
  // From here on the revision head is locked, as with shipped files.
  if (isUnchanged(changes) && (await missingCataloguePlatforms(tx, planned.after.operatingSystems)).length === 0)
    return null;
  const revision = await takeRevision(tx, label);
  await recordPlatformParts(tx, changes, revision);
  await insertPlatforms(tx, await missingCataloguePlatforms(tx, planned.after.operatingSystems), 'catalogue', revision);
  return revision;
}

/** What an operator says is the operator's; what the shipped files say, too, follows them again. */
function ownedBy(version: number, { entries, stored }: PlannedChange): StoredEntry[] {
  const known = new Map(stored.map((entry) => [storedName(entry), entry]));
  return entries.map((one) => {
    const key = keyOfEntry(one);
    const shipped = known.get(entryName(one.kind, key))?.shipped ?? null;
    const follows = sameJson(shipped, one.entry);
    return {
      kind: one.kind,
      key,
      inForce: one.entry,
      shipped,
      operatorVersion: follows ? null : version,
      seen: follows ? null : shipped,
    };
  });
}

function shown(planned: PlannedChange, version: number | null, revision: number | null): CatalogueChangeResult {
  const { base, digest, changes, unchanged, touches } = planned;
  return { base, digest, changes, unchanged, touches, version, revision };
}

function moved(planned?: PlannedChange): DomainError {
  return new DomainError(
    'catalogue-moved',
    '目录或文件与所确认的差异不符，请重新查看差异 · The catalogue or the documents are not those of the difference that was confirmed; look at it again',
    planned === undefined ? {} : { facts: { base: planned.base, digest: planned.digest } },
  );
}
