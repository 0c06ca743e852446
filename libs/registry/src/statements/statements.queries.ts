import { row, rows } from '#libs/database';
import { notFound, type ReleaseFacts } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { END_OF_PRODUCT } from '../products/offers.queries.js';
import { foldStatements, type RegisteredRelease, type Statement, type StatementKind } from './fold-statements.js';

type Db = Pick<EntityManager, 'query'>;

/**
 * Releases as the rules read them, as of a revision: what was registered, and the statements known by then.
 *
 * @param ids of releases, or all there are
 */
export async function releaseFactsAt(
  db: Db,
  ids: readonly string[] | 'all',
  revision: number,
): Promise<ReleaseFacts[]> {
  const wanted = ids === 'all' ? null : ids;
  const releases = await rows<RegisteredRelease>(
    db,
    `SELECT r.id, rc.coordinate, rc.vendor_id AS "vendorId", r.product_id AS "productId", r.line, r.ordinal,
            r.abi_level AS "abiLevel", r.end_of_life AS "endOfLife", ended.day AS "productEndOfLife"
       FROM releases r JOIN release_coordinates rc USING (id)
       -- Few products have one: read once each, not once a release.
       LEFT JOIN (SELECT about.product_id, ${END_OF_PRODUCT('about.product_id', '$2')} AS day
                    FROM product_statements about WHERE about.kind = 'end-of-life' GROUP BY about.product_id) ended
              ON ended.product_id = r.product_id
      WHERE $1::uuid[] IS NULL OR r.id = ANY($1) ORDER BY r.product_id, r.line, r.ordinal, r.id`,
    [wanted, revision],
  );
  // What the holder of an original forbids is stated about the original.
  const statements = await rows<Statement>(
    db,
    `SELECT id, release_id AS "releaseId", kind, related_release_id AS "relatedReleaseId", withdraws_id AS "withdrawsId", value
       FROM release_statements
      WHERE revision <= $2 AND ($1::uuid[] IS NULL OR release_id = ANY($1) OR release_id IN
            (SELECT related_release_id FROM release_statements
              WHERE release_id = ANY($1) AND kind IN ('rebrand-offered', 'rebrand-consented')))
      ORDER BY revision, id`,
    [wanted, revision],
  );
  const about = new Map<string, Statement[]>();
  for (const statement of statements) {
    const others = about.get(statement.releaseId);
    if (others === undefined) about.set(statement.releaseId, [statement]);
    else others.push(statement);
  }
  return releases.map((release) => {
    const own = about.get(release.id) ?? [];
    const originals = new Set(own.flatMap(({ relatedReleaseId }) => relatedReleaseId ?? []));
    originals.delete(release.id);
    return foldStatements(release, [...own, ...[...originals].flatMap((id) => about.get(id) ?? [])]);
  });
}

/**
 * The releases that one may inherit from, as of a revision: the earlier ones of its line, the original that it is a rebrand
 * of with that one's own original (so that two hops can be told from one), hardware that states the same board or machine.
 */
export async function kinReleases(db: Db, releaseId: string, revision: number): Promise<ReleaseFacts[]> {
  const [asked] = await releaseFactsAt(db, [releaseId], revision);
  if (asked === undefined) return [];
  const earlier = await rows<{ id: string }>(
    db,
    'SELECT id FROM releases WHERE product_id = $1 AND line = $2 AND ordinal < $3',
    [asked.productId, asked.line, asked.ordinal],
  );
  const original = asked.rebrand === null ? [] : await releaseFactsAt(db, [asked.rebrand.originalId], revision);
  const related = new Set([
    ...earlier.map(({ id }) => id),
    ...original.flatMap(({ id, rebrand }) => (rebrand === null ? [id] : [id, rebrand.originalId])),
  ]);
  const ids = new Set([...related, ...(await statingLikeHardware(db, asked, revision))]);
  ids.delete(releaseId);
  const facts = await releaseFactsAt(db, [...ids], revision);
  // Of what stated like hardware once, only what still does is kin.
  return facts.filter((candidate) => related.has(candidate.id) || isLikeHardware(asked, candidate));
}

