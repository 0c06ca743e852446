import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderAgents, renderCenters, renderHosts, renderPools } from '../rendering/centers.js';
import { both } from '../rendering/words.js';
import { parseOneOf, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { addPoolPriceCommands } from './pool-prices.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

const EXECUTORS = ['local', 'emulated'] as const;
const HOST_STATES = ['ready', 'draining', 'quarantined'] as const;

interface CreateOptions {
  readonly name: string;
  readonly nameEn?: string;
  readonly organization: string;
  readonly region: string;
  readonly scheme?: readonly string[];
}

interface PoolOptions {
  readonly cpu: string;
  readonly os: readonly string[];
  readonly executor: string;
  readonly feature?: readonly string[];
}

export function addCenterCommands(program: Command, open: Open): void {
  const centers = program.command('centers').description(both('分中心', 'sub-centers'));
  centers
    .command('create <code>')
    .description(both('登记分中心', 'register a sub-center'))
    .requiredOption('--name <name>', both('名称', 'name'))
    .option('--name-en <name>', both('英文名称', 'English name'))
    .requiredOption('--organization <slug>', both('运营机构', 'organization that runs it'))
    .requiredOption('--region <code>', both('GB/T 2260 区划代码', 'GB/T 2260 code'))
    .option('--scheme <slug>', both('获准的认证方案，可重复', 'accredited scheme, repeatable'), repeatable)
    .action(async (code: string, options: CreateOptions) => {
      const context = await open();
      const center = unwrap(
        await context.client.POST('/api/v1/centers', {
          body: {
            code,
            name: options.name,
            organization: options.organization,
            region: options.region,
            ...given({ nameEn: options.nameEn, schemes: options.scheme?.slice() }),
          },
        }),
      );
      context.present(center, renderCenters([center], context.styles));
    });
  withPaging(centers.command('list').description(both('列出分中心', 'list sub-centers'))).action(
    async (options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/centers', { params: { query } })),
      );
      presentPage(context, page, renderCenters);
    },
  );
  addPoolCommands(centers, open);
  addPoolPriceCommands(centers, open);
  addHostCommands(centers, open);
  withPaging(centers.command('agents <code>').description(both('本分中心的代理', 'agents of your center'))).action(
    async (code: string, options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/centers/{code}/agents', { params: { path: { code }, query } })),
      );
      presentPage(context, page, renderAgents);
    },
  );
}

function addPoolCommands(centers: Command, open: Open): void {
  withPaging(centers.command('pools <code>').description(both('本分中心的资源池', 'pools of your center'))).action(
    async (code: string, options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/centers/{code}/pools', { params: { path: { code }, query } })),
      );
      presentPage(context, page, renderPools);
    },
  );
  centers
    .command('pools-create <code> <slug>')
    .description(both('登记资源池', 'register a pool'))
    .requiredOption('--cpu <coordinate>', 'CPU')
    .requiredOption('--os <coordinate>', both('操作系统，可重复', 'OS release, repeatable'), repeatable)
    .option('--executor <executor>', EXECUTORS.join(' | '), 'local')
    .option('--feature <slug>', both('特性，可重复', 'feature, repeatable'), repeatable)
    .action(async (code: string, slug: string, options: PoolOptions) => {
      const executor = parseOneOf('--executor', EXECUTORS, options.executor);
      const context = await open();
      const pool = unwrap(
        await context.client.POST('/api/v1/centers/{code}/pools', {
          params: { path: { code } },
          body: {
            slug,
            cpu: options.cpu,
            operatingSystems: options.os.slice(),
            executor,
            ...given({ features: options.feature?.slice() }),
          },
        }),
      );
      context.present(pool, renderPools([pool], context.styles));
    });
}

function addHostCommands(centers: Command, open: Open): void {
  withPaging(centers.command('hosts <code>').description(both('本分中心的主机', 'hosts of your center'))).action(
    async (code: string, options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/centers/{code}/hosts', { params: { path: { code }, query } })),
      );
      presentPage(context, page, renderHosts);
    },
  );
  centers
    .command('hosts-set <id> <state>')
    .description(both('主机状态：ready 放行、draining 排空、quarantined 隔离', 'release, drain or quarantine a host'))
    .option('--reason <text>', both('原因', 'reason'))
    .action(async (id: string, text: string, options: { readonly reason?: string }) => {
      const state = parseOneOf('state', HOST_STATES, text);
      const context = await open();
      const host = unwrap(
        await context.client.PATCH('/api/v1/hosts/{id}', {
          params: { path: { id } },
          body: { state, ...given({ reason: options.reason }) },
        }),
      );
      context.present(host, renderHosts([host], context.styles));
    });
}
