import { ATTEMPT_TOKEN_HEADER, type Operation } from '#libs/contracts';
import { DomainError, type AgentActor, type PersonActor } from '#libs/domain';
import { authenticateAgent } from '#libs/dispatch';
import { authenticatePerson, isSecretOf } from '#libs/registry';
import type { FastifyRequest } from 'fastify';
import type { Parts } from '../parts.js';

/** Who calls, and what they showed. */
export interface Caller {
  /** Null for a stranger. */
  readonly actor: PersonActor | AgentActor | null;
  /** The credential that was shown. */
  readonly token: string | null;
  /** Secret of the attempt, where the operation is an attempt's. */
  readonly attemptToken: string | null;
}

const callers = new WeakMap<FastifyRequest, Promise<Caller>>();

/**
 * Who calls, and may they? Asked when the headers are there and before a byte of the body is read: a stranger's body
 * costs no memory. Found out once for each request.
 *
 * @throws DomainError `unauthenticated`, `session-expired`, `forbidden`
 */
export function callerOf({ db }: Pick<Parts, 'db'>, operation: Operation, request: FastifyRequest): Promise<Caller> {
  const known = callers.get(request) ?? admit(db, operation, request);
  callers.set(request, known);
  return known;
}

async function admit(db: Parts['db'], operation: Operation, request: FastifyRequest): Promise<Caller> {
  const token = bearerToken(request);
  const actor = await authenticate(db, operation, token, request.id);
  authorize(operation, actor);
  const attemptToken = headerOf(request, ATTEMPT_TOKEN_HEADER) ?? null;
  if (operation.who === 'attempt' && attemptToken === null) throw unauthenticated();
  return { actor, token: token ?? null, attemptToken };
}

async function authenticate(
  db: Parts['db'],
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
  return forAgent ? authenticateAgent(db, token, requestId) : authenticatePerson(db, token, requestId);
}

function authorize(operation: Operation, actor: PersonActor | AgentActor | null): void {
  if (typeof operation.who === 'string') return;
  if (actor?.kind === 'person' && operation.who.includes(actor.role)) return;
  throw new DomainError(
    'forbidden',
    `需要角色 ${operation.who.join('、')} · This needs one of the roles ${operation.who.join(', ')}`,
    { facts: { roles: operation.who } },
  );
}

function unauthenticated(): DomainError {
  return new DomainError('unauthenticated', '请先登录 · Sign in first: Authorization: Bearer <token>');
}

function bearerToken(request: FastifyRequest): string | undefined {
  const match = /^Bearer +(\S{1,512})$/i.exec(headerOf(request, 'authorization') ?? '');
  return match?.[1];
}

/** A header's value, the first where it was sent several times. */
export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
