import { row, rows } from '#libs/database';
import {
  notFound,
  type AttemptOutcome,
  type AttemptState,
  type CaseKind,
  type CaseVerdict,
  type JobState,
  type PersonActor,
  type Priority,
  type WaitingCode,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface JobRow {
  readonly id: string;
  readonly requestId: string;
  readonly vendorId: string;
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly testPlan: string;
  readonly scheme: string;
  readonly state: JobState;
  readonly priority: Priority;
  readonly center: string | null;
  readonly pool: string | null;
  readonly emulated: boolean;
  readonly waitingCode: WaitingCode | null;
  readonly waitingSince: Date | null;
  readonly position: number | null;
  readonly liveHosts: number;
  /** Seconds that attempts in this pool took lately: lower and upper quartile. Null where none has had a result. */
  readonly quickSeconds: number | null;
  readonly slowSeconds: number | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const MEASURED = `
  (SELECT percentile_cont(array[0.25, 0.75]) WITHIN GROUP (ORDER BY extract(epoch FROM x.ended_at - x.started_at))
     FROM (SELECT a.started_at, a.ended_at FROM attempts a JOIN jobs k ON k.id = a.job_id
            WHERE k.pool_id = j.pool_id AND a.outcome IN ('passed', 'failed') ORDER BY a.ended_at DESC LIMIT 50) x)`;

const JOB = `
  SELECT j.id, j.request_id AS "requestId", j.vendor_id AS "vendorId",
         rc.coordinate AS release, pl.os, pl.cpu,
         tp.slug AS "testPlan", q.scheme, j.state, q.priority, c.code AS center, p.slug AS pool,
         coalesce(p.executor = 'emulated', false) AS emulated, j.waiting_code AS "waitingCode",
         coalesce(j.waiting_since, j.queued_at) AS "waitingSince",
         CASE WHEN j.state = 'queued' AND j.pool_id IS NOT NULL THEN
           (SELECT count(*) + 1 FROM jobs k WHERE k.pool_id = j.pool_id AND k.state = 'queued'
               AND (k.band, k.virtual_start, k.id) < (j.band, j.virtual_start, j.id)) END AS position,
         (SELECT count(*) FROM hosts h JOIN agents ag ON ag.id = h.agent_id WHERE h.pool_id = j.pool_id AND h.state = 'ready'
             AND h.withdrawn_at IS NULL AND ag.revoked_at IS NULL AND h.last_seen_at > now() - interval '90 seconds') AS "liveHosts",
         CASE WHEN j.state = 'queued' THEN (${MEASURED})[1] END AS "quickSeconds",
         CASE WHEN j.state = 'queued' THEN (${MEASURED})[2] END AS "slowSeconds",
         j.reason, j.created_at AS "createdAt", j.updated_at AS "updatedAt"
    FROM jobs j JOIN adaptation_requests q ON q.id = j.request_id JOIN test_plans tp ON tp.id = q.test_plan_id
    JOIN release_coordinates rc ON rc.id = j.release_id JOIN platform_coordinates pl ON pl.id = j.platform_id
    LEFT JOIN pools p ON p.id = j.pool_id LEFT JOIN centers c ON c.id = p.center_id`;

/**
 * Which jobs a person may see, as a condition over organization $1 and role $2: a vendor its own, a center those in its
 * pools, reviewers and certifiers those that have come to their review.
 */
const VISIBLE = `(
     ($2 = 'vendor' AND j.vendor_id = $1)
  OR ($2 = 'center-operator' AND c.organization_id = $1)
  OR ($2 = 'reviewer' AND j.state IN ('technical-review', 'certification-review', 'partner-confirmation', 'issuing', 'certified',
                                      'incompatible', 'rejected'))
  OR ($2 = 'certifier' AND j.state IN ('certification-review', 'partner-confirmation', 'issuing', 'certified')))`;

/** @throws DomainError `not-found` also for a job that is not the viewer's to see */
export async function jobForViewer(db: Db, viewer: PersonActor, jobId: string): Promise<JobRow> {
  const found = await row<JobRow>(db, `${JOB} WHERE ${VISIBLE} AND j.id = $3`, [
    viewer.organizationId,
    viewer.role,
    jobId,
  ]);
  if (found === undefined) throw notFound('测试任务 · job');
  return found;
}

/** Jobs that the viewer may see, newest first, before `before`. */
export async function jobsPage(
  db: Db,
  viewer: PersonActor,
  filter: { state?: JobState | undefined },
  page: { before: string; limit: number },
): Promise<JobRow[]> {
  return rows<JobRow>(
    db,
    `${JOB} WHERE ${VISIBLE} AND j.id < $3 AND ($4::text IS NULL OR j.state = $4) ORDER BY j.id DESC LIMIT $5`,
    [viewer.organizationId, viewer.role, page.before, filter.state ?? null, page.limit],
  );
}

/** Jobs of a request, in the order of its targets. The caller has checked whose request it is. */
export async function jobsOfRequest(db: Db, requestId: string): Promise<JobRow[]> {
  return rows<JobRow>(db, `${JOB} WHERE j.request_id = $1 ORDER BY j.id`, [requestId]);
}

export interface AttemptRow {
  readonly id: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly outcome: AttemptOutcome | null;
  readonly emulated: boolean;
  readonly host: string;
  readonly hostFacts: Record<string, unknown>;
  readonly isolation: string | null;
  readonly currentCase: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly results: readonly {
    caseId: string;
    kind: CaseKind;
    name: string;
    nameEn: string;
    required: boolean;
    verdict: CaseVerdict;
    durationMs: number;
    message: string | null;
  }[];
  readonly evidence: readonly { name: string; size: number; sha256: string; sm3: string; mediaType: string }[];
}

/** Attempts of a job with results and evidence, oldest first. The caller has checked whose job it is. */
export async function attemptsOfJob(db: Db, jobId: string): Promise<AttemptRow[]> {
  return rows<AttemptRow>(
    db,
    `SELECT a.id, a.number, a.state, a.outcome, a.emulated, h.name AS host, a.host_facts AS "hostFacts", a.isolation,
            a.current_case AS "currentCase", a.started_at AS "startedAt", a.ended_at AS "endedAt",
            (SELECT coalesce(json_agg(json_build_object('caseId', r.case_id, 'kind', k.c->>'kind', 'name', k.c->>'name',
                       'nameEn', k.c->>'nameEn', 'required', (k.c->>'required')::boolean, 'verdict', r.verdict,
                       'durationMs', r.duration_ms, 'message', r.message) ORDER BY k.position), '[]')
               FROM case_results r
               JOIN LATERAL jsonb_array_elements(tp.definition->'cases') WITH ORDINALITY AS k(c, position) ON k.c->>'id' = r.case_id
              WHERE r.attempt_id = a.id) AS results,
            (SELECT coalesce(json_agg(json_build_object('name', e.name, 'size', e.size, 'sha256', e.sha256, 'sm3', e.sm3,
                       'mediaType', e.media_type) ORDER BY e.name), '[]')
               FROM evidence e WHERE e.attempt_id = a.id) AS evidence
       FROM attempts a JOIN test_plans tp ON tp.id = a.test_plan_id
       JOIN attempt_hosts ah ON ah.attempt_id = a.id AND ah.part = 'main' JOIN hosts h ON h.id = ah.host_id
      WHERE a.job_id = $1 ORDER BY a.number`,
    [jobId],
  );
}

export interface EvidenceRow {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

export async function evidenceOfJob(db: Db, jobId: string, number: number, name: string): Promise<EvidenceRow> {
  const found = await row<EvidenceRow>(
    db,
    `SELECT e.sha256, e.size, e.media_type AS "mediaType" FROM evidence e JOIN attempts a ON a.id = e.attempt_id
      WHERE a.job_id = $1 AND a.number = $2 AND e.name = $3`,
    [jobId, number, name],
  );
  if (found === undefined) throw notFound('证据 · evidence');
  return found;
}

export interface LogRow {
  readonly seq: number;
  readonly at: Date;
  readonly stream: string;
  readonly text: string;
}

/** The newest attempt of a job and its log after `afterSeq`. Undefined while nobody has tried the job. */
export async function logOfNewestAttempt(
  db: Db,
  jobId: string,
  after: { attempt: number; seq: number },
): Promise<{ attempt: number; ended: boolean; chunks: LogRow[] } | undefined> {
  const attempt = await row<{ id: string; number: number; ended: boolean }>(
    db,
    `SELECT id, number, ended_at IS NOT NULL AS ended FROM attempts WHERE job_id = $1 ORDER BY number DESC LIMIT 1`,
    [jobId],
  );
  if (attempt === undefined) return undefined;
  const chunks = await rows<LogRow>(
    db,
    'SELECT seq, at, stream, text FROM attempt_log_chunks WHERE attempt_id = $1 AND seq > $2 ORDER BY seq LIMIT 500',
    [attempt.id, after.attempt === attempt.number ? after.seq : -1],
  );
  return { attempt: attempt.number, ended: attempt.ended, chunks };
}
