import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { startService, type TestService } from '../support/service.js';
import { questionsAtOnce } from './matrix-facts/at-once.js';
import { moments } from './matrix-facts/moments.js';
import { findingsAndAudit } from './matrix-facts/findings.js';
import { inferencePolicies } from './matrix-facts/policies.js';
import { releaseStatements } from './matrix-facts/statements.js';

jest.setTimeout(60_000);

// One service for all: what takes time is its start.
describe('facts with history', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ worker: false });
  });
  afterAll(() => service.stop());

  const open = (): TestService => service;
  releaseStatements(open);
  findingsAndAudit(open);
  moments(open);
  questionsAtOnce(open);
  inferencePolicies(open);
});
