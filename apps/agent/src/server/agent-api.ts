import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import {
  createClient,
  openEvents,
  problemOf,
  UnreachableError,
  type operations,
  type ServerSentEvent,
  type ShipeiClient,
} from '#libs/client';
import {
  API_BASE,
  appendAttemptLog,
  assignment,
  ATTEMPT_TOKEN_HEADER,
  completeAttempt,
  enrolAgent,
  followDirectives,
  heartbeat,
  registerAgent,
  type Assignment,
} from '#libs/contracts';
import type { LogChunk } from '../logs/log-spool.js';

const CALL_DEADLINE_MS = 30_000;
const TRANSFER_DEADLINE_MS = 30 * 60_000;

export interface AttemptKey {
  readonly id: string;
  readonly secret: string;
}

export type Registration = z.infer<typeof registerAgent.response>;
export type Enrolment = z.infer<typeof enrolAgent.response>;
export type RegisterBody = z.input<typeof registerAgent.body>;
export type CompleteBody = z.infer<typeof completeAttempt.body>;
type CompleteRequest = NonNullable<operations['completeAttempt']['requestBody']>['content']['application/json'];
export type HeartbeatAnswer = z.infer<typeof heartbeat.response>;

export interface EvidenceFile {
  readonly name: string;
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly mediaType: string;
}

/** The agent protocol over HTTP. What comes back is parsed; refusals throw ProblemError, silence UnreachableError. */
export class AgentApi {
  readonly #client: ShipeiClient;
  readonly #origin: string;

  constructor(
    url: string,
    private readonly userAgent: string,
    private readonly credential: () => string | undefined,
  ) {
    this.#origin = url.replace(/\/+$/, '');
    this.#client = createClient({ url, token: credential, userAgent });
  }

  async enrol(body: z.input<typeof enrolAgent.body>, signal: AbortSignal): Promise<Enrolment> {
    const { data } = await this.#client.POST('/api/v1/agents/enrol', {
      body,
      signal: within(CALL_DEADLINE_MS, signal),
    });
    return this.#parse(enrolAgent.response, data);
  }

  async register(body: RegisterBody, signal: AbortSignal): Promise<Registration> {
    const { data } = await this.#client.POST('/api/v1/agents/register', {
      body,
      signal: within(CALL_DEADLINE_MS, signal),
    });
    return this.#parse(registerAgent.response, data);
  }

  /** Waits for work; undefined when there was none. */
  async claim(
    claim: { claimId: string; secret: string; hosts: readonly string[] },
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<Assignment | undefined> {
    const { data, response } = await this.#client.POST('/api/v1/agents/claims', {
      params: { query: { wait: waitSeconds } },
      body: {
        claimId: claim.claimId,
        hosts: [...claim.hosts],
        tokenHash: createHash('sha256').update(claim.secret).digest('hex'),
      },
      signal: within(CALL_DEADLINE_MS + waitSeconds * 1000, signal),
    });
    return response.status === 204 ? undefined : this.#parse(assignment, data);
  }

  /** Directives for the attempts under way, until the connection ends. */
  directives(signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
    return openEvents({
      url: this.#origin,
      path: `${API_BASE}${followDirectives.path}`,
      token: this.credential(),
      userAgent: this.userAgent,
      signal,
    });
  }

  async heartbeat(attempt: AttemptKey, testCase: string | undefined, signal: AbortSignal): Promise<HeartbeatAnswer> {
    const { data } = await this.#client.POST('/api/v1/attempts/{id}/heartbeat', {
      ...forAttempt(attempt),
      body: testCase === undefined ? {} : { case: testCase },
      signal: within(CALL_DEADLINE_MS, signal),
    });
    return this.#parse(heartbeat.response, data);
  }

  /** @returns the number of the first chunk that the server does not have */
  async appendLog(attempt: AttemptKey, chunks: LogChunk[], signal: AbortSignal): Promise<number> {
    const { data } = await this.#client.POST('/api/v1/attempts/{id}/log', {
      ...forAttempt(attempt),
      body: { chunks },
      signal: within(CALL_DEADLINE_MS, signal),
    });
    return this.#parse(appendAttemptLog.response, data).nextSeq;
  }

  async complete(attempt: AttemptKey, body: CompleteBody, signal: AbortSignal): Promise<void> {
    const { data } = await this.#client.POST('/api/v1/attempts/{id}/complete', {
      ...forAttempt(attempt),
      // The two differ only in optional members that are present and undefined, which JSON leaves out.
      body: body as CompleteRequest,
      signal: within(CALL_DEADLINE_MS, signal),
    });
    this.#parse(completeAttempt.response, data);
  }

  /** Bytes of an artifact; the caller checks them. */
  async artifact(attempt: AttemptKey, sha256: string, signal: AbortSignal): Promise<Readable> {
    const response = await this.#bytes('GET', attempt, `artifacts/${sha256}`, {}, undefined, signal);
    if (response.body === null) throw new UnreachableError(this.#origin, 'an artifact without a body');
    return Readable.fromWeb(response.body);
  }

  async putEvidence(attempt: AttemptKey, evidence: EvidenceFile, signal: AbortSignal): Promise<void> {
    const query = new URLSearchParams({ sha256: evidence.sha256, mediaType: evidence.mediaType });
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': String(evidence.size),
      'upload-offset': '0',
      'upload-length': String(evidence.size),
    };
    const body = Readable.toWeb(createReadStream(evidence.file));
    const where = `evidence/${encodeURIComponent(evidence.name)}?${query.toString()}`;
    const answer = await this.#bytes('PUT', attempt, where, headers, body, signal);
    await answer.arrayBuffer().catch((error: unknown) => this.#broken(error, signal));
  }

  async #bytes(
    method: 'GET' | 'PUT',
    attempt: AttemptKey,
    where: string,
    headers: Record<string, string>,
    body: ReturnType<typeof Readable.toWeb> | undefined,
    signal: AbortSignal,
  ): Promise<Response> {
    const response = await fetch(`${this.#origin}/api/v1/attempts/${attempt.id}/${where}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${this.credential() ?? ''}`,
        'user-agent': this.userAgent,
        [ATTEMPT_TOKEN_HEADER]: attempt.secret,
      },
      ...(body === undefined ? {} : { body, duplex: 'half' as const }),
      signal: within(TRANSFER_DEADLINE_MS, signal),
    }).catch((error: unknown) => this.#broken(error, signal));
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  #broken(error: unknown, signal: AbortSignal): never {
    if (signal.aborted) throw error;
    throw new UnreachableError(this.#origin, error);
  }

  /** What is not an answer of the protocol comes from something in between, or from a service that is being replaced. */
  #parse<S extends z.ZodType>(schema: S, data: unknown): z.infer<S> {
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    throw new UnreachableError(this.#origin, parsed.error);
  }
}

function forAttempt(attempt: AttemptKey): { params: { path: { id: string } }; headers: Record<string, string> } {
  return { params: { path: { id: attempt.id } }, headers: { [ATTEMPT_TOKEN_HEADER]: attempt.secret } };
}

/** The caller's signal, and an end of its own for servers that never answer. */
function within(milliseconds: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}
