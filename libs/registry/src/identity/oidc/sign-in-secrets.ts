import { hkdfSync } from 'node:crypto';

/** What binds a sign-in to who began it: `state` and `nonce` are shown to the provider, `verifier` only with the code. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  /** PKCE, RFC 7636: 43 characters of its alphabet. */
  readonly verifier: string;
}

/** All of them follow from the handle, which only its owner has: the database keeps none. HKDF (RFC 5869) over SHA-256. */
export function secretsOf(handle: string): SignInSecrets {
  const derive = (purpose: string): string =>
    Buffer.from(hkdfSync('sha256', handle, 'shipei provider sign-in', purpose, 32)).toString('base64url');
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') };
}
