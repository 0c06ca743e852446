import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import {
  appendAttemptLog,
  assignment,
  claimWork,
  completeAttempt,
  enrolAgent,
  getAttemptArtifact,
  heartbeat,
  putEvidence,
  registerAgent,
  type Assignment,
  type Operation,
  type Problem,
} from '#libs/contracts';
import { ERROR_STATUS, type ErrorCode } from '#libs/domain';

export type Timing = z.infer<typeof registerAgent.response>['timing'];
export type Pool = z.infer<typeof registerAgent.response>['pools'][number];
export type Completion = z.infer<typeof completeAttempt.body>;
type Chunk = z.infer<typeof appendAttemptLog.body>['chunks'][number];
type Directive = z.infer<typeof heartbeat.response>['directive'];

/** Short, so that tests need not wait; everything else is as in the real protocol. */
export const TEST_TIMING: Timing = {
  pollSeconds: 2,
  heartbeatSeconds: 0.2,
  leaseSeconds: 5,
  confirmSeconds: 2,
  graceSeconds: 5,
  cancelSeconds: 5,
};

export interface Job {
  readonly plan: Assignment['plan'];
  readonly artifacts: readonly { readonly fileName: string; readonly bytes: Buffer; readonly sha256?: string }[];
  readonly pool?: string;
}

export interface StandInAttempt {
  readonly id: string;
  readonly number: number;
  readonly tokenHash: string;
  readonly job: Job;
  readonly hostId: string;
  state: 'leased' | 'running' | 'completed' | 'cancelled' | 'lost';
  directive: Directive;
  heartbeats: number;
  readonly cases: Set<string>;
  readonly log: Map<number, Chunk>;
  readonly evidence: Map<string, Buffer>;
  completions: Completion[];
}

/** What a test may do to the answers of one operation. */
export interface Fault {
  readonly operation: Operation;
  /** `refuse` before anything happened, `lose` the answer after it did. */
  readonly kind: 'refuse' | 'lose';
  readonly status?: number;
  times: number;
}

class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}

/**
 * A real HTTP server that keeps to the agent protocol's contract: each request and each answer is parsed with its
 * schema. It stands in for the API so that the agent's suites need no database and can make a server misbehave on
 * purpose; the whole system is tested end to end elsewhere.
 */
export class StandInServer {
  readonly enrolmentTokens = new Set<string>();
  readonly credentials = new Set<string>();
  readonly attempts = new Map<string, StandInAttempt>();
  readonly registrations: z.infer<typeof registerAgent.body>[] = [];
  readonly claimIds: string[] = [];
  readonly queue: Job[] = [];
  readonly faults: Fault[] = [];
  pools: Pool[];
  timing = TEST_TIMING;
  /** What a test adds to the message when it waited in vain. */
  explain: () => string = () => '';
  hostState: 'ready' | 'draining' = 'ready';
  readonly #hosts = new Map<string, { id: string; name: string; pool: string }>();
  readonly #byClaim = new Map<string, StandInAttempt>();
  readonly #changes = new EventEmitter().setMaxListeners(1000);
  readonly #app: FastifyInstance = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true });
  #port = 0;

