import { unwrap, type components, type operations, type ShipeiClient } from '#libs/client';
import { row, rows } from '#libs/database';
import { rebuildTickets, sweepLeases } from '#libs/dispatch';
import type { SystemActor } from '#libs/domain';
import { poolQueueName, type QueueSettings, type TicketQueue } from '#libs/jobs';
import { FakeAgent, type FakeAttempt } from '../../support/fake-agent.js';
import { startService, type ServiceOptions, type TestService } from '../../support/service.js';
import { PLAN_PARAMETERS, registerToolRelease, type ToolRelease } from './tool-release.js';
import { until } from './wait-until.js';

export type Job = components['schemas']['Job'];
type Body<Id extends 'createAdaptationRequest' | 'createPool'> = NonNullable<
  operations[Id]['requestBody']
>['content']['application/json'];

export interface Target {
  readonly os: string;
  readonly cpu: string;
}

export interface LabPool {
  readonly id: string;
  readonly slug: string;
  readonly center: string;
  readonly target: Target;
  readonly tickets: TicketQueue;
}

const CENTER = 'dev-local';
const SWEEPER: SystemActor = { kind: 'system', process: 'test', requestId: null };
/**
 * A running service with one release to be tested. Each test takes a pool of its own on a platform of its own, so that
 * tests of one service neither see nor disturb each other's jobs.
 */
export class DispatchLab {
  #made = 0;

  private constructor(
    readonly service: TestService,
    readonly vendor: ShipeiClient,
    readonly operator: ShipeiClient,
    readonly center: ShipeiClient,
    readonly release: ToolRelease,
    private readonly unserved: Target[],
  ) {}

  static async open(options: ServiceOptions): Promise<DispatchLab> {
    const service = await startService(options);
    const [vendor, operator, center] = await Promise.all([
      service.as('vendor'),
      service.as('operator'),
      service.as('center-operator'),
    ]);
    const query = { limit: 200, origin: 'catalogue' as const, served: 'false' as const };
    const { items } = unwrap(await service.stranger.GET('/api/v1/platforms', { params: { query } }));
    const release = await registerToolRelease(service, vendor);
    return new DispatchLab(service, vendor, operator, center, release, items);
  }

  get db(): TestService['parts']['db'] {
    return this.service.parts.db;
  }

  /** How this service reaches its queues, for another process of it. */
  get queueSettings(): QueueSettings {
    const {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      SHIPEI_QUEUE_NAMESPACE: namespace,
    } = this.service.parts.settings;
    return { databaseUrl, redisUrl, namespace };
  }

  close(): Promise<void> {
    return this.service.stop();
  }

  /** A platform of the catalogue that nobody serves and no other test was given. */
  freshTarget(): Target {
    const taken = this.unserved.shift();
    if (taken === undefined) throw new Error('the catalogue has no platform left for another test');
    return { os: taken.os, cpu: taken.cpu };
  }

  /** Another unserved platform with the same CPU. */
  targetLike({ cpu }: Target): Target {
    const index = this.unserved.findIndex((candidate) => candidate.cpu === cpu);
    const [taken] = index < 0 ? [] : this.unserved.splice(index, 1);
    if (taken === undefined) throw new Error(`the catalogue has no other platform left with ${cpu}`);
    return { os: taken.os, cpu: taken.cpu };
  }

  async pool(options: Partial<Body<'createPool'>> & { target?: Target; center?: string } = {}): Promise<LabPool> {
    const { target = this.freshTarget(), center = CENTER, ...body } = options;
    const slug = options.slug ?? `pool-${(this.#made += 1)}`;
    const made = { slug, cpu: target.cpu, operatingSystems: [target.os], ...body };
    await this.center.POST('/api/v1/centers/{code}/pools', { params: { path: { code: center } }, body: made });
    const known = await row<{ id: string }>(
      this.db,
      'SELECT p.id FROM pools p JOIN centers c ON c.id = p.center_id WHERE c.code = $1 AND p.slug = $2',
      [center, slug],
    );
    if (known === undefined) throw new Error(`pool ${slug} was made and is not there`);
    return {
      id: known.id,
      slug,
      center,
      target,
      tickets: this.service.parts.queues.tickets(poolQueueName(center, slug)),
    };
  }

  async enrolmentToken(...pools: LabPool[]): Promise<string> {
    const code = pools[0]?.center ?? CENTER;
    const answer = await this.center.POST('/api/v1/centers/{code}/enrolment-tokens', {
      params: { path: { code } },
      body: { pools: pools.map(({ slug }) => slug) },
    });
    return unwrap(answer).token;
  }

  /** An enrolled agent with these hosts registered in the pool. */
  async agent(pool: LabPool, hosts: readonly string[] = ['host-a']): Promise<FakeAgent> {
    const agent = await FakeAgent.enrol(this.service.url, await this.enrolmentToken(pool));
    await agent.register(hosts.map((name) => ({ name, pool: pool.slug })));
    return agent;
  }

  /** A pool with one agent that has one host. */
  async poolWithAgent(): Promise<{ pool: LabPool; agent: FakeAgent }> {
    const pool = await this.pool();
    return { pool, agent: await this.agent(pool) };
  }

