import { utils, write } from '@e965/xlsx';
import type { components } from '#libs/client';
import type { TestService } from '../../support/service.js';
import { eventually } from '../support/eventually.js';
import { send, succeed, type Answer, type Call } from '../support/http.js';

export type Import = components['schemas']['Import'];
export type ImportRow = components['schemas']['ImportRow'];

/** A workbook of one sheet, as a spreadsheet program writes it. */
export function workbook(rows: readonly (readonly unknown[])[]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet(
      rows.map((row) => [...row]),
      { UTC: true },
    ),
    '数据',
  );
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

/** The call that sends a file. */
export function sending(token: string | undefined, file: Buffer | string, query: Record<string, string>): Call {
  return {
    method: 'POST',
    path: `/api/v1/imports?${new URLSearchParams({ fileName: 'list.xlsx', ...query }).toString()}`,
    token,
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(file),
  };
}

export async function importIn(
  service: TestService,
  token: string,
  id: string,
  ...states: Import['state'][]
): Promise<Import> {
  return eventually(`import ${id} is ${states.join(' or ')}`, async () => {
    const found = await succeed<Import>(service.url, { path: `/api/v1/imports/${id}`, token });
    return states.includes(found.state) ? found : undefined;
  });
}

/** Sends a file and waits for its dry run. */
export async function checked(
  service: TestService,
  token: string,
  file: Buffer | string,
  query: Record<string, string>,
): Promise<Import> {
  const { id } = await succeed<Import>(service.url, sending(token, file, query));
  return importIn(service, token, id, 'checked', 'failed');
}

export async function confirm(
  service: TestService,
  token: string,
  found: Import,
  acceptedOnly = false,
): Promise<Answer> {
  return send(service.url, {
    method: 'POST',
    path: `/api/v1/imports/${found.id}/apply`,
    token,
    json: { digest: found.digest, acceptedOnly },
  });
}

/** Sends, looks and applies. */
export async function applied(
  service: TestService,
  token: string,
  file: Buffer | string,
  query: Record<string, string>,
  acceptedOnly = false,
): Promise<Import> {
  const found = await checked(service, token, file, query);
  const answer = await confirm(service, token, found, acceptedOnly);
  if (answer.status !== 202)
    throw new Error(`apply: ${answer.text} ${JSON.stringify(await rowsOf(service, token, found.id))}`);
  return importIn(service, token, found.id, 'applied', 'checked');
}

export async function undone(service: TestService, token: string, id: string): Promise<Import> {
  await succeed(service.url, { method: 'POST', path: `/api/v1/imports/${id}/undo`, token, json: { reason: '导错了' } });
  return importIn(service, token, id, 'undone', 'applied');
}

export async function rowsOf(service: TestService, token: string, id: string, action?: string): Promise<ImportRow[]> {
  const query = new URLSearchParams({ limit: '200', ...(action === undefined ? {} : { action }) });
  const page = await succeed<{ items: ImportRow[] }>(service.url, {
    path: `/api/v1/imports/${id}/rows?${query.toString()}`,
    token,
  });
  return page.items;
}

/** `place code` of each problem. */
export function problemsOf(rows: readonly ImportRow[]): string[] {
  return rows.flatMap(({ row, problems }) =>
    problems.map(({ column, field, code }) => `${column ?? ''}${row} ${field ?? '-'} ${code}`),
  );
}
