import { unwrap } from '#libs/client';
import { CELL_STATUSES } from '#libs/domain';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { both } from '../rendering/words.js';
import {
  renderComposedPlatforms,
  renderSolution,
  renderSolutionAnswer,
  renderSolutions,
} from '../rendering/solutions.js';
import { parseInstant, parseOneOf, parseRelease, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface CreateOptions {
  readonly name: string;
  readonly nameEn?: string;
  readonly description?: string;
  readonly release?: readonly string[];
  readonly optional?: readonly string[];
  readonly edge?: readonly string[];
  readonly optionalEdge?: readonly string[];
  readonly publish?: boolean;
}

interface ListOptions extends PageOptions {
  readonly query?: string;
  readonly organization?: string;
  readonly release?: string;
}

interface CheckOptions {
  readonly os: string;
  readonly cpu: string;
  readonly validAt?: string;
  readonly knownAt?: string;
}

interface PlatformOptions extends PageOptions {
  readonly os?: string;
  readonly cpu?: string;
  readonly status?: string;
}

export function addSolutionCommands(program: Command, open: Open): void {
  const solutions = program.command('solutions').description(both('解决方案', 'solutions'));
  withPaging(solutions.command('list'))
    .description(both('已发布的方案，及本机构的草稿', 'published solutions, and drafts of your own'))
    .option('-q, --query <text>', both('名称或说明中的文字', 'text in name or description'))
    .option('--organization <slug>', both('某机构的', 'of one organization'))
    .option('--release <release>', both('含此版本的', 'that use this release'))
    .action(async (options: ListOptions) => {
      const filter = given({
        q: options.query,
        organization: options.organization,
        release: options.release === undefined ? undefined : parseRelease(options.release),
      });
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/solutions', { params: { query: { ...query, ...filter } } })),
      );
      presentPage(context, page, renderSolutions);
    });
  solutions
    .command('show <solution>')
    .description(both('一个方案的组成', 'what a solution is made of'))
    .action(async (name: string) => {
      const path = parseSolution(name);
      const context = await open();
      const found = unwrap(
        await context.client.GET('/api/v1/solutions/{organization}/{solution}', { params: { path } }),
      );
      context.present(found, renderSolution(found, context.styles));
    });
  addCreate(solutions, open);
  solutions
    .command('publish <solution>')
    .description(both('发布草稿，所有人可见', 'show a draft to everyone'))
    .action(async (name: string) => {
      const path = parseSolution(name);
      const context = await open();
      const found = unwrap(
        await context.client.POST('/api/v1/solutions/{organization}/{solution}/publish', { params: { path } }),
      );
      context.present(found, renderSolution(found, context.styles));
    });
  solutions
    .command('check <solution>')
    .description(both('方案在某平台上能否使用，逐环节说明', 'does it work on a platform, edge by edge'))
    .requiredOption('--os <coordinate>', both('操作系统', 'operating system'))
    .requiredOption('--cpu <coordinate>', 'CPU')
    .option('--valid-at <instant>', both('在何时成立', 'what holds at this moment'))
    .option('--known-at <instant>', both('以何时所知为准', 'as known at this moment'))
    .action(async (name: string, options: CheckOptions) => {
      const path = parseSolution(name);
      const moments = given({
        validAt: options.validAt === undefined ? undefined : parseInstant('--valid-at', options.validAt),
        knownAt: options.knownAt === undefined ? undefined : parseInstant('--known-at', options.knownAt),
      });
      const context = await open();
      const answer = unwrap(
        await context.client.GET('/api/v1/solutions/{organization}/{solution}/check', {
          params: { path, query: { os: options.os, cpu: options.cpu, ...moments } },
        }),
      );
      context.present(answer, renderSolutionAnswer(answer, context.styles));
    });
  withPaging(solutions.command('platforms <solution>'))
    .description(both('方案在各平台上的状态', 'its status on every platform'))
    .option('--os <coordinate>', both('操作系统', 'operating system'))
    .option('--cpu <coordinate>', 'CPU')
    .option('--status <status>', both('仅此状态', 'this status only'))
    .action(async (name: string, options: PlatformOptions) => {
      const path = parseSolution(name);
      const { os, cpu } = options;
      const status = options.status === undefined ? undefined : parseOneOf('--status', CELL_STATUSES, options.status);
      const filter = given({ os, cpu, status });
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(
          await context.client.GET('/api/v1/solutions/{organization}/{solution}/platforms', {
            params: { path, query: { ...query, ...filter } },
          }),
        ),
      );
      presentPage(context, page, renderComposedPlatforms);
    });
}

function addCreate(solutions: Command, open: Open): void {
  solutions
    .command('create <slug>')
    .description(both('登记一个方案；组成登记后不可更改', 'register a solution; what it is made of never changes'))
    .requiredOption('--name <text>', both('名称', 'name'))
    .option('--name-en <text>', both('英文名称', 'English name'))
    .option('--description <text>', both('说明', 'description'))
    .option('--release <release>', both('必需的版本，可重复', 'a required release; repeatable'), repeatable)
    .option('--optional <release>', both('非必需的版本，可重复', 'a release that may fail; repeatable'), repeatable)
    .option(
      '--edge <release,release>',
      both('必须互相适配的一对，可重复', 'a pair that must work with each other; repeatable'),
      repeatable,
    )
    .option('--optional-edge <release,release>', both('非必需的一对，可重复', 'a pair that need not'), repeatable)
    .option('--publish', both('立即发布', 'publish at once'))
    .action(async (slug: string, options: CreateOptions) => {
      const releases = [
        ...(options.release ?? []).map((release) => ({ release: parseRelease(release), required: true })),
        ...(options.optional ?? []).map((release) => ({ release: parseRelease(release), required: false })),
      ];
      const edges = [
        ...(options.edge ?? []).map((pair) => ({ ...parsePair(pair), required: true })),
        ...(options.optionalEdge ?? []).map((pair) => ({ ...parsePair(pair), required: false })),
      ];
      const { name, nameEn, description, publish = false } = options;
      const context = await open();
      const created = unwrap(
        await context.client.POST('/api/v1/solutions', {
          body: { slug, name, releases, edges, published: publish, ...given({ nameEn, description }) },
        }),
      );
      context.present(created, renderSolution(created, context.styles));
    });
}

/** `organization/solution` */
function parseSolution(text: string): { organization: string; solution: string } {
  const [organization, solution, ...rest] = text.split('/');
  if (!organization || !solution || rest.length > 0) {
    throw new UsageError(
      `方案 · a solution: 机构/方案 organization/solution，例如 e.g. acme/office；收到 got ${JSON.stringify(text)}`,
    );
  }
  return { organization, solution };
}

/** `vendor/product@version,vendor/product@version` */
export function parsePair(text: string): { release: string; with: string } {
  const [release, other, ...rest] = text.split(',').map((part) => part.trim());
  if (release === undefined || other === undefined || rest.length > 0) {
    throw new UsageError(`一对版本 · two releases: a/b@1,c/d@2；收到 got ${JSON.stringify(text)}`);
  }
  return { release: parseRelease(release), with: parseRelease(other) };
}
