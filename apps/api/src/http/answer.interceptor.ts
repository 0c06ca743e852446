import type { Operation } from '#libs/contracts';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { OPERATION } from './handles.js';

/** Sends what the contract promises and nothing else: fields beyond the response schema are dropped. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = this.reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    const schema = operation?.response;
    if (schema === undefined) return next.handle();
    return next
      .handle()
      .pipe(map((answer: unknown) => (answer === undefined ? undefined : schema.parse(withoutDates(answer)))));
  }
}

function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withoutDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutDates(child)]));
}
