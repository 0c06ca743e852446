import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { both } from '../rendering/words.js';
import { parseWhole } from './arguments.js';

export interface PageOptions {
  readonly limit?: string;
  readonly cursor?: string;
  readonly all?: boolean;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 200;

export function withPaging(command: Command): Command {
  return command
    .option('--limit <count>', both('每页条数，最多 200', 'rows a page, at most 200'))
    .option('--cursor <cursor>', both('从上一页给出的位置继续', 'go on where the last page ended'))
    .option('--all', both('取全部', 'all pages'));
}

/** What is asked of a list that has no need of pages: one, or, without a limit, all that is behind the cursor. */
export function pageOf({ limit, cursor, all }: PageOptions): {
  readonly limit: number | null;
  readonly cursor?: string;
} {
  const rows = limit === undefined ? DEFAULT_LIMIT : parseWhole('--limit', limit, 1);
  return { limit: all === true ? null : rows, ...(cursor === undefined ? {} : { cursor }) };
}

/** One page, or all of them one after the other, as one page. */
export async function readPages<T>(
  options: PageOptions,
  read: (query: PageQuery) => Promise<Page<T>>,
): Promise<{ items: T[]; nextCursor: string | null }> {
  const limit =
    options.limit === undefined
      ? options.all === true
        ? LARGEST_LIMIT
        : DEFAULT_LIMIT
      : parseWhole('--limit', options.limit, 1);
  const items: T[] = [];
  let cursor = options.cursor;
  for (;;) {
    const page = await read(cursor === undefined ? { limit } : { limit, cursor });
    items.push(...page.items);
    if (options.all !== true || page.nextCursor === null) return { items, nextCursor: page.nextCursor };
    cursor = page.nextCursor;
  }
}

/** Shows a page, and how to get the next. */
export function presentPage<T>(
  context: CommandContext,
  page: Page<T>,
  render: (items: readonly T[], styles: CommandContext['styles']) => string,
): void {
  const more =
    page.nextCursor === null
      ? ''
      : `\n${context.styles.quiet(`${both('下一页', 'next page')}: --cursor ${page.nextCursor}`)}`;
  context.present(page, `${render(page.items, context.styles)}${more}`);
}
