import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { bytesOf, writeBytes } from '../downloads/receive-body.js';
import { UsageError } from '../exit-codes.js';
import { exportOffline, type ExportQuery } from '../offline/export-offline.js';
import { OfflineMatrix, type BundleStamp } from '../offline/offline-matrix.js';
import { asTheService } from '../offline/refusals.js';
import { renderStamp } from '../rendering/bundle.js';
import { size } from '../rendering/moments.js';
import { ProgressLine } from '../rendering/progress-line.js';
import { both } from '../rendering/words.js';
import { parseOneOf } from './arguments.js';
import { filterOptions, withFilters, type FilterOptions } from './filters.js';
import type { Open } from './open.js';

const FORMATS = ['csv', 'jsonl', 'xlsx'] as const;

interface ExportOptions extends FilterOptions {
  readonly format?: string;
  readonly output?: string;
}

export function addExportCommand(program: Command, open: Open): void {
  withFilters(program.command('export [text]'))
    .description(both('导出搜索到的全部单元', 'export all cells that a search finds'))
    .option('--format <format>', FORMATS.join(' | '), 'csv')
    .option('-o, --output <file>', both('写到此文件；不给则写到标准输出', 'file to write; else standard output'))
    .action(async (text: string | undefined, options: ExportOptions) => {
      const format = parseOneOf('--format', FORMATS, options.format ?? 'csv');
      const query = { format, ...filterOptions(text, options) };
      const context = await open();
      refuseForTerminal(context, format, options.output);
      if (options.bundle !== undefined) {
        await exportFromBundle(context, options.bundle, query, options.output);
        return;
      }
      // No cell makes no line: such an answer has no body.
      const { data } = await context.client.GET('/api/v1/matrix/export', { params: { query }, parseAs: 'stream' });
      await hand(context, data === undefined ? Readable.from([]) : bytesOf(data, context.url), options.output, null);
    });
}

async function exportFromBundle(
  context: CommandContext,
  path: string,
  query: ExportQuery,
  output: string | undefined,
): Promise<void> {
  const { terminal, styles } = context;
  const matrix = await OfflineMatrix.open(path);
  // Not between the rows of a table that is being shown.
  const isShown = output === undefined && terminal.stdout.isTTY === true;
  const progress = isShown ? null : new ProgressLine(terminal, matrix.file.index.releases);
  try {
    const now = terminal.now();
    const stamp = matrix.stamp(now);
    const bytes = await asTheService(() => exportOffline(matrix, query, now, () => progress?.step()));
    await hand(
      context,
      endingWith(bytes, () => progress?.end()),
      output,
      stamp,
    );
    if (output === undefined) terminal.stderr.write(`${renderStamp(stamp, styles)}\n`);
  } finally {
    progress?.end();
    await matrix.close();
  }
}

async function* endingWith(bytes: AsyncGenerator<Buffer>, end: () => void): AsyncGenerator<Buffer> {
  yield* bytes;
  end();
}

function refuseForTerminal(context: CommandContext, format: string, output: string | undefined): void {
  if (output !== undefined) return;
  if (context.json) {
    throw new UsageError('与 --json 同用时请用 -o 指定文件 · With --json name a file: -o <file>');
  }
  if (format === 'xlsx' && context.terminal.stdout.isTTY === true) {
    throw new UsageError('xlsx 不能显示在终端，请用 -o 指定文件 · A workbook is not for a terminal: -o <file>');
  }
}

async function hand(
  context: CommandContext,
  bytes: AsyncIterable<Uint8Array>,
  output: string | undefined,
  stamp: BundleStamp | null,
): Promise<void> {
  if (output === undefined) await print(context, bytes);
  else await save(context, bytes, output, stamp);
}

async function print({ terminal: { stdout } }: CommandContext, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) {
    // No faster than the reader takes it.
    if (!stdout.write(chunk)) await drained(stdout);
  }
}

async function drained(stream: NodeJS.WritableStream): Promise<void> {
  const gone = new AbortController();
  try {
    await Promise.race([
      new Promise<void>((resolve) => stream.once('drain', resolve)),
      finished(stream, { signal: gone.signal }).catch(() => undefined),
    ]);
  } finally {
    gone.abort();
  }
}

/** The file gets its name when it is whole. */
async function save(
  context: CommandContext,
  bytes: AsyncIterable<Uint8Array>,
  output: string,
  stamp: BundleStamp | null,
): Promise<void> {
  const part = `${output}.${process.pid}.part`;
  try {
    const written = await writeBytes(bytes, part);
    await rename(part, output);
    const { styles } = context;
    const words = `${styles.good('✔')} ${both('已导出', 'exported')}  ${output}  ${size(written)}`;
    const from = stamp === null ? '' : `\n${renderStamp(stamp, styles)}`;
    context.present({ file: output, bytes: written, ...(stamp === null ? {} : { bundle: stamp }) }, `${words}${from}`);
  } finally {
    await rm(part, { force: true });
  }
}
