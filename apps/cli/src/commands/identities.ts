import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderIdentities } from '../rendering/identity.js';
import { both } from '../rendering/words.js';
import { readPassword } from '../session/secrets-of-person.js';
import { chooseProvider, throughBrowser } from '../session/through-browser.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

export function addIdentityCommands(program: Command, open: Open): void {
  const identities = program
    .command('identities')
    .description(both('用于登录的身份提供方账号', 'accounts at identity providers to sign in with'));
  withPaging(identities.command('list').description(both('已关联的身份', 'linked identities'))).action(
    async (options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/me/identities', { params: { query } })),
      );
      presentPage(context, page, renderIdentities);
    },
  );
  identities
    .command('link [provider]')
    .description(
      both(
        '经浏览器关联一个身份；现密码从提示或 SHIPEI_PASSWORD 读取',
        'link an identity, by way of the browser. The present password comes from the prompt or SHIPEI_PASSWORD',
      ),
    )
    .action(async (named: string | undefined) => {
      const context = await open();
      const provider = await chooseProvider(context, named);
      const password = await readPassword(context, both('现在的', 'present'), false);
      const proof = await throughBrowser(context, async (redirectUri) =>
        unwrap(await context.client.POST('/api/v1/me/identities/links', { body: { provider, redirectUri, password } })),
      );
      const identity = unwrap(await context.client.POST('/api/v1/me/identities', { body: proof }));
      context.present(identity, renderIdentities([identity], context.styles));
    });
  identities
    .command('unlink <id>')
    .description(both('取消关联，以其登录的会话随之结束', 'unlink an identity; sessions opened with it end'))
    .action(async (id: string) => {
      const context = await open();
      await context.client.DELETE('/api/v1/me/identities/{id}', { params: { path: { id } } });
      context.present({ id, unlinked: true }, both('已取消关联', 'unlinked'));
    });
}
