import { isDatabaseAway, sqlStateOf } from '#libs/database';
import type { Problem } from '#libs/contracts';
import { DomainError, ERROR_STATUS, type ErrorCode } from '#libs/domain';
import { errnoOf, type Logger } from '#libs/runtime';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { methodsAt } from './methods-at.js';

const RETRY_AFTER_SECONDS = 2;

/** The one place where errors become HTTP: RFC 9457 problems with a stable code, never a stack trace. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(this.log, error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers a request with the problem that an error amounts to. */
export function sendProblem(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const allowed = statusOf(error) === 404 ? methodsAt(pathOf(request)) : [];
  const refusal = allowed.length > 0 && !allowed.includes(request.method) ? methodRefused(allowed) : refusalOf(error);
  const status = ERROR_STATUS[refusal.code];
  if (status >= 500) log.error({ err: error, requestId: request.id, code: refusal.code }, 'request failed');
  // An answer that has begun can't be taken back; the broken connection tells the reader.
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  // The rate limit knows better when to come back, and has said so.
  if ((status === 503 || status === 429) && !reply.hasHeader('retry-after')) {
    void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  }
  // RFC 9110 §11.6.1: an answer of 401 names the scheme.
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="shipei"');
  if (refusal.code === 'method-not-allowed') void reply.header('allow', allowed.join(', '));
  // A refused upload may still be on its way: the rest of it is not read.
  if (!request.raw.complete) void reply.header('connection', 'close');
  void reply
    .status(status)
    .type('application/problem+json')
    .send({ ...problemOf(refusal), instance: pathOf(request), requestId: request.id });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** A refusal as the contract shows it. */
export function problemOf(refusal: DomainError): Problem {
  return {
    type: `https://shipei.example/problems/${refusal.code}`,
    title: refusal.code,
    status: ERROR_STATUS[refusal.code],
    code: refusal.code,
    detail: refusal.message,
    ...(refusal.fields.length > 0 ? { errors: refusal.fields.map((field) => ({ ...field })) } : {}),
    ...(Object.keys(refusal.facts).length > 0 ? { facts: { ...refusal.facts } } : {}),
  };
}

/** Codes of Fastify's own refusals (FST_ERR_…) and statuses of Nest's. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid-request',
  404: 'not-found',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  429: 'rate-limited',
};

function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isDatabaseAway(error)) {
    return new DomainError(
      'database-unavailable',
      '数据库暂时不可用，请稍后重试 · The database is away; try again shortly',
      { cause: error },
    );
  }
  // Class 22, data exception: a value that passed the contract and yet can't be stored is the request's fault.
  if (sqlStateOf(error)?.startsWith('22') === true) {
    return new DomainError(
      'invalid-request',
      '请求中有无法存储的值 · The request holds a value that can not be stored',
      { cause: error },
    );
  }
  const status = statusOf(error);
  if (status === 400 && isMalformedJson(error)) {
    return new DomainError('malformed-json', '请求体不是合法的 JSON · The body is not well-formed JSON', {
      cause: error,
    });
  }
  const code = status === undefined ? undefined : (BY_STATUS[status] ?? (status < 500 ? 'invalid-request' : undefined));
  if (code !== undefined)
    return new DomainError(code, WORDS[code] ?? '请求有误 · The request is wrong', { cause: error });
  return new DomainError('internal', '服务器内部错误，已记录 · Something went wrong on the server; it was logged', {
    cause: error,
  });
}

const WORDS: Partial<Record<ErrorCode, string>> = {
  'not-found': '没有这个地址 · There is nothing at this address',
  'payload-too-large': '请求体过大 · The body is too large',
  'unsupported-media-type': '请以 application/json 发送 · Send application/json',
  'rate-limited': '请求过于频繁，请稍后再试 · Too many requests; try again later',
};

function methodRefused(allowed: readonly string[]): DomainError {
  return new DomainError(
    'method-not-allowed',
    `此地址只接受 ${allowed.join('、')} · This address takes ${allowed.join(', ')}`,
  );
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** Fastify's own error about a body (FST_ERR_CTP_…), which Nest wraps. By shape: see errnoOf. */
function isMalformedJson(error: unknown): boolean {
  const cause = error instanceof HttpException ? error.cause : error;
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : undefined;
  return name === 'SyntaxError' || errnoOf(cause)?.startsWith('FST_ERR_CTP_') === true;
}
