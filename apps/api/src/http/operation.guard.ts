import { fieldProblems, LINES_MEDIA_TYPE, placeOf, wrongRequest, type Operation } from '#libs/contracts';
import { DomainError, type FieldProblem } from '#libs/domain';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Parts } from '../parts.js';
import { callerOf, headerOf } from './callers.js';
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
    const caller = await callerOf(this.parts, operation, request);
    refuseMediaType(operation, request);
    rememberCall(request, { ...caller, input: parseInput(operation, request) });
    return true;
  }
}

const MEDIA_TYPE = { json: 'application/json', bytes: 'application/octet-stream', none: 'application/json' } as const;

/** Fastify reads more media types than an operation takes; under the wrong one, text becomes no object and JSON no file. */
function refuseMediaType(operation: Operation, request: FastifyRequest): void {
  if (request.body === undefined || request.body === null) return;
  const wanted = MEDIA_TYPE[operation.bodyKind];
  const given = mediaTypeOf(request);
  if (given === wanted || isLines(operation, given) || operation.takes?.includes(given ?? '') === true) return;
  throw new DomainError('unsupported-media-type', `请以 ${wanted} 发送 · Send ${wanted}`);
}

function mediaTypeOf(request: FastifyRequest): string | undefined {
  return headerOf(request, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
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
      problems.push(...parsed.error.issues.slice(0, MAX_PROBLEMS).flatMap((issue) => fieldProblems(name, issue)));
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
  throw wrongRequest(problems.slice(0, MAX_PROBLEMS));
}
