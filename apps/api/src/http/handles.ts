import type { InputOf, Operation, OutputOf } from '#libs/contracts';
import type { AgentActor, PersonActor } from '#libs/domain';
import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './callers.js';

export const OPERATION = 'shipei:operation';

/** Makes a method the handler of an operation: its route, its status, who may call it, and what its input must be. */
export function Handles(operation: Operation): MethodDecorator {
  return applyDecorators(
    RequestMapping({
      method: RequestMethod[operation.method],
      path: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    }),
    HttpCode(operation.status),
    SetMetadata(OPERATION, operation),
  );
}

/** What the guard found out about a request, for its handler. */
export interface CallState extends Caller {
  readonly input: unknown;
}

const calls = new WeakMap<FastifyRequest, CallState>();

export function rememberCall(request: FastifyRequest, call: CallState): void {
  calls.set(request, call);
}

export function callOf(context: ExecutionContext): CallState {
  const call = calls.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (call === undefined) throw new Error('a handler ran without the operation guard');
  return call;
}

/** Parsed `{ params, query, headers, body }` of the operation. */
export const Input = createParamDecorator((_data: unknown, context: ExecutionContext) => callOf(context).input);
export type InputFor<O extends Operation> = InputOf<O>;

/** The person who calls; for operations that need one. */
export const Person = createParamDecorator((_data: unknown, context: ExecutionContext): PersonActor => {
  const { actor } = callOf(context);
  if (actor?.kind !== 'person') throw new Error('an operation without a person asks for one');
  return actor;
});

/** The person who calls, or null for a stranger; for public operations. */
export const MaybePerson = createParamDecorator((_data: unknown, context: ExecutionContext): PersonActor | null => {
  const { actor } = callOf(context);
  return actor?.kind === 'person' ? actor : null;
});

/** The agent that calls; for operations that need one. */
export const AgentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): AgentActor => {
  const { actor } = callOf(context);
  if (actor?.kind !== 'agent') throw new Error('an operation without an agent asks for one');
  return actor;
});

/** The credential that was shown. */
export const Token = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string => callOf(context).token ?? '',
);

/** The attempt's secret. */
export const AttemptToken = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string => callOf(context).attemptToken ?? '',
);

/** Dates may stand where the contract has instants; the answer interceptor writes them as RFC 3339. */
type Sendable<T> = T extends string
  ? T | (string extends T ? Date : never)
  : T extends readonly (infer E)[]
    ? readonly Sendable<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Sendable<T[K]> }
      : T;

/** What a handler of the operation returns. Fields beyond the contract are dropped before it leaves. */
export type Answer<O extends Operation> = Promise<Sendable<OutputOf<O>>>;
