import { openAsBlob } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { listSummary, MAX_LIST_BYTES, type ListSummary } from '#libs/contracts';
import { CommandEnded, type CommandContext } from '../context.js';
import { bytesOf, writeBytes } from '../downloads/receive-body.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';
import { renderListSummary } from '../rendering/lists.js';

export interface ListCheck {
  readonly file: string;
  /** Where the list goes with what was found; a new file beside it where none is named. */
  readonly output: string | undefined;
  readonly platforms: readonly string[];
  readonly moments: { readonly validAt?: string; readonly knownAt?: string };
}

/**
 * Has the products of a spreadsheet checked and keeps the same spreadsheet with what was found. Ends with `refused` where a
 * product or its platform could not be identified.
 */
export async function checkList(
  context: CommandContext,
  { file, platforms, moments, ...check }: ListCheck,
): Promise<void> {
  const output = check.output ?? besides(file);
  if (path.resolve(output) === path.resolve(file)) throw same(output);
  if (check.output === undefined && (await exists(output))) throw taken(output);
  const bytes = await readable(file);
  const answer = await context.client.POST('/api/v1/lists/check', {
    params: { query: { platform: [...platforms], ...moments } },
    body: '',
    bodySerializer: () => bytes,
    headers: { 'content-type': 'application/octet-stream' },
    parseAs: 'stream',
  });
  const summary = listSummary.parse(JSON.parse(answer.response.headers.get('shipei-list-summary') ?? 'null'));
  await save(bytesOf(answer.data, context.url), output);
  context.present({ file: output, ...summary }, renderListSummary(output, summary, context.styles));
  if (unknownIn(summary) > 0) throw new CommandEnded(EXIT.refused);
}

function unknownIn({ outcomes }: ListSummary): number {
  return (outcomes['unidentified'] ?? 0) + (outcomes['ambiguous'] ?? 0);
}

/** `bid.xlsx` becomes `bid.checked.xlsx`. */
function besides(file: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.checked${ext}`);
}

async function readable(file: string): Promise<Blob> {
  const refuse = (error: unknown): never => {
    throw new UsageError(`无法读取 ${file} · Can't read ${file}: ${messageOf(error)}`);
  };
  const bytes = await openAsBlob(file).catch(refuse);
  if (bytes.size > MAX_LIST_BYTES) {
    const megabytes = MAX_LIST_BYTES / 1_000_000;
    throw new UsageError(
      `${file} 超过 ${megabytes} MB，请拆分或去掉图片 · ${file} is larger than ${megabytes} MB: split it, or leave out pictures`,
    );
  }
  return bytes;
}

/** The file gets its name when it is whole. */
async function save(bytes: AsyncIterable<Uint8Array>, output: string): Promise<void> {
  const part = `${output}.${process.pid}.part`;
  try {
    await writeBytes(bytes, part);
    await rename(part, output);
  } finally {
    await rm(part, { force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function same(output: string): UsageError {
  return new UsageError(`结果不能写回 ${output} 本身 · The list itself is not overwritten: name another file with -o`);
}

function taken(output: string): UsageError {
  return new UsageError(`${output} 已存在，请用 -o 指定文件 · ${output} is there already: name a file with -o`);
}
