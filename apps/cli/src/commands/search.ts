import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { unwrap } from '#libs/client';
import { CELL_STATUSES } from '#libs/domain';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { bytesOf, writeBytes } from '../downloads/receive-body.js';
import { UsageError } from '../exit-codes.js';
import { size } from '../rendering/moments.js';
import { renderChanges, renderSearch } from '../rendering/search.js';
import { both } from '../rendering/words.js';
import { parseInstant, parseOneOf, parseProduct, parseRelease, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { readPages, withPaging, type PageOptions } from './paging.js';

const FORMATS = ['csv', 'jsonl', 'xlsx'] as const;

interface FilterOptions {
  readonly category?: string[];
  readonly vendor?: string[];
  readonly os?: string[];
  readonly cpu?: string[];
  readonly status?: string[];
}

interface ExportOptions extends FilterOptions {
  readonly format?: string;
  readonly output?: string;
}

interface DiffOptions {
  readonly from: string;
  readonly to?: string;
}

export function addSearchCommands(program: Command, open: Open): void {
  withFilters(withPaging(program.command('search [text]')))
    .description(both('按条件搜索适配矩阵，附各项数量', 'search the matrix by facets, with counts'))
    .action(async (text: string | undefined, options: FilterOptions & PageOptions) => {
      const filter = filterOf(text, options);
      const context = await open();
      const read = async (page: object) =>
        unwrap(await context.client.GET('/api/v1/matrix', { params: { query: { ...filter, ...page } } }));
      let first: Awaited<ReturnType<typeof read>> | undefined;
      const pages = await readPages(options, async (page) => {
        const found = await read(page);
        first ??= found;
        return found;
      });
      if (first === undefined) throw new Error('a search without a page');
      const found = { ...first, ...pages };
      context.present(found, renderSearch(found, context.styles));
    });
  withFilters(program.command('export [text]'))
    .description(both('导出搜索到的全部单元', 'export all cells that a search finds'))
    .option('--format <format>', FORMATS.join(' | '), 'csv')
    .option('-o, --output <file>', both('写到此文件；不给则写到标准输出', 'file to write; else standard output'))
    .action(async (text: string | undefined, options: ExportOptions) => {
      const format = parseOneOf('--format', FORMATS, options.format ?? 'csv');
      const filter = filterOf(text, options);
      const context = await open();
      refuseForTerminal(context, format, options.output);
      const body: unknown = unwrap(
        await context.client.GET('/api/v1/matrix/export', {
          params: { query: { format, ...filter } },
          parseAs: 'stream',
        }),
      );
      const bytes = bytesOf(body, context.url);
      if (options.output === undefined) await print(context, bytes);
      else await save(context, bytes, options.output);
    });
  program
    .command('diff <release-or-product>')
    .description(
      both('两个时刻之间状态有变的单元', 'cells of a release or a product whose status differs between two moments'),
    )
    .requiredOption('--from <instant>', both('前一时刻', 'the earlier moment'))
    .option('--to <instant>', both('后一时刻；不给则为现在', 'the later moment; now if left out'))
    .action(async (about: string, options: DiffOptions) => {
      const from = parseInstant('--from', options.from);
      const to = options.to === undefined ? undefined : parseInstant('--to', options.to);
      const subject = about.includes('@') ? { release: parseRelease(about) } : { product: productOf(about) };
      const context = await open();
      const moments = { from, to: to ?? context.terminal.now().toISOString() };
      const changes = unwrap(
        await context.client.GET('/api/v1/matrix/diff', { params: { query: { ...moments, ...subject } } }),
      );
      context.present({ ...moments, ...changes }, renderChanges(changes.items, context.styles));
    });
}

function withFilters(command: Command): Command {
  return command
    .option('--category <slug>', both('产品分类，可多次', 'product category; may be repeated'), repeatable)
    .option('--vendor <slug>', both('厂商，可多次', 'vendor; may be repeated'), repeatable)
    .option('--os <coordinate>', both('操作系统，可多次', 'operating system; may be repeated'), repeatable)
    .option('--cpu <coordinate>', both('CPU，可多次', 'CPU; may be repeated'), repeatable)
    .option(
      '--status <status>',
      `${both('状态，可多次', 'status; may be repeated')}: ${CELL_STATUSES.join(' | ')}`,
      repeatable,
    );
}

function filterOf(text: string | undefined, { category, vendor, os, cpu, status }: FilterOptions) {
  const statuses = status?.map((one) => parseOneOf('--status', CELL_STATUSES, one));
  return given({ q: text, category, vendor, os, cpu, status: statuses });
}

function productOf(text: string): string {
  const { vendor, product } = parseProduct(text);
  return `${vendor}/${product}`;
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
async function save(context: CommandContext, bytes: AsyncIterable<Uint8Array>, output: string): Promise<void> {
  const part = `${output}.${process.pid}.part`;
  try {
    const written = await writeBytes(bytes, part);
    await rename(part, output);
    const { styles } = context;
    context.present(
      { file: output, bytes: written },
      `${styles.good('✔')} ${both('已导出', 'exported')}  ${output}  ${size(written)}`,
    );
  } finally {
    await rm(part, { force: true });
  }
}
