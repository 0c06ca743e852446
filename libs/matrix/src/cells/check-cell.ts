import { row, rows } from '#libs/database';
import {
  evaluateCell,
  explainInWords,
  PUBLIC_AUDIENCE,
  type Audience,
  type CellAnswer,
  type CellNames,
  type Language,
  type PersonActor,
} from '#libs/domain';
import {
  findReleaseByDigest,
  requirePlatform,
  requireRelease,
  unknownCoordinate,
  type ReleaseRow,
} from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { refuseOutOfRange } from '../findings/whole-seconds.js';
import { cellFacts } from './cell-facts.queries.js';
import { revisionAt } from './revision-at.queries.js';

export interface CellCheck {
  /** Either a release coordinate … */
  readonly release?: string | undefined;
  /** Asks about the edge to this release: do both work together there? */
  readonly with?: string | undefined;
  /** … or the SHA-256 or SM3 of a file. */
  readonly digest?: string | undefined;
  readonly os: string;
  readonly cpu: string;
  readonly validAt: Date | null;
  readonly knownAt: Date | null;
}

export interface ExplainedCell {
  readonly answer: CellAnswer;
  readonly knownAt: Date;
  readonly explanation: { readonly zh: string[]; readonly en: string[] };
  readonly declaredBy: readonly { organization: string; as: 'vendor' | 'os-vendor' | 'cpu-vendor' }[];
}

/**
 * Answers for one cell by the naive evaluator, over one consistent snapshot.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches · `invalid-request` for a `knownAt` in the future, or a
 * `validAt` that no finding can have
 */
export async function checkCell(db: DataSource, asker: PersonActor | null, check: CellCheck): Promise<ExplainedCell> {
  return db.transaction('REPEATABLE READ', async (tx) => {
    const known = await revisionAt(tx, check.knownAt);
    const validAt = check.validAt ?? check.knownAt ?? known.now;
    if (check.validAt !== null) refuseOutOfRange('validAt', check.validAt);
    const release = await releaseAsked(tx, asker, check);
    const viewer = asker?.organizationId ?? null;
    const second = check.with === undefined ? undefined : await requireRelease(tx, viewer, check.with, 'with');
    for (const [field, asked] of Object.entries({ release, with: second })) {
      if (asked !== undefined) await refuseUnpublished(tx, viewer, field, asked, known.revision);
    }
    const platform = await requirePlatform(tx, check);
    const facts = await cellFacts(tx, release.id, known.revision);
    const os = facts?.osReleases.find(({ id }) => id === platform.osReleaseId);
    const cpu = facts?.cpuModels.find(({ id }) => id === platform.cpuModelId);
    if (facts === undefined || os === undefined || cpu === undefined) {
      // The platform exists today but was not known at the moment asked about.
      throw unknownCoordinate(os === undefined ? 'os' : 'cpu', os === undefined ? check.os : check.cpu, []);
    }
    const answer = evaluateCell(
      {
        release: facts.release,
        secondReleaseId: second?.id ?? null,
        os,
        cpu,
        audience: audienceOf(asker),
        validAt: validAt.getTime(),
        knownAtRevision: known.revision,
      },
      facts,
    );
    const organizations = await organizationsNamed(tx, answer);
    const namesIn = (language: Language): CellNames => {
      const nameOf = (coordinate: string): string => {
        const known = facts.names.get(coordinate);
        return (language === 'en' ? known?.nameEn : known?.name) ?? known?.name ?? coordinate;
      };
      return {
        release: (coordinate) => coordinate,
        os: nameOf,
        cpu: nameOf,
        organization: (id) => organizations.get(id)?.name ?? id,
      };
    };
    return {
      answer,
      knownAt: known.knownAt,
      explanation: { zh: explainInWords(answer, namesIn('zh'), 'zh'), en: explainInWords(answer, namesIn('en'), 'en') },
      declaredBy: answer.declaredBy.map(({ organizationId, as }) => ({
        organization: organizations.get(organizationId)?.slug ?? organizationId,
        as,
      })),
    };
  });
}

async function releaseAsked(tx: EntityManager, asker: PersonActor | null, check: CellCheck): Promise<ReleaseRow> {
  const viewer = asker?.organizationId ?? null;
  if (check.digest !== undefined) {
    const found = await findReleaseByDigest(tx, viewer, check.digest);
    if (found === undefined) throw unknownCoordinate('digest', check.digest, []);
    return found;
  }
  return requireRelease(tx, viewer, check.release ?? '', 'release');
}

/** What was a draft at the moment asked about was known to its vendor only. */
async function refuseUnpublished(
  tx: EntityManager,
  viewer: string | null,
  field: string,
  release: ReleaseRow,
  revision: number,
): Promise<void> {
  if (release.vendorId === viewer) return;
  const since = await row<{ revision: number | null }>(
    tx,
    'SELECT published_revision AS revision FROM release_coordinates WHERE id = $1',
    [release.id],
  );
  if (since === undefined || since.revision === null || since.revision > revision)
    throw unknownCoordinate(field, release.coordinate, []);
}

/** An asker sees with the eyes of the organization it acts for, and of no other. */
function audienceOf(asker: PersonActor | null): Audience {
  return asker === null ? PUBLIC_AUDIENCE : { organizationIds: [asker.organizationId] };
}

async function organizationsNamed(
  tx: EntityManager,
  answer: CellAnswer,
): Promise<Map<string, { slug: string; name: string }>> {
  const ids = answer.declaredBy.map(({ organizationId }) => organizationId);
  const found = await rows<{ id: string; slug: string; name: string }>(
    tx,
    'SELECT id, slug, name FROM organizations WHERE id = ANY($1)',
    [ids],
  );
  return new Map(found.map((organization) => [organization.id, organization]));
}
