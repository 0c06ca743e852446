import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { searchOffline } from '../offline/search-offline.js';
import type { CellsQuery } from '../offline/query-offline.js';
import { presentFromBundle } from '../offline/with-bundle.js';
import { ProgressLine } from '../rendering/progress-line.js';
import { renderChanges, renderSearch } from '../rendering/search.js';
import { both } from '../rendering/words.js';
import { parseInstant, parseProduct, parseRelease } from './arguments.js';
import { filterOptions, withFilters, type FilterOptions } from './filters.js';
import type { Open } from './open.js';
import { pageOf, readPages, withPaging, type PageOptions } from './paging.js';

interface DiffOptions {
  readonly from: string;
  readonly to?: string;
}

export function addSearchCommands(program: Command, open: Open): void {
  withFilters(withPaging(program.command('search [text]')))
    .description(both('按条件搜索适配矩阵，附各项数量', 'search the matrix by facets, with counts'))
    .action(async (text: string | undefined, options: FilterOptions & PageOptions) => {
      const filter = filterOptions(text, options);
      const context = await open();
      if (options.bundle !== undefined) {
        await searchBundle(context, options.bundle, filter, options);
        return;
      }
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
      context.present(found, () => renderSearch(found, context.styles));
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

async function searchBundle(
  context: CommandContext,
  path: string,
  filter: CellsQuery,
  options: PageOptions,
): Promise<void> {
  const page = pageOf(options);
  await presentFromBundle(
    context,
    path,
    async (matrix, now) => {
      const progress = new ProgressLine(context.terminal, matrix.file.index.releases);
      try {
        return await searchOffline(matrix, filter, page, now, () => {
          progress.step();
        });
      } finally {
        progress.end();
      }
    },
    (found) => renderSearch(found, context.styles),
  );
}

function productOf(text: string): string {
  const { vendor, product } = parseProduct(text);
  return `${vendor}/${product}`;
}
