import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { renderProductStatements } from '../rendering/facts.js';
import { renderProduct, renderProducts } from '../rendering/products.js';
import { both } from '../rendering/words.js';
import { parseDay, parseOneOf, parseProduct } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface ListOptions extends PageOptions {
  readonly q?: string;
  readonly vendor?: string;
  readonly category?: string;
}

interface CreateOptions {
  readonly name: string;
  readonly nameEn?: string;
  readonly category: string;
  readonly description?: string;
  readonly publish?: boolean;
}

export function addProductCommands(program: Command, open: Open): void {
  const products = program.command('products').description(both('产品', 'products'));
  withPaging(products.command('list'))
    .description(both('列出产品', 'list products'))
    .option('--q <words>', both('搜索', 'search'))
    .option('--vendor <slug>', both('厂商', 'vendor'))
    .option('--category <slug>', both('类别', 'category'))
    .action(async (options: ListOptions) => {
      const context = await open();
      const filters = given({ q: options.q, vendor: options.vendor, category: options.category });
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/products', { params: { query: { ...query, ...filters } } })),
      );
      presentPage(context, page, renderProducts);
    });
  products
    .command('create <slug>')
    .description(both('登记本机构的产品', 'register a product of your organization'))
    .requiredOption('--name <name>', both('名称', 'name'))
    .option('--name-en <name>', both('英文名称', 'English name'))
    .requiredOption('--category <slug>', both('类别', 'category'))
    .option('--description <text>', both('说明', 'description'))
    .option('--publish', both('立即发布', 'show it to everyone at once'))
    .action(async (slug: string, options: CreateOptions) => {
      const context = await open();
      const product = unwrap(
        await context.client.POST('/api/v1/products', {
          body: {
            slug,
            name: options.name,
            category: options.category,
            published: options.publish === true,
            ...given({ nameEn: options.nameEn, description: options.description }),
          },
        }),
      );
      context.present(product, renderProduct(product, context.styles));
    });
  products
    .command('show <product>')
    .description(both('产品与其版本：厂商/产品', 'a product and its releases: vendor/product'))
    .action(async (text: string) => {
      const path = parseProduct(text);
      const context = await open();
      const product = unwrap(await context.client.GET('/api/v1/products/{vendor}/{product}', { params: { path } }));
      context.present(product, renderProduct(product, context.styles));
    });
  products
    .command('publish <product>')
    .description(both('发布产品与其版本', 'show a product and its releases to everyone'))
    .action(async (text: string) => {
      const path = parseProduct(text);
      const context = await open();
      const product = unwrap(
        await context.client.POST('/api/v1/products/{vendor}/{product}/publish', { params: { path } }),
      );
      context.present(product, renderProduct(product, context.styles));
    });
  products
    .command('change <product>')
    .description(both('更改草稿产品', 'change a draft product'))
    .option('--name <name>', both('名称', 'name'))
    .option('--name-en <name>', both('英文名称', 'English name'))
    .option('--category <slug>', both('类别', 'category'))
    .option('--description <text>', both('说明', 'description'))
    .action(async (text: string, options: Partial<CreateOptions>) => {
      const path = parseProduct(text);
      const { name, nameEn, category, description } = options;
      const context = await open();
      const product = unwrap(
        await context.client.PATCH('/api/v1/products/{vendor}/{product}', {
          params: { path },
          body: given({ name, nameEn, category, description }),
        }),
      );
      context.present(product, renderProduct(product, context.styles));
    });
  products
    .command('drop <product>')
    .description(both('删除没有版本的草稿产品', 'drop a draft product that has no releases'))
    .action(async (text: string) => {
      const path = parseProduct(text);
      const context = await open();
      unwrap(await context.client.DELETE('/api/v1/products/{vendor}/{product}', { params: { path } }));
      context.present({ dropped: text }, both(`已删除 ${text}`, `dropped ${text}`));
    });
  addStatements(products, open);
}

interface StateOptions {
  readonly endOfLife?: string;
  readonly reason?: string;
  readonly withdraws?: string;
}

const KINDS = ['end-of-life', 'withdrawn-from-offer', 'withdrawn'] as const;

function addStatements(products: Command, open: Open): void {
  products
    .command('state <product> <kind>')
    .description(
      both(
        '声明产品停止维护或下架；不可修改，只可撤回',
        'state a product’s end of life, or that it is withdrawn from offer; never changed, only withdrawn',
      ),
    )
    .addHelpText('after', `\nkind: ${KINDS.join(' | ')}`)
    .option('--end-of-life <day>', both('停止维护日，或 none', 'first day out of support, or none'))
    .option('--reason <text>', both('withdrawn-from-offer：下架原因', 'withdrawn-from-offer: why, for all to read'))
    .option('--withdraws <id>', both('withdrawn：撤回哪条声明', 'withdrawn: the statement that no longer holds'))
    .action(async (text: string, kind: string, options: StateOptions) => {
      const path = parseProduct(text);
      const body = statementOf(parseOneOf('kind', KINDS, kind), options);
      const context = await open();
      const stated = unwrap(
        await context.client.POST('/api/v1/products/{vendor}/{product}/statements', { params: { path }, body }),
      );
      context.present(stated, renderProductStatements([stated], context.styles));
    });
  withPaging(products.command('statements <product>'))
    .description(both('厂商对产品的声明', 'what its vendor has stated about a product'))
    .action(async (text: string, options: PageOptions) => {
      const path = parseProduct(text);
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/products/{vendor}/{product}/statements', { params: { path, query } })),
      );
      presentPage(context, page, renderProductStatements);
    });
}

function statementOf(kind: (typeof KINDS)[number], { endOfLife, reason, withdraws }: StateOptions) {
  switch (kind) {
    case 'end-of-life': {
      const day = needed(kind, '--end-of-life', endOfLife);
      return { kind, endOfLife: day === 'none' ? null : parseDay('--end-of-life', day) };
    }
    case 'withdrawn-from-offer':
      return { kind, reason: needed(kind, '--reason', reason) };
    case 'withdrawn':
      return { kind, withdraws: needed(kind, '--withdraws', withdraws) };
  }
}

function needed(kind: string, option: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new UsageError(`${kind} 需要 ${option} · ${kind} needs ${option}`);
}
