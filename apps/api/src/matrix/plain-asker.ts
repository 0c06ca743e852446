import type { IncomingMessage } from 'node:http';

/** A stranger who reads: what the answer depends on beside the question. */
export interface PlainAsker {
  readonly requestId: string | undefined;
  /** `If-None-Match`. */
  readonly known: string | undefined;
}

/** Headers that an answer depends on. `never`: a credential, a body, or another way of talking. */
const MEANING: ReadonlyMap<string, keyof PlainAsker | 'never'> = new Map([
  ['x-request-id', 'requestId'],
  ['if-none-match', 'known'],
  ['authorization', 'never'],
  ['cookie', 'never'],
  ['content-length', 'never'],
  ['transfer-encoding', 'never'],
  ['expect', 'never'],
  ['upgrade', 'never'],
  ['accept-version', 'never'],
]);
/** Lengths and first letters of those: most headers have others, and are passed over without writing them in small letters. */
const LIKELY = new Set([...MEANING.keys()].map(likeness));

function likeness(name: string): number {
  return name.length * 32 + (name.charCodeAt(0) & 31);
}

/**
 * Who asks, if it is a stranger who reads; null for anybody else. Headers are taken as they came, since Node's own object of
 * them costs as much as an answer.
 */
export function plainAsker({ method, rawHeaders }: Pick<IncomingMessage, 'method' | 'rawHeaders'>): PlainAsker | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  let requestId: string | undefined;
  let known: string | undefined;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const meaning = LIKELY.has(likeness(name)) ? MEANING.get(name.toLowerCase()) : undefined;
    if (meaning === undefined) continue;
    // A header that comes twice is read in the ordinary way, whatever that makes of it.
    if (meaning === 'never' || (meaning === 'known' ? known : requestId) !== undefined) return null;
    if (meaning === 'known') known = rawHeaders[i + 1];
    else requestId = rawHeaders[i + 1];
  }
  return { requestId, known };
}
