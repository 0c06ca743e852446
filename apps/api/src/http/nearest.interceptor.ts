import type { Operation } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, from, mergeMap, throwError, type Observable } from 'rxjs';
import { Parts } from '../parts.js';
import { nameInPath } from '../search/missing-names.js';
import { nearestTo } from '../search/nearest-to.js';
import { callOf, OPERATION } from './handles.js';

/** Where a path names what is not found, the refusal says what may have been meant. In one place, so that none forgets it. */
@Injectable()
export class NearestInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly parts: Parts,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = this.reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    if (operation?.path.includes('{') !== true) return next.handle();
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          error instanceof DomainError && error.code === 'not-found' && error.facts['nearest'] === undefined
            ? from(this.#withNearest(operation, context, error)).pipe(mergeMap((fuller) => throwError(() => fuller)))
            : throwError(() => error),
        ),
      );
  }

  async #withNearest(operation: Operation, context: ExecutionContext, error: DomainError): Promise<DomainError> {
    const { actor, input } = callOf(context);
    // What the guard parsed by the operation's own schema.
    const { params } = input as { readonly params?: Readonly<Record<string, unknown>> };
    const missing = nameInPath(operation, params ?? {});
    if (missing === null) return error;
    try {
      const viewer = actor?.kind === 'person' ? actor.organizationId : null;
      const nearest = await nearestTo(this.parts, viewer, missing);
      const { fields, facts } = error;
      return new DomainError(error.code, error.message, { fields, facts: { ...facts, nearest }, cause: error });
    } catch {
      // That nothing can be suggested is no reason to answer anything else.
      return error;
    }
  }
}
