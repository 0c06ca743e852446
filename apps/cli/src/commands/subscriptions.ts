import { readFile } from 'node:fs/promises';
import { unwrap, type operations } from '#libs/client';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import {
  renderDeliveries,
  renderNewSubscription,
  renderNotices,
  renderSubscriptions,
} from '../rendering/subscriptions.js';
import { both } from '../rendering/words.js';
import { parseOneOf, parseProduct, parseRelease, parseWhole } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

type NewSubscription = operations['createSubscription']['requestBody']['content']['application/json'];

const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;

interface FollowOptions {
  readonly name?: string;
  readonly days?: string;
  readonly email?: string;
  readonly webhook?: string;
}

export function addSubscriptionCommands(program: Command, open: Open): void {
  addFollow(program, open);
  addFollowing(program, open);
  program
    .command('unfollow <subscription>')
    .description(both('取消订阅', 'end a subscription'))
    .action(async (id: string) => {
      const context = await open();
      await context.client.DELETE('/api/v1/subscriptions/{id}', { params: { path: { id } } });
      context.present({ id, ended: true }, both(`已取消 ${id}`, `ended ${id}`));
    });
}

function addFollow(program: Command, open: Open): void {
  const follow = program
    .command('follow')
    .description(
      both('关注产品、平台或清单：状态变化或将到期时得到通知', 'be told when a status changes or will lapse'),
    );
  const create = async (followed: NewSubscription['follow'], options: FollowOptions): Promise<void> => {
    const body = {
      follow: followed,
      tell: wayOf(options),
      lapseDays: options.days === undefined ? null : parseWhole('--days', options.days, 1),
      ...given({ name: options.name }),
    };
    const context = await open();
    const created = unwrap(await context.client.POST('/api/v1/subscriptions', { body }));
    context.present(created, renderNewSubscription(created, context.url, context.styles));
  };
  withWays(follow.command('product <vendor/product>'))
    .description(both('一个产品的各版本在各平台上', 'all releases of a product, on every platform'))
    .action((name: string, options: FollowOptions) => {
      const { vendor, product } = parseProduct(name);
      return create({ kind: 'product', product: `${vendor}/${product}` }, options);
    });
  withWays(follow.command('platform <os> <cpu>'))
    .description(both('一个平台上的各产品', 'everything on one platform'))
    .action((os: string, cpu: string, options: FollowOptions) => create({ kind: 'platform', os, cpu }, options));
  withWays(follow.command('list <file>'))
    .description(
      both(
        '清单文件：每行一个版本，或 版本,操作系统,CPU（也可用制表符分隔）',
        'a file with a release on each line, or release,os,cpu (or tabs)',
      ),
    )
    .action(async (file: string, options: FollowOptions) => {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        throw new UsageError(`读不了 ${file} · cannot read ${file}: ${error instanceof Error ? error.message : ''}`);
      });
      return create({ kind: 'list', items: parseList(text) }, options);
    });
  follow
    .command('confirm <subscription> <code>')
    .description(both('用邮件中的验证码确认邮箱', 'confirm an address by the code that was mailed to it'))
    .action(async (id: string, code: string) => {
      const context = await open();
      const verified = unwrap(
        await context.client.POST('/api/v1/subscriptions/{id}/verification', {
          params: { path: { id } },
          body: { code },
        }),
      );
      context.present(verified, renderSubscriptions([verified], context.styles));
    });
  follow
    .command('resend <subscription>')
    .description(both('重新寄送验证码', 'mail another code'))
    .action(async (id: string) => {
      const context = await open();
      const sent = unwrap(
        await context.client.POST('/api/v1/subscriptions/{id}/verification-mail', { params: { path: { id } } }),
      );
      context.present(sent, renderDeliveries([sent], context.styles));
    });
}

function withWays(command: Command): Command {
  return command
    .option('--email <address>', both('用邮件通知，须先验证', 'by mail, once the address is verified'))
    .option('--webhook <url>', both('用带签名的回调通知', 'by signed webhook'))
    .option('--days <days>', both('到期前多少天通知', 'tell so many days before a validity ends'))
    .option('--name <text>', both('名称', 'name'));
}

