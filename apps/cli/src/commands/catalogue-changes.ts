import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import {
  renderCatalogueConflicts,
  renderCatalogueDiff,
  renderCatalogueVersion,
  renderCatalogueVersions,
} from '../rendering/catalogue-changes.js';
import { both } from '../rendering/words.js';
import { readCatalogueFiles } from '../uploads/read-catalogue-files.js';
import { parseWhole } from './arguments.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

const DIGEST = /^[0-9a-f]{64}$/;

export function addCatalogueChangeCommands(program: Command, open: Open): void {
  const catalogue = program
    .command('catalogue')
    .description(both('扩充与订正目录（CPU、操作系统等）', 'extend and correct the catalogue'));
  catalogue
    .command('diff <file...>')
    .description(both('文件将带来的变化；不写入', 'what files would change; stores nothing'))
    .action(async (files: string[]) => {
      const documents = await readCatalogueFiles(files);
      const context = await open();
      const body = { documents, reason: 'diff' };
      const diff = unwrap(await context.client.POST('/api/v1/catalogue-changes', { body }));
      context.present(diff, renderCatalogueDiff(diff, context.styles));
    });
  catalogue
    .command('apply <file...>')
    .description(both('写入已查看的变化', 'apply the change that was looked at'))
    .requiredOption('--digest <sha256>', both('diff 给出的摘要', 'digest that diff gave'))
    .requiredOption('--reason <text>', both('缘由，随版本保存', 'why; kept with the version'))
    .action(async (files: string[], { digest, reason }: { readonly digest: string; readonly reason: string }) => {
      if (!DIGEST.test(digest)) {
        throw new UsageError(
          '--digest 应为 diff 给出的 64 位十六进制 · --digest must be the 64 hexadecimal digits of diff',
        );
      }
      const documents = await readCatalogueFiles(files);
      const context = await open();
      const body = { documents, reason, digest };
      const applied = unwrap(await context.client.POST('/api/v1/catalogue-changes', { body }));
      context.present(applied, renderCatalogueDiff(applied, context.styles));
    });
  withPaging(catalogue.command('versions'))
    .description(both('目录各版本：谁、何时、为何', 'versions: who, when, why'))
    .action(async (options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/catalogue-changes', { params: { query } })),
      );
      presentPage(context, page, renderCatalogueVersions);
    });
  catalogue
    .command('show <version>')
    .description(both('一个版本的全部变化', 'all that one version changed'))
    .action(async (text: string) => {
      const version = parseWhole('<version>', text, 1);
      const context = await open();
      const found = unwrap(
        await context.client.GET('/api/v1/catalogue-changes/{version}', { params: { path: { version } } }),
      );
      context.present(found, renderCatalogueVersion(found, context.styles));
    });
  catalogue
    .command('conflicts')
    .description(
      both('随版本发布的文件与现行目录不一致之处', 'where shipped files say something else than what is in force'),
    )
    .action(async () => {
      const context = await open();
      const found = unwrap(await context.client.GET('/api/v1/catalogue-conflicts'));
      context.present(found, renderCatalogueConflicts(found.items, context.styles));
    });
}
