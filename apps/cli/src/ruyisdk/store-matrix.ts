import { unwrap, type components } from '#libs/client';
import { importRowsOf, RUYISDK_ORGANIZATION, type RuyiAccount, type RuyiCatalogue } from '#libs/domain';
import type { CommandContext } from '../context.js';
import { confirmImport, sendImport } from '../uploads/send-import.js';

type Import = components['schemas']['Import'];
type Diff = components['schemas']['CatalogueDiff'];
export type ImportRow = components['schemas']['ImportRow'];

const PAGE = 200;

/** What an import made of the reports, or of the rows of `others.yml`: one action each. */
export type StoredSum = Readonly<Record<ImportRow['action'] | 'total', number>>;

export interface StoredMatrix {
  readonly import: Import;
  readonly stored: { readonly reports: StoredSum; readonly others: StoredSum };
  /** Rows that the service refused, and those that were refused on reading. */
  readonly refused: readonly ImportRow[];
}

/**
 * Adds to the catalogue what it lacks, as the difference that the service tells.
 *
 * @returns the version that was made; undefined where nothing is lacking
 */
export async function extendCatalogue(
  { client }: CommandContext,
  proposed: RuyiCatalogue,
  state: string,
): Promise<Diff | undefined> {
  if (Object.values(proposed).every((entries: readonly unknown[]) => entries.length === 0)) return undefined;
  // Sent unread, as catalogue files are: the service checks every field.
  const documents = [{ version: state, ...proposed, file: 'ruyisdk' }] as never[];
  const reason = `ruyisdk support-matrix at ${state}`;
  const diff = unwrap(await client.POST('/api/v1/catalogue-changes', { body: { documents, reason } }));
  // Organizations that make no CPU and no system are proposed again: the catalogue's lists don't name them.
  if (diff.changes.every(({ action }) => action === 'kept')) return undefined;
  const { digest } = diff;
  return unwrap(await client.POST('/api/v1/catalogue-changes', { body: { documents, reason, digest } }));
}

/**
 * Has the service look at all rows, and applies what it says, unless there is nothing to do. Rows that are refused keep the
 * whole from being applied, unless only the others are wanted.
 */
export async function storeMatrix(
  context: CommandContext,
  account: RuyiAccount,
  { acceptedOnly }: { readonly acceptedOnly: boolean },
): Promise<StoredMatrix> {
  const content = importRowsOf(account)
    .map((row) => JSON.stringify(row))
    .join('\n');
  const { state } = account.origin;
  const checked = await sendImport(context, new Blob([content]), {
    format: 'rows',
    fileName: `ruyisdk-${state.replaceAll(' ', '-')}.rows`,
    organization: RUYISDK_ORGANIZATION,
    source: `ruyisdk support-matrix at ${state}`,
  });
  const { create = 0, change = 0, refused = 0 } = checked.counts;
  const isWanted = checked.digest !== null && create + change > 0 && (refused === 0 || acceptedOnly);
  const done = isWanted ? await confirmImport(context, checked, acceptedOnly) : checked;
  const rows = await everyRow(context, done.id);
  const statements = rows.filter(({ kind }) => kind === 'declarations');
  const isOther = ({ sheet }: ImportRow): boolean => sheet.endsWith('.yml');
  return {
    import: done,
    stored: {
      reports: sumOf(statements.filter((row) => !isOther(row))),
      others: sumOf(statements.filter(isOther)),
    },
    refused: rows.filter(({ action }) => action === 'refused'),
  };
}

async function everyRow({ client }: CommandContext, id: string): Promise<ImportRow[]> {
  const all: ImportRow[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: { limit: number; cursor?: string } = cursor === '' ? { limit: PAGE } : { limit: PAGE, cursor };
    const page = unwrap(await client.GET('/api/v1/imports/{id}/rows', { params: { path: { id }, query } }));
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

function sumOf(rows: readonly ImportRow[]): StoredSum {
  const sum = { create: 0, change: 0, unchanged: 0, refused: 0, skipped: 0, pending: 0, total: rows.length };
  for (const { action } of rows) sum[action] += 1;
  return sum;
}
