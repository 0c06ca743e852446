import type { ErrorCode, Role } from '#libs/domain';
import type { z } from 'zod';

/**
 * Who may call an operation. Every operation says so; the API refuses to boot where one does not.
 *
 * `public` anyone · `signed-in` any session or API key · roles: a session or key acting in one of them · `agent` an
 * agent credential · `attempt` an agent credential together with the attempt's token in `Shipei-Attempt-Token`.
 */
export type Who = 'public' | 'signed-in' | 'agent' | 'attempt' | readonly [Role, ...Role[]];

/** `json` parsed and checked against `body` · `bytes` the raw stream · `none`. */
export type BodyKind = 'json' | 'bytes' | 'none';

export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Below `/api/v1`, parameters as `{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly who: Who;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly bodyKind: BodyKind;
  readonly status: 200 | 201 | 202 | 204;
  /** The body may also come as lines of JSON (application/x-ndjson), handed on unread. */
  readonly takesLines?: true;
  /** Media types that bytes may have besides application/octet-stream. */
  readonly takes?: readonly string[];
  /** The handler looks at the text in the body itself, row by row: one bad row doesn't spoil the others. */
  readonly checksOwnText?: true;
  /** Media type of the answer where it is not JSON. */
  readonly produces?:
    | 'application/atom+xml'
    | 'application/octet-stream'
    | 'application/gzip'
    | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    | 'text/event-stream'
    | 'image/svg+xml'
    | 'text/csv';
  /** Media types that the answer may have instead, as the caller chooses. */
  readonly alsoProduces?: readonly string[];
  readonly response?: z.ZodType;
  /** Headers of the answer that say what its body does not. */
  readonly responseHeaders?: z.ZodObject;
  /** The answer holds a secret that is shown once: it is never kept, also not for an Idempotency-Key. */
  readonly secretAnswer?: true;
  /** Codes beyond those that every operation may answer (invalid-request, unauthenticated, forbidden, internal, 503). */
  readonly errors: readonly ErrorCode[];
}

/** Keeps the literal types of one operation. */
export function operation<const O extends Operation>(definition: O): O {
  return definition;
}

type Part<O, K extends string> = O extends Readonly<Record<K, z.ZodType>> ? z.infer<O[K]> : undefined;

/** Parsed input of an operation. */
export interface InputOf<O extends Operation> {
  readonly params: Part<O, 'params'>;
  readonly query: Part<O, 'query'>;
  readonly headers: Part<O, 'headers'>;
  readonly body: Part<O, 'body'>;
}

/** What a handler of the operation returns, before the response schema strips what is not in the contract. */
export type OutputOf<O extends Operation> = O extends { readonly response: z.ZodType } ? z.input<O['response']> : void;