  constructor(pools: Pool[]) {
    this.pools = pools;
    this.#app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    this.#app.setErrorHandler((error, _request, reply) => this.#answerProblem(error, reply));
    this.#route(enrolAgent, (request) => this.#enrol(enrolAgent.body.parse(request.body)));
    this.#route(registerAgent, (request) => this.#register(registerAgent.body.parse(request.body)));
    this.#route(claimWork, (request) => this.#claim(request));
    this.#route(heartbeat, (request) => this.#heartbeat(request));
    this.#route(appendAttemptLog, (request) => this.#appendLog(request));
    this.#route(putEvidence, (request) => this.#putEvidence(request));
    this.#route(completeAttempt, (request) => this.#complete(request));
    this.#route(getAttemptArtifact, (request, reply) => {
      const wanted = getAttemptArtifact.params.parse(request.params).sha256;
      const artifact = this.#attempt(request).job.artifacts.find((one) => digestOf(one) === wanted);
      if (artifact === undefined) throw new Refusal('not-found');
      void reply.type('application/octet-stream');
      return artifact.bytes;
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async listen(port = 0): Promise<void> {
    await this.#app.listen({ host: '127.0.0.1', port });
    // A TCP server's address is never a path.
    this.#port = (this.#app.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await this.#app.close();
  }

  newToken(): string {
    const token = randomBytes(16).toString('hex');
    this.enrolmentTokens.add(token);
    return token;
  }

  add(job: Job): void {
    this.queue.push(job);
    this.#changes.emit('change');
  }

  /** Waits until the condition holds; looks again after each request, and now and then for what is not the server's. */
  async until<T>(what: string, condition: () => T | undefined | false, seconds = 40): Promise<T> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const value = condition();
      if (value !== undefined && value !== false) return value;
      if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain until ${what}\n${this.explain()}`);
      await once(this.#changes, 'change', { signal: AbortSignal.timeout(200) }).catch(() => undefined);
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

  #route(operation: Operation, handle: (request: FastifyRequest, reply: FastifyReply) => unknown): void {
    const url = `/api/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    this.#app.route({
      method: operation.method,
      url,
      handler: async (request, reply) => {
        const fault = this.faults.find((one) => one.operation.id === operation.id && one.times > 0);
        if (fault !== undefined) fault.times -= 1;
        if (fault?.kind === 'refuse') return reply.code(fault.status ?? 503).send('');
        if (operation.who === 'agent' || operation.who === 'attempt') this.#authenticate(request);
        const answer = await handle(request, reply);
        this.#changes.emit('change');
        if (fault?.kind === 'lose') return request.raw.socket.destroy();
        if (Buffer.isBuffer(answer)) return answer;
        if (answer === null) return reply.code(204).send();
        return reply.code(operation.status).send(operation.response?.parse(answer));
      },
    });
  }

  #answerProblem(error: unknown, reply: FastifyReply): FastifyReply {
    const code = error instanceof Refusal ? error.code : 'invalid-request';
    const detail = error instanceof Error ? error.message : String(error);
    const problem: Problem = { type: 'about:blank', title: code, status: ERROR_STATUS[code], code, detail };
    this.#changes.emit('change');
    return reply.code(problem.status).type('application/problem+json').send(problem);
  }

  #authenticate(request: FastifyRequest): void {
    const credential = request.headers.authorization?.replace(/^Bearer /, '');
    if (credential === undefined || !this.credentials.has(credential)) throw new Refusal('unauthenticated');
  }

  #attempt(request: FastifyRequest): StandInAttempt {
    const { id } = heartbeat.params.parse({ id: (request.params as { id?: unknown }).id });
    const attempt = this.attempts.get(id);
    if (attempt === undefined) throw new Refusal('not-found');
    const secret = request.headers['shipei-attempt-token'];
    const live = attempt.state === 'leased' || attempt.state === 'running';
    if (typeof secret !== 'string' || sha256(secret) !== attempt.tokenHash || !live) throw new Refusal('stale-attempt');
    return attempt;
  }

  #enrol({ token }: z.infer<typeof enrolAgent.body>): z.input<typeof enrolAgent.response> {
    if (!this.enrolmentTokens.delete(token)) throw new Refusal('enrolment-token-used');
    const credential = randomBytes(24).toString('base64url');
    this.credentials.add(credential);
    return { agentId: uuidv7(), credential, center: 'test-center', pools: this.pools };
  }

  #register(body: z.infer<typeof registerAgent.body>): z.input<typeof registerAgent.response> {
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

  async #claim(request: FastifyRequest): Promise<z.input<typeof claimWork.response>> {
    const body = claimWork.body.parse(request.body);
    const { wait } = claimWork.query.parse(request.query);
    this.claimIds.push(body.claimId);
    const earlier = this.#byClaim.get(body.claimId);
    if (earlier !== undefined) {
      if (earlier.state === 'lost') throw new Refusal('stale-attempt');
      return this.#assignment(earlier);
    }
    const deadline = AbortSignal.timeout(wait * 1000);
    let gone = false;
    request.raw.socket.once('close', () => (gone = true));
    while (!gone && !deadline.aborted) {
      const attempt = this.#grant(body);
      if (attempt !== undefined) return this.#assignment(attempt);
      await once(this.#changes, 'change', { signal: deadline }).catch(() => undefined);
    }
    return null;
  }

  #grant(body: z.infer<typeof claimWork.body>): StandInAttempt | undefined {
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
    this.#byClaim.set(body.claimId, attempt);
    return attempt;
  }

  #assignment(attempt: StandInAttempt): Assignment {
    const host = [...this.#hosts.values()].find(({ id }) => id === attempt.hostId);
    const pool = this.pools.find(({ slug }) => slug === host?.pool);
    if (pool === undefined) throw new Refusal('not-found');
    return assignment.parse({
      attempt: { id: attempt.id, number: attempt.number, leaseEndsAt: this.#leaseEnd() },
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

  #heartbeat(request: FastifyRequest): z.input<typeof heartbeat.response> {
    const attempt = this.#attempt(request);
    const body = heartbeat.body.parse(request.body);
    attempt.state = 'running';
    attempt.heartbeats += 1;
    if (body.case !== undefined) attempt.cases.add(body.case);
    return { directive: attempt.directive, leaseEndsAt: this.#leaseEnd(), state: attempt.state };
  }

  #appendLog(request: FastifyRequest): z.input<typeof appendAttemptLog.response> {
    const attempt = this.#attempt(request);
    for (const chunk of appendAttemptLog.body.parse(request.body).chunks) attempt.log.set(chunk.seq, chunk);
    let nextSeq = 0;
    while (attempt.log.has(nextSeq)) nextSeq += 1;
    return { nextSeq };
  }

  #putEvidence(request: FastifyRequest): z.input<typeof putEvidence.response> {
    const attempt = this.#attempt(request);
    const { name } = putEvidence.params.parse(request.params);
    const { sha256: declared } = putEvidence.query.parse(request.query);
    const headers = putEvidence.headers.parse(request.headers);
    const bytes = request.body;
    if (!Buffer.isBuffer(bytes) || headers['upload-length'] !== bytes.length) throw new Refusal('upload-truncated');
    if (sha256(bytes) !== declared) throw new Refusal('digest-mismatch');
    attempt.evidence.set(name, bytes);
    return { name, size: bytes.length, sha256: declared };
  }

  #complete(request: FastifyRequest): z.input<typeof completeAttempt.response> {
    const attempt = this.#attempt(request);
    const completion = completeAttempt.body.parse(request.body);
    if (completion.evidence.some((name) => !attempt.evidence.has(name))) throw new Refusal('evidence-missing');
    attempt.completions.push(completion);
    attempt.state = completion.ended === 'cancelled' ? 'cancelled' : 'completed';
    return { state: attempt.state, outcome: completion.ended };
  }

  #leaseEnd(): string {
    return new Date(Date.now() + this.timing.leaseSeconds * 1000).toISOString();
  }
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function digestOf(artifact: Job['artifacts'][number]): string {
  return artifact.sha256 ?? sha256(artifact.bytes);
}
