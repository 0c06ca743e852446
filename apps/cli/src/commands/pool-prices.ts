import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { renderPoolPrices } from '../rendering/pool-prices.js';
import { both } from '../rendering/words.js';
import { parseInstant, parseWhole } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface PriceOptions {
  readonly fen?: string;
  readonly free?: boolean;
  readonly unsaid?: boolean;
  readonly from?: string;
}

export function addPoolPriceCommands(centers: Command, open: Open): void {
  centers
    .command('pools-price <code> <pool>')
    .description(both('公布资源池每机时单价；历史保留', 'say what a host hour of a pool costs; what was said is kept'))
    .option('--fen <amount>', both('每机时单价，整数分', 'integer fen a host hour'))
    .option('--free', both('免费', 'free of charge'))
    .option('--unsaid', both('撤回已公布的单价', 'take back what was said'))
    .option('--from <instant>', both('生效时间，默认立即', 'from when it holds, now by default'))
    .action(async (code: string, pool: string, options: PriceOptions) => {
      const body = {
        fenPerHostHour: fenOf(options),
        ...given({ validFrom: options.from === undefined ? undefined : parseInstant('--from', options.from) }),
      };
      const context = await open();
      const price = unwrap(
        await context.client.POST('/api/v1/centers/{code}/pools/{pool}/prices', {
          params: { path: { code, pool } },
          body,
        }),
      );
      context.present(price, renderPoolPrices([price], context.styles));
    });
  withPaging(
    centers
      .command('pools-prices <code> <pool>')
      .description(both('资源池单价历史', 'prices of a pool, the newest first')),
  ).action(async (code: string, pool: string, options: PageOptions) => {
    const context = await open();
    const page = await readPages(options, async (query) =>
      unwrap(
        await context.client.GET('/api/v1/centers/{code}/pools/{pool}/prices', {
          params: { path: { code, pool }, query },
        }),
      ),
    );
    presentPage(context, page, renderPoolPrices);
  });
}

/** Exactly one of the three says it. */
function fenOf({ fen, free, unsaid }: PriceOptions): number | null {
  if ([fen !== undefined, free === true, unsaid === true].filter(Boolean).length !== 1) {
    throw new UsageError('请给出 --fen、--free、--unsaid 之一 · Give one of --fen, --free and --unsaid');
  }
  if (unsaid === true) return null;
  return fen === undefined ? 0 : parseWhole('--fen', fen, 1);
}
