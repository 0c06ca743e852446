import { createRequire } from 'node:module';
import type * as HashWasm from 'hash-wasm';

/** The password of all accounts that tests make by the dozen and that aren't about passwords. */
export const SHARED_PASSWORD = 'a long enough password';

// Jest hands this module to whoever imports hash-wasm, so the real one is reached by its file; what that exports is what
// the package's declarations say.
const real = createRequire(import.meta.url)('hash-wasm/dist/index.umd.js') as typeof HashWasm;

export const argon2Verify = real.argon2Verify;
export const createSHA256 = real.createSHA256;
export const createSM3 = real.createSM3;

/**
 * The product's own hashing, with a hundredth of the work where the password is {@link SHARED_PASSWORD}: hundreds of
 * accounts of 50 ms each were a quarter of what the API's suites cost. Every other password costs what it does in
 * production.
 */
export const argon2id: typeof HashWasm.argon2id = (options) =>
  real.argon2id(
    options.password === SHARED_PASSWORD
      ? { ...options, memorySize: 64 * options.parallelism, iterations: 1 }
      : options,
  );
