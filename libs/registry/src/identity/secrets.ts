import { createHash, randomBytes } from 'node:crypto';

/** Prefixes tell a leaked secret's kind at a glance (and let scanners find it). */
const PREFIX = {
  session: 'shs_',
  apiKey: 'shk_',
  agent: 'sha_',
  enrolment: 'she_',
  application: 'sho_',
  invitation: 'shi_',
  recovery: 'shr_',
  providerSignIn: 'shp_',
  feed: 'shf_',
} as const;
export type SecretKind = keyof typeof PREFIX;

/** A new secret of 256 random bits and the digest to store in its place. */
export function newSecret(kind: SecretKind): { secret: string; hash: Buffer } {
  const secret = `${PREFIX[kind]}${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

/** SHA-256 is enough for secrets of full entropy; passwords go through {@link hashPassword}. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function isSecretOf(kind: SecretKind, text: string): boolean {
  return text.startsWith(PREFIX[kind]);
}