/** A feed unless told otherwise. */
function wayOf({ email, webhook }: FollowOptions): NewSubscription['tell'] {
  if (email !== undefined && webhook !== undefined) {
    throw new UsageError(
      '--email 与 --webhook 只能选一个 · either --email or --webhook: make two subscriptions for both',
    );
  }
  if (email !== undefined) return { by: 'email', address: email };
  return webhook === undefined ? { by: 'feed' } : { by: 'webhook', url: webhook };
}

/** @throws UsageError naming the line */
function parseList(text: string): Extract<NewSubscription['follow'], { kind: 'list' }>['items'] {
  const items = text.split(/\r?\n/).flatMap((raw, place) => {
    const line = raw.replace(/^\uFEFF/, '').trim();
    if (line === '' || line.startsWith('#')) return [];
    const [release = '', os, cpu, ...rest] = line.split(line.includes('\t') ? '\t' : ',').map((part) => part.trim());
    if ((os === undefined) !== (cpu === undefined) || rest.length > 0) {
      throw new UsageError(
        `第 ${place + 1} 行 · line ${place + 1}: 版本 release，或 or 版本,操作系统,CPU release,os,cpu`,
      );
    }
    return [{ release: parseRelease(release), ...given({ os, cpu }) }];
  });
  if (items.length === 0) throw new UsageError('清单为空 · the list is empty');
  return items;
}

function addFollowing(program: Command, open: Open): void {
  const following = program.command('following').description(both('我的订阅', 'what you follow'));
  withPaging(following).action(async (options: PageOptions) => {
    const context = await open();
    const page = await readPages(options, async (query) =>
      unwrap(await context.client.GET('/api/v1/subscriptions', { params: { query } })),
    );
    presentPage(context, page, renderSubscriptions);
  });
  withPaging(following.command('show <subscription>'))
    .description(both('已通知的变化，新的在前', 'what it told, the newest first'))
    .action(async (id: string, options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/subscriptions/{id}/notices', { params: { path: { id }, query } })),
      );
      presentPage(context, page, renderNotices);
    });
  withPaging(following.command('deliveries <subscription>'))
    .description(both('邮件与回调的投递情况', 'mails and webhook calls'))
    .option('--state <state>', 'waiting, delivered, dead')
    .action(async (id: string, options: PageOptions & { readonly state?: string }) => {
      const state = options.state === undefined ? undefined : parseOneOf('--state', DELIVERY_STATES, options.state);
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(
          await context.client.GET('/api/v1/subscriptions/{id}/deliveries', {
            params: { path: { id }, query: { ...query, ...given({ state }) } },
          }),
        ),
      );
      presentPage(context, page, renderDeliveries);
    });
  following
    .command('change <subscription>')
    .description(both('改名，或改提前天数', 'rename it, or tell earlier or later'))
    .option('--name <text>', both('名称', 'name'))
    .option('--days <days>', both('到期前多少天通知；none 为不通知', 'days before an end; none for not at all'))
    .action(async (id: string, options: { readonly name?: string; readonly days?: string }) => {
      const { name, days } = options;
      const lapseDays = days === undefined ? undefined : days === 'none' ? null : parseWhole('--days', days, 1);
      const context = await open();
      const changed = unwrap(
        await context.client.PATCH('/api/v1/subscriptions/{id}', {
          params: { path: { id } },
          body: given({ name, lapseDays }),
        }),
      );
      context.present(changed, renderSubscriptions([changed], context.styles));
    });
  following
    .command('test <subscription>')
    .description(both('发送一条测试通知', 'have a test notice told'))
    .action(async (id: string) => {
      const context = await open();
      const sent = unwrap(await context.client.POST('/api/v1/subscriptions/{id}/tests', { params: { path: { id } } }));
      context.present(sent, renderDeliveries([sent], context.styles));
    });
  following
    .command('replay <subscription> <delivery>')
    .description(both('重发一次投递', 'send a delivery once more'))
    .action(async (id: string, delivery: string) => {
      const context = await open();
      const sent = unwrap(
        await context.client.POST('/api/v1/subscriptions/{id}/deliveries/{delivery}/replay', {
          params: { path: { id, delivery } },
        }),
      );
      context.present(sent, renderDeliveries([sent], context.styles));
    });
}
