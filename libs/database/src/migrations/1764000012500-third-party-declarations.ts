import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody who is neither the vendor of the release nor of the OS or CPU says how it fared: a capacity of its own. */
const THIRD_PARTY_DECLARATIONS = `
ALTER TABLE findings DROP CONSTRAINT findings_declared_as_check;
ALTER TABLE findings ADD CONSTRAINT findings_declared_as_check
  CHECK (declared_as IN ('vendor', 'os-vendor', 'cpu-vendor', 'third-party')) NOT VALID;
`;

export class ThirdPartyDeclarations1764000012500 implements MigrationInterface {
  name = 'ThirdPartyDeclarations1764000012500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(THIRD_PARTY_DECLARATIONS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('what third parties said is not thrown away'));
  }
}
