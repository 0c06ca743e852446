import { setTimeout as wait } from 'node:timers/promises';
import { unwrap, type components } from '#libs/client';
import type { IMPORT_KINDS } from '#libs/contracts';
import type { CommandContext } from '../context.js';

type Import = components['schemas']['Import'];

interface ImportQuery {
  readonly fileName: string;
  readonly sha256?: string;
  readonly format?: 'rows';
  /** Left out where rows say it themselves. */
  readonly kind?: (typeof IMPORT_KINDS)[number];
  readonly organization?: string;
  readonly source?: string;
  readonly encoding?: 'utf-8' | 'gb18030';
}

const POLL_MS = 500;

/** Sends a file of rows and waits for its dry run. */
export async function sendImport(context: CommandContext, content: Blob, query: ImportQuery): Promise<Import> {
  const sent = await context.client.POST('/api/v1/imports', {
    params: { query },
    headers: { 'content-type': 'application/octet-stream' },
    // The document says of bytes that they are text.
    body: '',
    bodySerializer: () => content,
  });
  return settledImport(context, unwrap(sent).id, ['received']);
}

/** Applies an import as its dry run said, and waits for the end. */
export async function confirmImport(
  context: CommandContext,
  { id, digest }: Import,
  acceptedOnly: boolean,
): Promise<Import> {
  const body = { digest: digest ?? '', acceptedOnly };
  unwrap(await context.client.POST('/api/v1/imports/{id}/apply', { params: { path: { id } }, body }));
  return settledImport(context, id, ['confirmed', 'received']);
}

/** The import once it is in none of these states any more. */
export async function settledImport(
  context: CommandContext,
  id: string,
  passing: readonly Import['state'][],
): Promise<Import> {
  for (;;) {
    const found = unwrap(await context.client.GET('/api/v1/imports/{id}', { params: { path: { id } } }));
    if (!passing.includes(found.state)) return found;
    await wait(POLL_MS);
  }
}
