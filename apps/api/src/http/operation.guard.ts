import { ATTEMPT_TOKEN_HEADER, LINES_MEDIA_TYPE, type Operation } from '#libs/contracts';
import { DomainError, type AgentActor, type FieldProblem, type PersonActor } from '#libs/domain';
import { authenticateAgent } from '#libs/dispatch';
import { authenticatePerson, isSecretOf } from '#libs/registry';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Parts } from '../parts.js';
import { OPERATION, rememberCall } from './handles.js';
import { UNGUARDED } from './unguarded.js';
import { unstorableText } from './unstorable-text.js';

/**
 * Stands before every handler: who calls, may they, and is the input what the contract says? In this order, so that a
 * stranger learns nothing from how a request is refused.
 */
@Injectable()
export class OperationGuard implements CanActivate {
  constructor(
    private readonly parts: Parts,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.get<boolean | undefined>(UNGUARDED, context.getHandler()) === true) return true;
    const operation = this.reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    if (operation === undefined) throw new Error(`${context.getHandler().name} handles no operation of the contract`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerToken(request);
    const actor = await this.#authenticate(operation, token, request.id);
    authorize(operation, actor);
    refuseMediaType(operation, request);
    const attemptToken = header(request, ATTEMPT_TOKEN_HEADER) ?? null;
    if (operation.who === 'attempt' && attemptToken === null) throw unauthenticated();
    rememberCall(request, { actor, token: token ?? null, attemptToken, input: parseInput(operation, request) });
    return true;
  }

  async #authenticate(
    operation: Operation,
    token: string | undefined,
    requestId: string,
  ): Promise<PersonActor | AgentActor | null> {
    if (token === undefined) {
      if (operation.who === 'public') return null;
      throw unauthenticated();
    }
    const forAgent = operation.who === 'agent' || operation.who === 'attempt';
    if (forAgent !== isSecretOf('agent', token)) {
      // An agent that reads something public is a stranger there; any other mix-up is no way in.
      if (operation.who === 'public') return null;
      throw unauthenticated();
    }
    return forAgent
      ? authenticateAgent(this.parts.db, token, requestId)
      : authenticatePerson(this.parts.db, token, requestId);
  }
}

function authorize(operation: Operation, actor: PersonActor | AgentActor | null): void {
  if (typeof operation.who === 'string') return;
  if (actor?.kind === 'person' && operation.who.includes(actor.role)) return;
  throw new DomainError(
    'forbidden',
    `需要角色 ${operation.who.join('、')} · This needs one of the roles ${operation.who.join(', ')}`,
    {
      facts: { roles: operation.who },
    },
  );
}

function unauthenticated(): DomainError {
  return new DomainError('unauthenticated', '请先登录 · Sign in first: Authorization: Bearer <token>');
}

function bearerToken(request: FastifyRequest): string | undefined {
  const match = /^Bearer +(\S{1,512})$/i.exec(header(request, 'authorization') ?? '');
  return match?.[1];
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

const MEDIA_TYPE = { json: 'application/json', bytes: 'application/octet-stream', none: 'application/json' } as const;

/** Fastify reads more media types than an operation takes; under the wrong one, text becomes no object and JSON no file. */
function refuseMediaType(operation: Operation, request: FastifyRequest): void {
  if (request.body === undefined || request.body === null) return;
  const wanted = MEDIA_TYPE[operation.bodyKind];
  const given = mediaTypeOf(request);
  if (given === wanted || isLines(operation, given)) return;
  throw new DomainError('unsupported-media-type', `请以 ${wanted} 发送 · Send ${wanted}`);
}

function mediaTypeOf(request: FastifyRequest): string | undefined {
  return header(request, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
}

function isLines(operation: Operation, mediaType: string | undefined): boolean {
  return operation.takesLines === true && mediaType === LINES_MEDIA_TYPE;
}

/** Where an operation takes no query or body, nothing in one may seem to have been heard. */
const NOTHING = z.strictObject({}).optional();

/** Problems that one refusal names. */
const MAX_PROBLEMS = 50;

function parseInput(operation: Operation, request: FastifyRequest): unknown {
  const problems: FieldProblem[] = [];
  const part = (name: string, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(value, { reportInput: false });
    if (!parsed.success) {
      problems.push(...parsed.error.issues.slice(0, MAX_PROBLEMS).flatMap((issue) => problemsOf(name, issue)));
      return undefined;
    }
    // Only of what the schema has found to be of bounded width and depth.
    const bad = name === 'body' && operation.checksOwnText === true ? undefined : unstorableText(value);
    if (bad !== undefined) {
      problems.push({
        path: [...placeOf(name), ...bad].join('.'),
        code: 'invalid-text',
        message: 'holds a NUL or half a surrogate pair',
      });
    }
    return parsed.data;
  };
  const input = {
    params: part('params', operation.params, request.params),
    query: part('query', operation.query ?? NOTHING, request.query),
    headers: part('headers', operation.headers, request.headers),
    body:
      operation.bodyKind === 'bytes' || isLines(operation, mediaTypeOf(request))
        ? undefined
        : part('body', operation.body ?? NOTHING, request.body ?? undefined),
  };
  if (problems.length === 0) return input;
  throw new DomainError('invalid-request', '请求有误 · The request is wrong; see errors', {
    fields: problems.slice(0, MAX_PROBLEMS),
  });
}

/** A field's path begins with where it stands, but for the body's own fields: those are named as the sender wrote them. */
function placeOf(part: string): string[] {
  return part === 'body' ? [] : [part];
}

function problemsOf(part: string, issue: z.core.$ZodIssue): FieldProblem[] {
  const place = placeOf(part);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...place, ...issue.path.map(String), key].join('.'),
      code: 'unrecognized',
      message: 'is not a field here',
    }));
  }
  return [{ path: [...place, ...issue.path.map(String)].join('.'), code: issue.code, message: issue.message }];
}
