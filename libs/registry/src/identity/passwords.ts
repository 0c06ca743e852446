import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/**
 * Argon2id with the OWASP Password Storage minimum: 19 MiB, 2 passes, 1 lane. WebAssembly rather than a native addon,
 * so that it is the same on every ISA the service must run on.
 */
const ARGON2 = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32, outputType: 'encoded' } as const;

export async function hashPassword(password: string): Promise<string> {
  return argon2id({ ...ARGON2, password: password.normalize('NFKC'), salt: randomBytes(16) });
}

export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  return argon2Verify({ password: password.normalize('NFKC'), hash });
}

let decoy: Promise<string> | undefined;

/** Costs as much as a verification, so that the answer's time does not tell whether a username exists. */
export async function verifyAgainstNobody(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await verifyPassword(password, await decoy);
  return false;
}
