import { createHash } from 'node:crypto';
import { takesIdempotencyKey, type Operation } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import {
  abandonIdempotentWrite,
  beginIdempotentWrite,
  finishIdempotentWrite,
  type IdempotentWrite,
} from '#libs/registry';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { firstValueFrom, from, of, type Observable } from 'rxjs';
import { Parts } from '../parts.js';
import { callOf, OPERATION } from './handles.js';

/**
 * Makes a person's write with an `Idempotency-Key` happen once: a repetition gets the first answer. Not where the answer
 * holds a secret, which is shown once and never kept.
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
    const { db } = this.parts;
    const earlier = await beginIdempotentWrite(db, write);
    if (earlier !== undefined) return of(earlier.answer);
    return from(this.#once(write, next));
  }

  async #once(write: IdempotentWrite, next: CallHandler): Promise<unknown> {
    try {
      const answer: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
      await finishIdempotentWrite(this.parts.db, write, answer);
      return answer;
    } catch (error) {
      // A refusal stored nothing. After anything else nobody knows: the key stays claimed until it counts as abandoned.
      if (error instanceof DomainError) await abandonIdempotentWrite(this.parts.db, write);
      throw error;
    }
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
