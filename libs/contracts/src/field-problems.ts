import { DomainError, type FieldProblem } from '#libs/domain';
import type { z } from 'zod';

/**
 * What a schema found wrong with a part of a request, as a refusal names it. A field's path begins with where it stands, but
 * for the body's own fields: those are named as the sender wrote them.
 */
export function fieldProblems(part: string, issue: z.core.$ZodIssue): FieldProblem[] {
  const place = [...placeOf(part), ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...place, key].join('.'),
      code: 'unrecognized',
      message: 'is not a field here',
    }));
  }
  return [{ path: place.join('.'), code: issue.code, message: issue.message }];
}

export function placeOf(part: string): string[] {
  return part === 'body' ? [] : [part];
}

/** @param fields what is wrong, field by field */
export function wrongRequest(fields: readonly FieldProblem[]): DomainError {
  return new DomainError('invalid-request', '请求有误 · The request is wrong; see errors', { fields });
}
