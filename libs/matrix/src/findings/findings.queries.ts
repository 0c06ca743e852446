import { row, rows } from '#libs/database';
import { findingId, notFound } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

interface FindingHead {
  readonly id: string;
  readonly kind: string;
  /** Slug of the organization that says so. */
  readonly organization: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly reason: string | null;
  readonly revision: number;
  readonly recordedAt: Date;
}

export interface ShownFinding extends FindingHead {
  readonly number: number;
  readonly verdict: 'pass' | 'fail' | null;
  readonly release: string;
  readonly releaseId: string;
  readonly releasePublished: boolean;
  readonly vendorId: string;
  readonly with: string | null;
  readonly secondReleaseId: string | null;
  readonly platformId: number;
  readonly os: string;
  readonly cpu: string;
  readonly scheme: string | null;
  readonly testedAt: Date | null;
  /** Whoever may see the release may see it, by itself or by a publication. */
  readonly public: boolean;
  readonly as: 'vendor' | 'os-vendor' | 'cpu-vendor' | 'third-party' | null;
  readonly certificate: string | null;
  readonly rule: string | null;
  readonly policy: string | null;
  /** The finding that an act is about. */
  readonly about: string | null;
  /** Acts about this one that the viewer may see, oldest first. */
  readonly acts: readonly FindingHead[];
}

type Stored = Omit<ShownFinding, 'id' | 'about' | 'acts'> & { readonly aboutNumber: number | null };

/** `$1` is the organization that asks, null for strangers: the same eyes as the matrix has. */
const OPEN = `(f.visibility = 'public' OR EXISTS
  (SELECT 1 FROM findings p WHERE p.kind = 'publication' AND p.ends_finding = f.number AND p.visibility = 'public'))`;
const RELEASES_OPEN = `(rc.published_revision IS NOT NULL AND (other.id IS NULL OR other.published_revision IS NOT NULL))`;
const VISIBLE = `(rc.vendor_id = $1::uuid OR other.vendor_id = $1::uuid OR $1::uuid = ANY(f.party_ids) OR (${RELEASES_OPEN} AND ${OPEN}))`;

const FINDING = `
  SELECT f.number, f.kind, f.verdict, rc.coordinate AS release, f.release_id AS "releaseId", ${RELEASES_OPEN} AS "releasePublished",
         rc.vendor_id AS "vendorId", other.coordinate AS "with", f.second_release_id AS "secondReleaseId",
         f.platform_id AS "platformId", pl.os, pl.cpu, f.scheme, date_trunc('second', f.valid_from) AS "validFrom",
         date_trunc('second', f.valid_until) AS "validUntil", date_trunc('second', f.tested_at) AS "testedAt",
         ${OPEN} AS public, o.slug AS organization, f.declared_as AS "as", f.certificate_number AS certificate, f.rule,
         f.policy_version AS policy, f.ends_finding AS "aboutNumber", f.reason, f.revision, f.created_at AS "recordedAt"
    FROM findings f JOIN release_coordinates rc ON rc.id = f.release_id JOIN platform_coordinates pl ON pl.id = f.platform_id
    JOIN organizations o ON o.id = f.organization_id LEFT JOIN release_coordinates other ON other.id = f.second_release_id`;

/** @throws DomainError `not-found`, also for one that the viewer may not see */
export async function findingByNumber(db: Db, viewer: string | null, number: number): Promise<ShownFinding> {
  const found = await row<Stored>(db, `${FINDING} WHERE ${VISIBLE} AND f.number = $2`, [viewer, number]);
  const [shown] = found === undefined ? [] : await withActs(db, viewer, [found]);
  if (shown === undefined) throw notFound('结论 · finding');
  return shown;
}

/** What the viewer may see of the findings about a release, alone or with another, in the order of recording. */
export async function findingsPage(
  db: Db,
  viewer: string | null,
  filter: { releaseId: string; os?: string | undefined; cpu?: string | undefined },
  page: { after: number; limit: number },
): Promise<ShownFinding[]> {
  const found = await rows<Stored>(
    db,
    `${FINDING} WHERE ${VISIBLE} AND (f.release_id = $2 OR f.second_release_id = $2) AND f.number > $3
        AND ($4::text IS NULL OR pl.os = $4) AND ($5::text IS NULL OR pl.cpu = $5) ORDER BY f.number LIMIT $6`,
    [viewer, filter.releaseId, page.after, filter.os ?? null, filter.cpu ?? null, page.limit],
  );
  return withActs(db, viewer, found);
}

async function withActs(db: Db, viewer: string | null, found: readonly Stored[]): Promise<ShownFinding[]> {
  const acts = await rows<Stored>(db, `${FINDING} WHERE ${VISIBLE} AND f.ends_finding = ANY($2) ORDER BY f.number`, [
    viewer,
    found.map(({ number }) => number),
  ]);
  return found.map(({ aboutNumber, ...finding }) => ({
    ...finding,
    id: findingId(finding.number),
    about: aboutNumber === null ? null : findingId(aboutNumber),
    acts: acts
      .filter((act) => act.aboutNumber === finding.number)
      .map(({ number, kind, organization, validFrom, validUntil, reason, revision, recordedAt }) => ({
        id: findingId(number),
        kind,
        organization,
        validFrom,
        validUntil,
        reason,
        revision,
        recordedAt,
      })),
  }));
}
