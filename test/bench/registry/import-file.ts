import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DeclarationRun } from '#libs/certification';
import { migrate, openDatabase, row } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import {
  confirmImport,
  createImport,
  loadCatalogue,
  performImportStep,
  readCatalogue,
  visibleImport,
} from '#libs/registry';
import { v7 as uuidv7 } from 'uuid';

/** What the import of a workbook took: taking it in, its dry run, applying it. */
export interface ImportedFile {
  readonly rows: number;
  readonly seconds: { readonly receive: number; readonly check: number; readonly apply: number; readonly undo: number };
  /** Resident memory at its highest, before it was undone, in bytes. */
  readonly peak: number;
}

const SYSTEM = { kind: 'system', process: 'bench', requestId: null } as const;
const [databaseUrl = '', path = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
process.send?.(await measure());

async function measure(): Promise<ImportedFile> {
  await migrate(databaseUrl);
  const db = await openDatabase({ url: databaseUrl, poolMax: 4, applicationName: 'shipei-bench-import' });
  await loadCatalogue({ db, actor: SYSTEM }, await readCatalogue());
  const actor = await vendor((sql, values) => db.query(sql, values));
  const bytes = await readFile(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const step = (importId: string, name: 'check' | 'apply' | 'undo'): Promise<void> =>
    performImportStep(
      { db, actor: SYSTEM },
      { importId, step: name },
      (scope, plans) => new DeclarationRun(scope, plans),
    );
  let begun = performance.now();
  const lap = (): number => {
    const now = performance.now();
    const seconds = (now - begun) / 1000;
    begun = now;
    return seconds;
  };
  const id = await createImport(
    { db, actor },
    {
      kind: 'products',
      format: 'sheet',
      encoding: undefined,
      organization: undefined,
      source: undefined,
      fileName: 'bench.xlsx',
      path,
      sha256,
      size: bytes.length,
    },
  );
  const receive = lap();
  await step(id, 'check');
  const check = lap();
  const checked = await visibleImport(db, actor, id);
  await confirmImport({ db, actor }, id, { digest: checked?.digest ?? '', acceptedOnly: false });
  await step(id, 'apply');
  const apply = lap();
  const peak = process.resourceUsage().maxRSS * 1024;
  const stored = await row<{ count: number }>(db, 'SELECT count(*) AS count FROM products WHERE vendor_id = $1', [
    actor.organizationId,
  ]);
  if (stored?.count !== checked?.counts.create)
    throw new Error(`${stored?.count} of ${checked?.counts.create} products are there`);
  lap();
  await db.query(`UPDATE imports SET state = 'undoing', undo_reason = 'bench' WHERE id = $1`, [id]);
  await step(id, 'undo');
  return { rows: stored?.count ?? 0, seconds: { receive, check, apply, undo: lap() }, peak };
}

/** A vendor and somebody who acts for it. */
async function vendor(query: (sql: string, values: unknown[]) => Promise<unknown>): Promise<PersonActor> {
  const [organizationId, personId, membershipId] = [uuidv7(), uuidv7(), uuidv7()];
  await query(`INSERT INTO organizations (id, slug, name, kinds) VALUES ($1, 'bench-vendor', '测量', '{vendor}')`, [
    organizationId,
  ]);
  await query(`INSERT INTO persons (id, username, display_name, password_hash) VALUES ($1, 'bench', '测量', '')`, [
    personId,
  ]);
  await query(`INSERT INTO memberships (id, person_id, organization_id, role) VALUES ($1, $2, $3, 'vendor')`, [
    membershipId,
    personId,
    organizationId,
  ]);
  return {
    kind: 'person',
    personId,
    membershipId,
    organizationId,
    organizationSlug: 'bench-vendor',
    role: 'vendor',
    credential: 'session',
    requestId: null,
  };
}
