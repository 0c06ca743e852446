import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderApiKeys } from '../rendering/identity.js';
import { both } from '../rendering/words.js';
import { parseInstant, parseWhole } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

export function addApiKeyCommands(program: Command, open: Open): void {
  const keys = program.command('api-keys').description(both('API 密钥', 'API keys'));
  keys
    .command('create <name>')
    .description(both('为当前身份创建密钥，只显示一次', 'make a key for the present role; it is shown once'))
    .option('--expires-at <instant>', both('到期', 'end'))
    .action(async (name: string, options: { readonly expiresAt?: string }) => {
      const expiresAt = options.expiresAt === undefined ? undefined : parseInstant('--expires-at', options.expiresAt);
      const context = await open();
      const key = unwrap(await context.client.POST('/api/v1/api-keys', { body: { name, ...given({ expiresAt }) } }));
      context.present(
        key,
        `${renderApiKeys([key], context.styles)}\n\n${both('密钥只显示这一次', 'the key is shown this once')}:\n${key.key}`,
      );
    });
  keys
    .command('rotate <id>')
    .description(
      both('更换密钥，旧的在重叠期内仍有效', 'give a key a new secret; the one before works on for the overlap'),
    )
    .option(
      '--overlap-hours <hours>',
      both('重叠小时数，0 至 168，默认 24', 'hours of overlap, 0 to 168, 24 unless told'),
    )
    .action(async (id: string, options: { readonly overlapHours?: string }) => {
      const hours = options.overlapHours;
      const overlapHours = hours === undefined ? undefined : parseWhole('--overlap-hours', hours);
      const context = await open();
      const key = unwrap(
        await context.client.POST('/api/v1/api-keys/{id}/rotation', {
          params: { path: { id } },
          body: given({ overlapHours }),
        }),
      );
      context.present(
        key,
        `${renderApiKeys([key], context.styles)}\n\n${both('新密钥只显示这一次', 'the new key is shown this once')}:\n${key.key}`,
      );
    });
  withPaging(keys.command('list').description(both('当前身份的密钥', 'keys of the present role'))).action(
    async (options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/api-keys', { params: { query } })),
      );
      presentPage(context, page, renderApiKeys);
    },
  );
  keys
    .command('revoke <id>')
    .description(both('吊销密钥', 'revoke a key'))
    .action(async (id: string) => {
      const context = await open();
      await context.client.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } });
      context.present({ id, revoked: true }, both(`已吊销 ${id}`, `revoked ${id}`));
    });
}
