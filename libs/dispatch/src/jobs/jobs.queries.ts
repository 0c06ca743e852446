import { row, rows } from '#libs/database';
import {
  notFound,
  type AttemptOutcome,
  type AttemptState,
  type CaseKind,
  type CaseVerdict,
  type DispatchTiming,
  type JobState,
  type PersonActor,
  type Priority,
  type WaitingCode,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { FREE_HOST, LIVE_HOST } from '../centers/host-conditions.js';

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
  /** Of the pool that a queued job waits in; 0 for any other. */
  readonly liveHosts: number;
  readonly freeHosts: number;
  /** Queued jobs behind it whose tickets are released already. */
  readonly mayOvertake: number;
  /** Seconds that attempts in this pool took lately: lower and upper quartile. Null where none has had a result. */
  readonly quickSeconds: number | null;
  readonly slowSeconds: number | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * Which jobs a person may see, as a condition over organization $2 and role $3: a vendor its own, a center those in its
 * pools. Whoever reviews sees those that its organization has decided, and those that wait for its decision: a partner
 * only over its own OS or CPU.
 */
const VISIBLE = `(
     ($3 = 'vendor' AND j.vendor_id = $2)
  OR ($3 = 'center-operator' AND c.organization_id = $2)
  OR EXISTS (SELECT 1 FROM job_reviews v
              WHERE v.job_id = j.id AND (v.state = 'open' OR v.decided_organization_id = $2)
                AND CASE v.kind WHEN 'technical' THEN $3 = 'reviewer' WHEN 'certification' THEN $3 = 'certifier'
                    ELSE $3 = 'vendor' AND $2 IN (pl.os_vendor_id, pl.cpu_vendor_id) END))`;

/**
 * Jobs that meet a condition over j, c and pl. Place, pace and hosts are found once for each pool that a queued job of the
 * page waits in, not once a job. $1 is the lease in seconds.
 */
const jobsWhere = (condition: string): string => `
  WITH page AS MATERIALIZED (
    SELECT j.id, CASE WHEN j.state = 'queued' THEN j.pool_id END AS waits_in
      FROM jobs j JOIN platform_coordinates pl ON pl.id = j.platform_id
      LEFT JOIN pools p ON p.id = j.pool_id LEFT JOIN centers c ON c.id = p.center_id
     WHERE ${condition}),
  waited AS MATERIALIZED (SELECT DISTINCT waits_in AS pool_id FROM page WHERE waits_in IS NOT NULL),
  places AS MATERIALIZED (
    SELECT k.id, row_number() OVER (PARTITION BY k.pool_id ORDER BY k.band, k.virtual_start, k.id) AS position
      FROM waited JOIN jobs k ON k.pool_id = waited.pool_id WHERE k.state = 'queued'),
  pace AS MATERIALIZED (
    SELECT waited.pool_id, (SELECT count(*) FROM hosts h WHERE h.pool_id = waited.pool_id AND ${LIVE_HOST('$1')}) AS live_hosts,
           (SELECT count(*) FROM hosts h WHERE h.pool_id = waited.pool_id AND ${LIVE_HOST('$1')} AND ${FREE_HOST}) AS free_hosts,
           (SELECT array[count(*) FILTER (WHERE k.band > 1), count(*) FILTER (WHERE k.band > 2)]
              FROM jobs k WHERE k.pool_id = waited.pool_id AND k.state = 'queued' AND k.ticket_released_at IS NOT NULL)
             AS released_below,
           (SELECT percentile_cont(array[0.25, 0.75]) WITHIN GROUP (ORDER BY extract(epoch FROM x.ended_at - x.started_at))
              FROM (SELECT a.started_at, a.ended_at FROM attempts a
                     WHERE a.pool_id = waited.pool_id AND a.outcome IN ('passed', 'failed') ORDER BY a.ended_at DESC LIMIT 50) x) AS took
      FROM waited)
  SELECT j.id, j.request_id AS "requestId", j.vendor_id AS "vendorId",
         rc.coordinate AS release, pl.os, pl.cpu,
         tp.slug AS "testPlan", q.scheme, j.state, q.priority, c.code AS center, p.slug AS pool,
         coalesce(p.executor = 'emulated', false) AS emulated,
         CASE WHEN j.pool_id IS NULL THEN j.waiting_code ELSE p.waiting_code END AS "waitingCode",
         CASE WHEN j.pool_id IS NULL THEN coalesce(j.waiting_since, j.queued_at) ELSE greatest(p.waiting_since, j.queued_at) END
           AS "waitingSince",
         places.position, coalesce(pace.live_hosts, 0) AS "liveHosts", coalesce(pace.free_hosts, 0) AS "freeHosts",
         CASE WHEN j.ticket_released_at IS NULL THEN coalesce(pace.released_below[j.band], 0) ELSE 0 END AS "mayOvertake",
         pace.took[1] AS "quickSeconds", pace.took[2] AS "slowSeconds",
         j.reason, j.created_at AS "createdAt", j.updated_at AS "updatedAt"
    FROM page JOIN jobs j ON j.id = page.id JOIN adaptation_requests q ON q.id = j.request_id JOIN test_plans tp ON tp.id = q.test_plan_id
    JOIN release_coordinates rc ON rc.id = j.release_id JOIN platform_coordinates pl ON pl.id = j.platform_id
    LEFT JOIN pools p ON p.id = j.pool_id LEFT JOIN centers c ON c.id = p.center_id
    LEFT JOIN places ON places.id = j.id LEFT JOIN pace ON pace.pool_id = page.waits_in`;

/** @throws DomainError `not-found` also for a job that is not the viewer's to see */
export async function jobForViewer(
  db: Db,
  viewer: PersonActor,
  jobId: string,
  timing: DispatchTiming,
): Promise<JobRow> {
  const found = await row<JobRow>(db, jobsWhere(`${VISIBLE} AND j.id = $4`), [
    timing.leaseSeconds,
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
  timing: DispatchTiming,
): Promise<JobRow[]> {
  const condition = `${VISIBLE} AND j.id < $4 AND ($5::text IS NULL OR j.state = $5) ORDER BY j.id DESC LIMIT $6`;
  return rows<JobRow>(db, `${jobsWhere(condition)} ORDER BY j.id DESC`, [
    timing.leaseSeconds,
    viewer.organizationId,
    viewer.role,
    page.before,
    filter.state ?? null,
    page.limit,
  ]);
}

/** Jobs of a request, in the order of its targets. The caller has checked whose request it is. */
export async function jobsOfRequest(db: Db, requestId: string, timing: DispatchTiming): Promise<JobRow[]> {
  return rows<JobRow>(db, `${jobsWhere('j.request_id = $2')} ORDER BY j.id`, [timing.leaseSeconds, requestId]);
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
