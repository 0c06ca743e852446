import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import {
  appendAttemptLog,
  claimWork,
  completeAttempt,
  directiveEvent,
  enrolAgent,
  followDirectives,
  getAttemptArtifact,
  heartbeat,
  putEvidence,
  registerAgent,
  type Operation,
  type Problem,
} from '#libs/contracts';
import { ERROR_STATUS } from '#libs/domain';
import { StandInDispatch } from './stand-in-dispatch.js';
import { digestOf, Refusal, sha256, type Fault, type Pool, type StandInAttempt } from './stand-in-types.js';

/** The beginning of a longer answer, and then no more. */
function breakOff(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  reply.raw.write('{"st', () => reply.raw.socket?.destroy());
}

/**
 * A real HTTP server that keeps to the agent protocol's contract: each request and each answer is parsed with its
 * schema. It stands in for the API so that the agent's suites need no database and can make a server misbehave on
 * purpose; the whole system is tested end to end elsewhere.
 */
export class StandInServer extends StandInDispatch {
  readonly enrolmentTokens = new Set<string>();
  /** SHA-256 of each. */
  readonly credentials = new Set<string>();
  /** Digests of credentials by the token that they were bound to. */
  readonly #enrolments = new Map<string, string>();
  readonly faults: Fault[] = [];
  /** As if the network were cut: every connection ends without an answer. */
  unreachable = false;
  readonly #followers = new Set<ServerResponse>();
  readonly #app: FastifyInstance = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true });
  #port = 0;

  constructor(pools: Pool[]) {
    super(pools);
    this.#app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    this.#app.setErrorHandler((error, _request, reply) => this.#answerProblem(error, reply));
    this.#route(enrolAgent, (request) => this.#enrol(enrolAgent.body.parse(request.body)));
    this.#route(registerAgent, (request) => this.register(registerAgent.body.parse(request.body)));
    this.#route(claimWork, (request) => this.#claim(request));
    this.#route(followDirectives, (_request, reply) => this.#followDirectives(reply));
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

  #route(operation: Operation, handle: (request: FastifyRequest, reply: FastifyReply) => unknown): void {
    const url = `/api/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    this.#app.route({
      method: operation.method,
      url,
      handler: async (request, reply) => {
        if (this.unreachable) return request.raw.socket.destroy();
        const fault = this.faults.find((one) => one.operation.id === operation.id && one.times > 0);
        if (fault !== undefined) fault.times -= 1;
        if (fault?.kind === 'refuse') return reply.code(fault.status ?? 503).send('');
        if (operation.who === 'agent' || operation.who === 'attempt') this.#authenticate(request);
        const answer = await handle(request, reply);
        this.changes.emit('change');
        if (fault?.kind === 'lose') return request.raw.socket.destroy();
        if (fault?.kind === 'break') return void breakOff(reply);
        if (Buffer.isBuffer(answer) || answer === reply) return answer;
        if (answer === null) return reply.code(204).send();
        return reply.code(operation.status).send(operation.response?.parse(answer));
      },
    });
  }

  #answerProblem(error: unknown, reply: FastifyReply): FastifyReply {
    const code = error instanceof Refusal ? error.code : 'invalid-request';
    const detail = error instanceof Error ? error.message : String(error);
    const problem: Problem = { type: 'about:blank', title: code, status: ERROR_STATUS[code], code, detail };
    this.changes.emit('change');
    return reply.code(problem.status).type('application/problem+json').send(problem);
  }

  #authenticate(request: FastifyRequest): void {
    const credential = request.headers.authorization?.replace(/^Bearer /, '');
    if (credential === undefined || !this.credentials.has(sha256(credential))) throw new Refusal('unauthenticated');
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

  #enrol({ token, credentialHash }: z.infer<typeof enrolAgent.body>): z.input<typeof enrolAgent.response> {
    if (!this.enrolmentTokens.delete(token) && this.#enrolments.get(token) !== credentialHash) {
      throw new Refusal('enrolment-token-used');
    }
    this.#enrolments.set(token, credentialHash);
    this.credentials.add(credentialHash);
    return { agentId: uuidv7(), center: 'test-center', pools: this.pools };
  }

  async #claim(request: FastifyRequest): Promise<z.input<typeof claimWork.response>> {
    const body = claimWork.body.parse(request.body);
    const { wait } = claimWork.query.parse(request.query);
    this.claimIds.push(body.claimId);
    const earlier = this.byClaim.get(body.claimId);
    if (earlier !== undefined) {
      if (earlier.state === 'lost') throw new Refusal('stale-attempt');
      return this.assignment(earlier);
    }
    const deadline = AbortSignal.timeout(wait * 1000);
    let gone = false;
    request.raw.socket.once('close', () => (gone = true));
    while (!gone && !deadline.aborted) {
      const attempt = this.grant(body);
      if (attempt !== undefined) return this.assignment(attempt);
      await once(this.changes, 'change', { signal: deadline }).catch(() => undefined);
    }
    return null;
  }

  #followDirectives(reply: FastifyReply): FastifyReply {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    this.#followers.add(reply.raw);
    reply.raw.once('close', () => {
      this.#followers.delete(reply.raw);
      this.changes.emit('change');
    });
    return reply;
  }

  /** Connections for directives that agents hold at the moment. */
  get followers(): number {
    return this.#followers.size;
  }

  /** Sends a directive over the connections that agents hold. */
  direct(attempt: StandInAttempt, directive: 'cancel' | 'drain'): void {
    const data = JSON.stringify(directiveEvent.parse({ attemptId: attempt.id, directive }));
    for (const follower of this.#followers) follower.write(`event: directive\ndata: ${data}\n\n`);
  }

  #heartbeat(request: FastifyRequest): z.input<typeof heartbeat.response> {
    const attempt = this.#attempt(request);
    const body = heartbeat.body.parse(request.body);
    attempt.state = 'running';
    attempt.heartbeats += 1;
    if (body.case !== undefined) attempt.cases.add(body.case);
    return { directive: attempt.directive, leaseEndsAt: this.leaseEnd(), state: attempt.state };
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
}
