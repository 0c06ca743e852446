import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Weak: two answers of one tag say the same, if not at the same instant. */
export function weakTag(revision: number, restsOn: string): string {
  return `W/"${revision}-${createHash('sha256').update(restsOn).digest('base64url').slice(0, 16)}"`;
}

/** Says how an answer may be kept: one that was asked with a credential not at all. */
export function keepAnswer(request: FastifyRequest, reply: FastifyReply, tag: string): void {
  if (request.headers.authorization === undefined) {
    void reply.header('etag', tag).header('cache-control', 'no-cache').header('vary', 'authorization');
  } else void reply.header('cache-control', 'private, no-store');
}

/** Whether the reader has this answer already, and so is told 304 without it. */
export function isKnown(request: FastifyRequest, tag: string): boolean {
  const known = request.headers['if-none-match'];
  return known !== undefined && request.headers.authorization === undefined && namesTag(known, tag);
}

/** Does an `If-None-Match` name the tag? */
export function namesTag(known: string, tag: string): boolean {
  if (known.trim() === '*') return true;
  // Weak comparison, RFC 9110 section 8.8.3.2.
  const opaque = (one: string): string => one.trim().replace(/^W\//, '');
  return known.split(',').some((one) => opaque(one) === opaque(tag));
}
