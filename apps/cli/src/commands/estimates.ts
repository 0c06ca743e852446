import { unwrap, type components } from '#libs/client';
import type { Command } from 'commander';
import { CommandEnded, type CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { renderEstimate } from '../rendering/estimate.js';
import { both } from '../rendering/words.js';
import type { Open } from './open.js';
import { readWishes, withWishes, type WishOptions } from './request-wishes.js';

type Wishes = Awaited<ReturnType<typeof readWishes>>;

export function addEstimateCommand(program: Command, open: Open): void {
  withWishes(program.command('estimate <release>'))
    .summary(both('预估申请的时间与费用', 'estimate time and cost of a request'))
    .description(
      both(
        '提交之前预估：哪些目标会被拒绝及原因，由哪个资源池测试，何时开始与结束，机时与费用；不提交任何内容，会被拒绝时退出码为 1',
        'before submitting: which targets would be refused and why, which pool would test the others, start and end, host time and cost; submits nothing, exit code 1 where it would be refused',
      ),
    )
    .action(async (release: string, options: WishOptions) =>
      presentEstimateOf(await readWishes(release, options, open)),
    );
}

/** Asks what a request would mean, and shows it. */
export async function presentEstimateOf({ context, body }: Wishes): Promise<void> {
  presentEstimate(context, unwrap(await context.client.POST('/api/v1/adaptation-requests/estimate', { body })));
}

/** Shows an estimate, and ends as the request itself would. */
export function presentEstimate(context: CommandContext, estimate: components['schemas']['RequestEstimate']): void {
  context.present(estimate, () => renderEstimate(estimate, context.styles));
  if (!estimate.accepted) throw new CommandEnded(EXIT.refused);
}
