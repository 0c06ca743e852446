import { API_BASE, problem, type InputOf, type Operation, type OutputOf } from '#libs/contracts';
import { DomainError, ERROR_STATUS } from '#libs/domain';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';

/**
 * Stand-in for the service, and why there is one: these tests are about what the CLI says and returns for each kind of
 * answer, also those that a real service gives only now and then (a connection that breaks at byte 70,000, a 503, a job
 * in each of its states). It is a real HTTP server that can't stray from the contract: what it receives is parsed by the
 * operation's schemas, and what a test lets it answer as well. The CLI against the real service is the demo's business.
 */
export class StandIn {
  readonly #server: FastifyInstance = Fastify();
  /** Every request in order of arrival, as `METHOD /path`. */
  readonly requests: string[] = [];
  /** Authorization headers of those requests. */
  readonly authorizations: (string | undefined)[] = [];

  constructor() {
    this.#server.addHook('onRequest', (request, _reply, done) => {
      this.requests.push(`${request.method} ${request.url.replace(API_BASE, '')}`);
      this.authorizations.push(request.headers.authorization);
      done();
    });
    this.#server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    this.#server.setErrorHandler((error, _request, reply) => answerProblem(error, reply));
    this.#server.setNotFoundHandler((request, reply) =>
      answerProblem(new DomainError('not-found', `the stand-in has no ${request.method} ${request.url}`), reply),
    );
  }

  /** Answers an operation; the handler may throw a DomainError. */
  on<O extends Operation>(operation: O, handler: (input: InputOf<O>) => OutputOf<O>): this {
    return this.raw(operation, (request, reply) => {
      // Parsed by exactly the schemas that InputOf infers from.
      const input = {
        params: operation.params?.parse(request.params),
        query: operation.query?.parse(request.query),
        headers: operation.headers?.parse(request.headers),
        body: operation.bodyKind === 'json' ? operation.body?.parse(request.body) : undefined,
      } as InputOf<O>;
      const answer: (input: InputOf<O>) => unknown = handler;
      const output = answer(input);
      reply.code(operation.status);
      return operation.response === undefined ? null : operation.response.parse(output);
    });
  }

  /** Answers an operation whose bytes or stream no schema describes. */
  raw(operation: Operation, handler: (request: FastifyRequest, reply: FastifyReply) => unknown): this {
    this.#server.route({
      method: operation.method,
      url: `${API_BASE}${operation.path.replace(/\{(\w+)\}/g, ':$1')}`,
      exposeHeadRoute: false,
      handler: async (request, reply) => await handler(request, reply),
    });
    return this;
  }

  /** @returns its origin, on loopback */
  async start(): Promise<string> {
    await this.#server.listen({ host: '127.0.0.1', port: 0 });
    // Listening on TCP: the address is not a pipe's name.
    const { port } = this.#server.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.server.closeAllConnections();
    await this.#server.close();
  }
}

function answerProblem(error: unknown, reply: FastifyReply): FastifyReply {
  if (!(error instanceof DomainError)) {
    // A test's own mistake, or a request outside the contract: it must not look like a refusal.
    const detail = error instanceof Error ? error.message : 'unknown';
    return reply
      .code(500)
      .type('application/problem+json')
      .send(problemBody('internal', detail, {}));
  }
  const body = problemBody(error.code, error.message, {
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
    ...(Object.keys(error.facts).length > 0 ? { facts: error.facts } : {}),
  });
  return reply.code(ERROR_STATUS[error.code]).type('application/problem+json').send(body);
}

function problemBody(code: keyof typeof ERROR_STATUS, detail: string, more: object): unknown {
  return problem.parse({
    type: `urn:shipei:problem:${code}`,
    title: code,
    status: ERROR_STATUS[code],
    code,
    detail,
    requestId: 'req-1',
    ...more,
  });
}
