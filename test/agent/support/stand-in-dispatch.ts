import { EventEmitter, once } from 'node:events';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { assignment, type claimWork, type registerAgent, type Assignment } from '#libs/contracts';
import {
  digestOf,
  Refusal,
  TEST_TIMING,
  type Completion,
  type Job,
  type Pool,
  type StandInAttempt,
} from './stand-in-types.js';

/** The stand-in server's jobs, hosts and attempts, in memory; the tests look at them and wait for them. */
export class StandInDispatch {
  readonly attempts = new Map<string, StandInAttempt>();
  readonly registrations: z.infer<typeof registerAgent.body>[] = [];
  readonly claimIds: string[] = [];
  readonly queue: Job[] = [];
  pools: Pool[];
  timing = TEST_TIMING;
  /** What a test adds to the message when it waited in vain. */
  explain: () => string = () => '';
  hostState: 'ready' | 'draining' = 'ready';
  protected readonly byClaim = new Map<string, StandInAttempt>();
  protected readonly changes = new EventEmitter().setMaxListeners(1000);
  readonly #hosts = new Map<string, { id: string; name: string; pool: string }>();

  constructor(pools: Pool[]) {
    this.pools = pools;
  }

  add(job: Job): void {
    this.queue.push(job);
    this.changes.emit('change');
  }

  /** Waits until the condition holds; looks again after each request, and now and then for what is not the server's. */
  async until<T>(what: string, condition: () => T | undefined | false, seconds = 40): Promise<T> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const value = condition();
      if (value !== undefined && value !== false) return value;
      if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain until ${what}\n${this.explain()}`);
      await once(this.changes, 'change', { signal: AbortSignal.timeout(200) }).catch(() => undefined);
    }
  }

  /** Waits for the first attempt that was completed. */
  completed(number = 1): Promise<StandInAttempt & { completion: Completion }> {
    return this.until(`attempt ${number} completes`, () => {
      const attempt = [...this.attempts.values()].find((one) => one.number === number);
      const [completion] = attempt?.completions ?? [];
      return attempt !== undefined && completion !== undefined && Object.assign(attempt, { completion });
    });
  }

  logText(attempt: StandInAttempt): string {
    return [...attempt.log.entries()]
      .sort(([a], [b]) => a - b)
      .map(([, { text }]) => text)
      .join('');
  }

  protected register(body: z.infer<typeof registerAgent.body>): z.input<typeof registerAgent.response> {
    this.registrations.push(body);
    for (const { name, pool } of body.hosts) {
      const id = this.#hosts.get(name)?.id ?? uuidv7();
      this.#hosts.set(name, { id, name, pool });
    }
    const reported = new Set(body.attempts.map(({ id }) => id));
    for (const attempt of this.attempts.values()) {
      const live = attempt.state === 'leased' || attempt.state === 'running';
      if (live && !reported.has(attempt.id)) this.lose(attempt);
    }
    return {
      agentId: uuidv7(),
      timing: this.timing,
      pools: this.pools,
      hosts: [...this.#hosts.values()].map((host) => ({ ...host, state: this.hostState })),
      attempts: body.attempts.map(({ id }) => ({
        id,
        directive: this.attempts.get(id)?.state === 'running' ? ('continue' as const) : ('stop' as const),
      })),
    };
  }

  /** The attempt is given away: its job goes back to the queue. */
  lose(attempt: StandInAttempt): void {
    attempt.state = 'lost';
    this.add(attempt.job);
  }

  protected grant(body: z.infer<typeof claimWork.body>): StandInAttempt | undefined {
    const hosts = [...this.#hosts.values()].filter(({ id }) => body.hosts.includes(id));
    const index = this.queue.findIndex((job) => hosts.some(({ pool }) => pool === (job.pool ?? this.pools[0]?.slug)));
    const [job] = index < 0 ? [] : this.queue.splice(index, 1);
    const host = hosts.find(({ pool }) => pool === (job?.pool ?? this.pools[0]?.slug));
    if (job === undefined || host === undefined) return undefined;
    const attempt: StandInAttempt = {
      id: uuidv7(),
      number: this.attempts.size + 1,
      tokenHash: body.tokenHash,
      job,
      hostId: host.id,
      state: 'leased',
      directive: 'continue',
      heartbeats: 0,
      cases: new Set(),
      log: new Map(),
      evidence: new Map(),
      completions: [],
    };
    this.attempts.set(attempt.id, attempt);
    this.byClaim.set(body.claimId, attempt);
    return attempt;
  }

  protected assignment(attempt: StandInAttempt): Assignment {
    const host = [...this.#hosts.values()].find(({ id }) => id === attempt.hostId);
    const pool = this.pools.find(({ slug }) => slug === host?.pool);
    if (pool === undefined) throw new Refusal('not-found');
    return assignment.parse({
      attempt: { id: attempt.id, number: attempt.number, leaseEndsAt: this.leaseEnd() },
      hostId: attempt.hostId,
      job: { id: uuidv7(), release: 'acme/tool@1.0.0', os: 'debian/debian@12', cpu: pool.cpu, isa: pool.isa },
      plan: attempt.job.plan,
      artifacts: attempt.job.artifacts.map((artifact) => ({
        sha256: digestOf(artifact),
        size: artifact.bytes.length,
        fileName: artifact.fileName,
      })),
      executor: pool.executor,
    });
  }

  protected leaseEnd(): string {
    return new Date(Date.now() + this.timing.leaseSeconds * 1000).toISOString();
  }
}
