import type { SystemActor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { applyImport } from './apply-import.js';
import { checkImport } from './check-import.js';
import type { ImportHandlers, ImportRun } from './import-handlers.js';
import { OrganizationRun } from './import-organizations.js';
import { ProductRun } from './import-products.js';
import { ReleaseRun } from './import-releases.js';
import { undoImport } from './undo-import.js';

const STEPS = { check: checkImport, apply: applyImport, undo: undoImport } as const;

/**
 * Does the next step of an import, where it is still to be done: a step that is told of twice is done once.
 *
 * @param declarations how rows about findings are decided, which are another feature's
 */
export async function performImportStep(
  { db, actor }: { readonly db: DataSource; readonly actor: SystemActor },
  { importId, step }: { readonly importId: string; readonly step: keyof typeof STEPS },
  declarations: (...given: Parameters<ImportHandlers['declarations']>) => ImportRun,
): Promise<void> {
  await STEPS[step](
    db,
    actor,
    {
      organizations: (scope, plans) => new OrganizationRun(scope, plans),
      products: (scope, plans) => new ProductRun(scope, plans),
      releases: (scope, plans) => new ReleaseRun(scope, plans),
      declarations,
    },
    importId,
  );
}
