import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderReviews } from '../rendering/certification.js';
import { both } from '../rendering/words.js';
import { parseOneOf } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

const KINDS = ['technical', 'certification', 'partner', 'suspension'] as const;
const STATES = ['open', 'approved', 'rejected'] as const;

interface ListOptions extends PageOptions {
  readonly state: string;
  readonly kind?: string;
}

export function addReviewCommands(program: Command, open: Open): void {
  const reviews = program.command('reviews').description(both('评审', 'reviews'));
  withPaging(reviews.command('list'))
    .description(both('可由你决定的评审', 'reviews that you may decide'))
    .option('--state <state>', STATES.join(' | '), 'open')
    .option('--kind <kind>', KINDS.join(' | '))
    .action(async (options: ListOptions) => {
      const state = parseOneOf('--state', STATES, options.state);
      const kind = options.kind === undefined ? undefined : parseOneOf('--kind', KINDS, options.kind);
      const filter = { state, ...given({ kind }) };
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/reviews', { params: { query: { ...query, ...filter } } })),
      );
      presentPage(context, page, renderReviews);
    });
  reviews
    .command('approve <id>')
    .description(both('通过', 'approve'))
    .option('--reason <text>', both('意见', 'remark'))
    .action((id: string, options: { readonly reason?: string }) => decide(open, id, 'approve', options.reason));
  reviews
    .command('reject <id>')
    .description(both('驳回，须说明原因', 'reject, with the reason'))
    .requiredOption('--reason <text>', both('原因', 'reason'))
    .action((id: string, options: { readonly reason: string }) => decide(open, id, 'reject', options.reason));
}

async function decide(
  open: Open,
  id: string,
  decision: 'approve' | 'reject',
  reason: string | undefined,
): Promise<void> {
  const context = await open();
  const review = unwrap(
    await context.client.POST('/api/v1/reviews/{id}/decision', {
      params: { path: { id } },
      body: { decision, ...given({ reason }) },
    }),
  );
  context.present(review, renderReviews([review], context.styles));
}
