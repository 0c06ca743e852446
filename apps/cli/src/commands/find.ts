import { unwrap } from '#libs/client';
import { SEARCH_TYPES } from '#libs/domain';
import type { Command } from 'commander';
import { renderFound } from '../rendering/found.js';
import { both } from '../rendering/words.js';
import { parseOneOf, repeatable } from './arguments.js';
import type { Open } from './open.js';
import { readPages, withPaging, type PageOptions } from './paging.js';

interface FindOptions extends PageOptions {
  readonly type?: readonly string[];
  readonly category?: readonly string[];
  readonly vendor?: readonly string[];
}

export function addFindCommand(program: Command, open: Open): void {
  withPaging(program.command('find <text>'))
    .description(
      both('按名称查找：中文、英文、拼音、首字母、别名', 'find by name: Chinese, English, pinyin, initials, aliases'),
    )
    .option('--type <type>', `${SEARCH_TYPES.join(' | ')} (${both('可重复', 'repeatable')})`, repeatable)
    .option('--category <category>', both('分类，可重复', 'category, repeatable'), repeatable)
    .option('--vendor <vendor>', both('厂商，可重复', 'vendor, repeatable'), repeatable)
    .action(async (text: string, options: FindOptions) => {
      const filter = {
        type: (options.type ?? []).map((type) => parseOneOf('--type', SEARCH_TYPES, type)),
        category: [...(options.category ?? [])],
        vendor: [...(options.vendor ?? [])],
      };
      const context = await open();
      const read = async (page: object) =>
        unwrap(await context.client.GET('/api/v1/search', { params: { query: { q: text, ...filter, ...page } } }));
      let first: Awaited<ReturnType<typeof read>> | undefined;
      const pages = await readPages(options, async (page) => {
        const found = await read(page);
        first ??= found;
        return found;
      });
      if (first === undefined) throw new Error('a search without a page');
      const found = { ...first, ...pages };
      context.present(found, () => renderFound(found, context.styles));
    });
}
