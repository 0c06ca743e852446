import { availableParallelism } from 'node:os';

// ESM-only packages that CommonJS packages require: Node 20 loads them that way, Jest can't.
const ESM_REQUIRED_FROM_COMMONJS = 'cookie|content-disposition';

/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  // The integration suites wait for leases and processes more than they compute.
  maxWorkers: Math.max(4, availableParallelism()),
  // A guard against tests that hang, not a measure of speed: a busy machine copies and compiles slowly.
  testTimeout: 30_000,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'es6' },
      },
    ],
    [`node_modules/(${ESM_REQUIRED_FROM_COMMONJS})/.+\\.js$`]: ['@swc/jest', { module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_REQUIRED_FROM_COMMONJS})/)`],
  moduleNameMapper: {
    // The same hashing, with less work where no test is about passwords.
    '^hash-wasm$': '<rootDir>/test/support/argon2.ts',
    '^#libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.shipei'],
};