  /** Asks for the release to be tested on one platform; answers the id of its job. */
  async request(target: Target, overrides: Partial<Body<'createAdaptationRequest'>> = {}): Promise<string> {
    const body = {
      release: this.release.coordinate,
      targets: [{ os: target.os, cpu: target.cpu }],
      testPlan: 'command-line-software',
      parameters: PLAN_PARAMETERS,
      ...overrides,
    };
    const { jobs } = unwrap(await this.vendor.POST('/api/v1/adaptation-requests', { body }));
    const [job] = jobs;
    if (job === undefined) throw new Error('a request was accepted without a job');
    return job.id;
  }

  async requests(
    target: Target,
    count: number,
    overrides: Partial<Body<'createAdaptationRequest'>> = {},
  ): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await this.request(target, overrides));
    return ids;
  }

  /**
   * The same, each with its pool before the next is asked for. Jobs are routed several at a time, so otherwise one may
   * overtake another on the way to the pool's queue, and nothing can be said of their order.
   */
  async requestsInOrder(
    target: Target,
    count: number,
    overrides: Partial<Body<'createAdaptationRequest'>> = {},
  ): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const id = await this.request(target, overrides);
      ids.push(id);
      await until(`${id} has a pool`, async () => {
        const job = await this.one<{ routed: boolean }>(
          'SELECT pool_id IS NOT NULL AS routed FROM jobs WHERE id = $1',
          [id],
        );
        return job.routed;
      });
    }
    return ids;
  }

  /** A job of a pool of its own that an agent has begun to run. */
  async running(): Promise<{ agent: FakeAgent; attempt: FakeAttempt; id: string }> {
    const { pool, agent } = await this.poolWithAgent();
    const id = await this.request(pool.target);
    const attempt = await agent.work();
    await attempt.heartbeat();
    return { agent, attempt, id };
  }

  async job(id: string): Promise<Job> {
    return unwrap(await this.vendor.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
  }

  cancel(id: string): ReturnType<typeof this.job> {
    return this.vendor.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } }, body: {} }).then(unwrap);
  }

  untilJob(id: string, what: string, holds: (job: Job) => boolean): Promise<Job> {
    return until(`job is ${what}`, async () => {
      const job = await this.job(id);
      return holds(job) && job;
    });
  }

  untilState(id: string, state: Job['state']): Promise<Job> {
    return this.untilJob(id, state, (job) => job.state === state);
  }

  /** Until as many tickets of the pool have been released (and not claimed) and all have reached its queue. */
  async untilTickets(pool: LabPool, count: number): Promise<void> {
    await until(`${count} tickets wait in ${pool.slug}`, async () => (await pool.tickets.waiting()) === count);
  }

  rows<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return rows<T>(this.db, sql, parameters);
  }

  async one<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T> {
    const found = await row<T>(this.db, sql, parameters);
    if (found === undefined) throw new Error(`no row: ${sql}`);
    return found;
  }

  /** What the job's own row counts, beside what the API shows. */
  counters(jobId: string): Promise<{ made: number; withoutResult: number; generation: number; attempts: number }> {
    return this.one(
      `SELECT attempts_made AS made, attempts_without_result AS "withoutResult", generation,
              (SELECT count(*) FROM attempts WHERE job_id = jobs.id) AS attempts FROM jobs WHERE id = $1`,
      [jobId],
    );
  }

  setHost(id: string | undefined, state: 'ready' | 'draining' | 'quarantined'): Promise<unknown> {
    return this.center.PATCH('/api/v1/hosts/{id}', { params: { path: { id: id ?? '' } }, body: { state } });
  }

  revoke(agent: FakeAgent): Promise<unknown> {
    return this.center.POST('/api/v1/centers/{code}/agents/{id}/revoke', {
      params: { path: { code: CENTER, id: agent.id } },
    });
  }

  /** Audit entries about a subject, oldest first. */
  audited(subjectId: string, action: string): Promise<{ agentId: string | null; details: Record<string, unknown> }[]> {
    return this.rows(
      'SELECT agent_id AS "agentId", details FROM audit_events WHERE subject_id = $1 AND action = $2 ORDER BY id',
      [subjectId, action],
    );
  }

  /** Approves the job's open review in the name of the development account of this role. */
  async approve(jobId: string, role: 'reviewer' | 'certifier'): Promise<void> {
    const review = await this.one<{ id: string }>(`SELECT id FROM reviews WHERE job_id = $1 AND state = 'open'`, [
      jobId,
    ]);
    const person = await this.service.as(role);
    await person.POST('/api/v1/reviews/{id}/decision', { params: { path: review }, body: { decision: 'approve' } });
  }

  /** Judges silence now; the worker does the same each second, at the same time. */
  sweep(): Promise<void> {
    return sweepLeases(this.db, SWEEPER, this.service.parts.timing);
  }

  /** An hour goes by in which nothing is heard of the attempt. */
  async anHourPasses(attemptId: string): Promise<void> {
    await this.db.query(
      `UPDATE attempts SET started_at = started_at - interval '1 hour', lease_ends_at = lease_ends_at - interval '1 hour',
              suspect_since = suspect_since - interval '1 hour' WHERE id = $1`,
      [attemptId],
    );
  }

  /** What the worker does every 30 s, for tickets that were released long enough ago to be missed. */
  async rebuild(): Promise<void> {
    await this.db.query(
      `UPDATE jobs SET ticket_released_at = ticket_released_at - interval '1 hour' WHERE ticket_released_at IS NOT NULL`,
    );
    await rebuildTickets(this.db, this.service.parts.queues, this.service.parts.timing);
  }
}
