import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { createClient, problemOf, unwrap, type components, type operations, type ShipeiClient } from '#libs/client';
import { AGENT_CREDENTIAL_PREFIX, ATTEMPT_TOKEN_HEADER } from '#libs/contracts';

type Json<Id extends keyof operations> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;
type Registered = operations['registerAgent']['responses'][200]['content']['application/json'];
type Completion = Json<'completeAttempt'>;
export type Verdict = Completion['results'][number]['verdict'];

function newCredential(): string {
  return `${AGENT_CREDENTIAL_PREFIX}${randomBytes(32).toString('base64url')}`;
}

/**
 * A stand-in for a sub-center's agent: it speaks the real protocol over real HTTP and does only what it is told, when it
 * is told. Stands where a test needs what the real agent never does on purpose: a result of the test's choosing, silence,
 * a late or stale write, two claims at once. What the real agent does by itself is tested with the real one.
 */
export class FakeAgent {
  /** Registered hosts, by the last {@link register}. */
  hosts: Registered['hosts'] = [];

  private constructor(
    readonly url: string,
    readonly id: string,
    readonly credential: string,
    readonly client: ShipeiClient,
  ) {}

  static async enrol(
    url: string,
    token: string,
    name = 'fake-agent',
    credential = newCredential(),
  ): Promise<FakeAgent> {
    const body = {
      token,
      name,
      version: '0.0.0-test',
      credentialHash: createHash('sha256').update(credential).digest('hex'),
    };
    const { agentId } = unwrap(await createClient({ url }).POST('/api/v1/agents/enrol', { body }));
    return new FakeAgent(url, agentId, credential, createClient({ url, token: () => credential }));
  }

  /** Names the hosts it has, and the attempts it says it still runs. */
  async register(
    hosts: readonly { name: string; pool: string }[],
    attempts: readonly FakeAttempt[] = [],
  ): Promise<Registered> {
    const body = {
      version: '0.0.0-test',
      hosts: hosts.map((host) => ({ ...host, facts: { machine: host.name } })),
      attempts: attempts.map(({ id, secret }) => ({ id, token: secret })),
    };
    const registered = unwrap(await this.client.POST('/api/v1/agents/register', { body }));
    this.hosts = registered.hosts;
    return registered;
  }

  /**
   * Claims for the given hosts, all of its own unless named. Null where there was no work.
   *
   * @param options.wait seconds of long poll
   * @param options.claimId, options.secret of an earlier claim, to ask again
   */
  async claim(
    options: {
      hosts?: readonly string[];
      wait?: number;
      claimId?: string;
      secret?: string;
      signal?: AbortSignal;
    } = {},
  ): Promise<FakeAttempt | null> {
    const secret = options.secret ?? randomBytes(24).toString('base64url');
    const claimId = options.claimId ?? uuidv7();
    const { data } = await this.client.POST('/api/v1/agents/claims', {
      params: { query: { wait: options.wait ?? 20 } },
      body: {
        claimId,
        hosts: [...(options.hosts ?? this.hosts.map(({ id }) => id))],
        tokenHash: createHash('sha256').update(secret).digest('hex'),
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return data ? new FakeAttempt(this, data, secret, claimId) : null;
  }

  /** Claims, again where a poll ends early, and fails where there was no work in 20 s. */
  async work(options: Parameters<FakeAgent['claim']>[0] = {}): Promise<FakeAttempt> {
    const deadline = Date.now() + 20_000;
    do {
      const attempt = await this.claim(options);
      if (attempt !== null) return attempt;
    } while (Date.now() < deadline);
    throw new Error('there was no work to claim');
  }
}

/** An attempt that a {@link FakeAgent} was given, with the secret that holds it. */
export class FakeAttempt {
  constructor(
    readonly agent: FakeAgent,
    readonly assignment: components['schemas']['Assignment'],
    readonly secret: string,
    readonly claimId: string,
  ) {}

  get id(): string {
    return this.assignment.attempt.id;
  }

  get jobId(): string {
    return this.assignment.job.id;
  }

  async heartbeat(testCase?: string) {
    const body = testCase === undefined ? {} : { case: testCase };
    return unwrap(await this.agent.client.POST('/api/v1/attempts/{id}/heartbeat', { ...this.#held(), body }));
  }

  /** Sends log chunks numbered from `seq`; resolves with the number that comes next. */
  async log(texts: readonly string[], seq = 0): Promise<number> {
    const at = new Date().toISOString();
    const chunks = texts.map((text, index) => ({ seq: seq + index, at, stream: 'stdout' as const, text }));
    const sent = await this.agent.client.POST('/api/v1/attempts/{id}/log', { ...this.#held(), body: { chunks } });
    return unwrap(sent).nextSeq;
  }

  async artifact(sha256: string): Promise<Buffer> {
    const response = await this.#bytes('GET', `artifacts/${sha256}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async evidence(
    name: string,
    content: string | Buffer,
    stated: { sha256?: string; mediaType?: string } = {},
  ): Promise<void> {
    const bytes = Buffer.from(content);
    const query = new URLSearchParams({
      sha256: stated.sha256 ?? createHash('sha256').update(bytes).digest('hex'),
      mediaType: stated.mediaType ?? 'text/plain',
    });
    await this.#bytes('PUT', `evidence/${encodeURIComponent(name)}?${query.toString()}`, bytes);
  }

  /** Reports every case of the plan as passed, but for those named otherwise. */
  async complete(verdicts: Readonly<Record<string, Verdict>> = {}, report: Partial<Completion> = {}) {
    const results = this.assignment.plan.cases.map(({ id }) => ({
      caseId: id,
      verdict: verdicts[id] ?? ('passed' as const),
      durationMs: 1,
    }));
    const body: Completion = {
      results,
      evidence: [],
      hostFacts: { kernel: '6.6.0-test' },
      isolation: 'none',
      ended: 'finished',
      ...report,
    };
    return unwrap(await this.agent.client.POST('/api/v1/attempts/{id}/complete', { ...this.#held(), body }));
  }

  #held(): { params: { path: { id: string } }; headers: Record<string, string> } {
    return { params: { path: { id: this.id } }, headers: { [ATTEMPT_TOKEN_HEADER]: this.secret } };
  }

  /** Raw bytes are the one thing that the generated client can't carry. */
  async #bytes(method: 'GET' | 'PUT', where: string, body?: Buffer): Promise<Response> {
    const response = await fetch(`${this.agent.url}/api/v1/attempts/${this.id}/${where}`, {
      method,
      headers: {
        authorization: `Bearer ${this.agent.credential}`,
        [ATTEMPT_TOKEN_HEADER]: this.secret,
        ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}