/** Ids of releases that hold all that any of these may inherit from, as of a revision; of their lines perhaps more. */
export async function kinIdsOf(db: Db, releaseIds: readonly string[], revision: number): Promise<string[]> {
  const mates = await rows<{ id: string }>(
    db,
    `SELECT DISTINCT mate.id FROM releases r JOIN releases mate ON mate.product_id = r.product_id AND mate.line = r.line
      WHERE r.id = ANY($1)`,
    [releaseIds],
  );
  const kin = new Set(mates.map(({ id }) => id));
  for (const { id, rebrand, hardware } of await releaseFactsAt(db, releaseIds, revision)) {
    // Few are either.
    if (rebrand === null && hardware === null) continue;
    for (const release of await kinReleases(db, id, revision)) kin.add(release.id);
  }
  return [...kin];
}

async function statingLikeHardware(db: Db, { hardware }: ReleaseFacts, revision: number): Promise<string[]> {
  if (hardware === null) return [];
  const found = await rows<{ id: string }>(
    db,
    `SELECT DISTINCT release_id AS id FROM release_statements
      WHERE kind = 'hardware' AND revision <= $1
        AND (value -> 'board' = $2::jsonb
             OR (value #>> '{machine,mainboard}' = $3 AND value #>> '{machine,cpuGeneration}' = $4))`,
    [
      revision,
      hardware.board === null ? null : JSON.stringify(hardware.board),
      hardware.machine?.mainboard ?? null,
      hardware.machine?.cpuGeneration ?? null,
    ],
  );
  return found.map(({ id }) => id);
}

function isLikeHardware(a: ReleaseFacts, b: ReleaseFacts): boolean {
  const board = b.hardware?.board;
  const machine = b.hardware?.machine;
  return (
    isSame(a.hardware?.board, board, ['pciVendor', 'pciDevice', 'pciSubvendor']) ||
    isSame(a.hardware?.machine, machine, ['mainboard', 'cpuGeneration'])
  );
}

/** Both are stated, and equal in these facts. */
function isSame<T extends object>(
  a: T | null | undefined,
  b: T | null | undefined,
  facts: readonly (keyof T)[],
): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return false;
  return facts.every((fact) => a[fact] === b[fact]);
}

export interface StatementRow {
  readonly id: string;
  readonly release: string;
  readonly kind: StatementKind;
  readonly otherRelease: string | null;
  readonly withdraws: string | null;
  /** The statement that withdrew this one. */
  readonly withdrawnBy: string | null;
  readonly value: Readonly<Record<string, unknown>>;
  /** Slug of the organization. */
  readonly statedBy: string;
  readonly statedById: string;
  readonly revision: number;
  readonly statedAt: Date;
}

const STATEMENT = `
  SELECT s.id, rc.coordinate AS release, s.kind, other.coordinate AS "otherRelease", s.withdraws_id AS withdraws,
         (SELECT w.id FROM release_statements w WHERE w.withdraws_id = s.id) AS "withdrawnBy", s.value,
         o.slug AS "statedBy", o.id AS "statedById", s.revision, s.created_at AS "statedAt"
    FROM release_statements s JOIN release_coordinates rc ON rc.id = s.release_id
    JOIN organizations o ON o.id = s.organization_id LEFT JOIN release_coordinates other ON other.id = s.related_release_id`;

/** Statements about a release, oldest first, after revision `after`. The caller has seen to it that the release may be seen. */
export async function statementsPage(
  db: Db,
  releaseId: string,
  page: { after: number; limit: number },
): Promise<StatementRow[]> {
  return rows<StatementRow>(
    db,
    `${STATEMENT} WHERE s.release_id = $1 AND s.revision > $2 ORDER BY s.revision LIMIT $3`,
    [releaseId, page.after, page.limit],
  );
}

/** @throws DomainError `not-found`, also for a statement about another release */
export async function statementById(db: Db, releaseId: string, id: string): Promise<StatementRow> {
  const found = await row<StatementRow>(db, `${STATEMENT} WHERE s.release_id = $1 AND s.id = $2`, [releaseId, id]);
  if (found === undefined) throw notFound('声明 · statement');
  return found;
}
