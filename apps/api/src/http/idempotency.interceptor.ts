import { createHash } from 'node:crypto';
import { takesIdempotencyKey, type Operation } from '#libs/contracts';
import {
  abandonIdempotentWrite,
  beginIdempotentWrite,
  finishIdempotentWrite,
  type IdempotentWrite,
} from '#libs/registry';
import { DomainError, type IdempotencyClaim } from '#libs/domain';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { firstValueFrom, from, of, type Observable } from 'rxjs';
import { Parts } from '../parts.js';
import { callOf, OPERATION, rememberCall } from './handles.js';

/**
 * Makes a person's write with an `Idempotency-Key` happen once: a repetition gets the first answer. That it was done is
 * stored with the write itself; the answer follows, and is lost with the process that dies in between. Not where the
 * answer holds a secret, which is shown once and never kept.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly parts: Parts,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const write = this.#idempotentWrite(context);
    if (write === undefined) return next.handle();
    const begun = await beginIdempotentWrite(this.parts.db, write);
    if ('answer' in begun) return of(begun.answer);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const call = callOf(context);
    // Only a person's write gets here. From the actor the claim reaches the write's own transaction.
    if (call.actor?.kind === 'person') rememberCall(request, { ...call, actor: { ...call.actor, write: begun.claim } });
    return from(this.#once(request.id, write.membershipId, begun.claim, next));
  }

  async #once(requestId: string, membershipId: string, claim: IdempotencyClaim, next: CallHandler): Promise<unknown> {
    const { db, log } = this.parts;
    let answer: unknown;
    try {
      answer = await firstValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      // A write that got as far as its commit keeps the key: that is marked in its transaction. Should this fail, too,
      // a repetition takes the key over once it counts as abandoned.
      await abandonIdempotentWrite(db, membershipId, claim).catch(() => undefined);
      throw error;
    }
    // What was done is answered even if nobody can be told a second time.
    await finishIdempotentWrite(db, membershipId, claim, answer).catch((error: unknown) =>
      log.warn({ err: error, requestId }, 'the answer to a write could not be kept for repetitions'),
    );
    return answer;
  }

  #idempotentWrite(context: ExecutionContext): IdempotentWrite | undefined {
    const operation = this.reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
    if (operation === undefined || key === undefined || !takesIdempotencyKey(operation)) return undefined;
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key)) {
      throw new DomainError('invalid-request', 'Idempotency-Key 有误 · The Idempotency-Key is wrong', {
        fields: [{ path: 'headers.idempotency-key', code: 'invalid', message: '1 to 128 visible ASCII characters' }],
      });
    }
    const { actor, input } = callOf(context);
    if (actor?.kind !== 'person') return undefined;
    const requestHash = createHash('sha256').update(JSON.stringify(input)).digest();
    return { membershipId: actor.membershipId, key, operation: operation.id, requestHash };
  }
}
