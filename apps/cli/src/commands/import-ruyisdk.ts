import { writeFile } from 'node:fs/promises';
import { accountMatrix, dayOf, isDay, proposeCatalogue, type RuyiOrigin } from '#libs/domain';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { CommandEnded } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { renderCatalogueDiff } from '../rendering/catalogue-changes.js';
import { renderImport, renderImportRows } from '../rendering/imports.js';
import { renderRuyiAccount, renderStored } from '../rendering/ruyisdk.js';
import { both } from '../rendering/words.js';
import { knownEntries } from '../ruyisdk/known-entries.js';
import { readMapping } from '../ruyisdk/read-mapping.js';
import { readMatrixFolder } from '../ruyisdk/read-matrix-folder.js';
import { extendCatalogue, storeMatrix } from '../ruyisdk/store-matrix.js';
import type { Open } from './open.js';

const COMMIT = /^[0-9a-f]{7,40}$/;

interface ImportOptions {
  readonly commit?: string;
  readonly day?: string;
  readonly catalogue?: string;
  readonly catalogueApply?: boolean;
  readonly apply?: boolean;
  readonly acceptedOnly?: boolean;
}

export function addRuyiSdkCommands(program: Command, open: Open): void {
  program
    .command('import-ruyisdk <folder>')
    .description(
      both(
        '查验 RuyiSDK 支持矩阵：每份报告将如何处理；不加 --apply 则不写入',
        'what becomes of each report of a RuyiSDK support matrix; stores nothing unless --apply',
      ),
    )
    .option('--commit <sha>', both('数据的提交', 'commit of the data'))
    .option('--day <YYYY-MM-DD>', both('该提交的日期；默认今天', 'day of that commit; today if left out'))
    .option(
      '--catalogue <file>',
      both(
        '将目录所缺条目写入此文件，供 catalogue diff/apply',
        'write the entries that the catalogue lacks, for catalogue diff',
      ),
    )
    .option(
      '--apply',
      both('试算后作为第三方声明导入', 'import them as declarations of a third party, as the dry run says'),
    )
    .option('--accepted-only', both('略过被拒的行', 'leave refused rows out'))
    .option('--catalogue-apply', both('先将目录所缺条目写入目录', 'add the entries that the catalogue lacks first'))
    .action(async (folder: string, options: ImportOptions) => {
      if (options.apply !== true && (options.acceptedOnly === true || options.catalogueApply === true)) {
        throw new UsageError('须与 --apply 同用 · --accepted-only and --catalogue-apply go with --apply');
      }
      const context = await open();
      const matrix = await readMatrixFolder(folder);
      const mapping = await readMapping();
      const account = accountMatrix(matrix, mapping, originOf(options, matrix.contentSha256));
      const { pages, contentSha256 } = matrix;
      if (options.catalogue !== undefined) {
        const proposed = proposeCatalogue(account, mapping, await knownEntries(context));
        await writeFile(options.catalogue, stringify({ version: account.origin.state, ...proposed }), { flag: 'wx' });
        context.note(
          `目录所缺条目已写入 ${options.catalogue} · Entries that the catalogue lacks were written: shipei catalogue diff ${options.catalogue}`,
        );
      }
      const found = { pages, contentSha256, ...account };
      if (options.apply !== true) {
        context.present(found, () => renderRuyiAccount(account, context.styles));
        return;
      }
      if (options.catalogueApply === true) {
        const proposed = proposeCatalogue(account, mapping, await knownEntries(context));
        const made = await extendCatalogue(context, proposed, account.origin.state);
        if (made !== undefined) context.note(renderCatalogueDiff(made, context.styles));
      }
      const done = await storeMatrix(context, account, { acceptedOnly: options.acceptedOnly === true });
      context.present({ ...found, ...done }, () =>
        [
          renderRuyiAccount(account, context.styles),
          renderImport(done.import, context.styles),
          renderImportRows(done.refused, done.refused.length, context.styles),
          renderStored(done.stored),
        ].join('\n'),
      );
      // Done is also what was done before: then there is nothing to apply.
      const { create = 0, change = 0, refused = 0 } = done.import.counts;
      const isDone =
        done.import.state === 'applied' ||
        (done.import.state === 'checked' && create + change === 0 && (refused === 0 || options.acceptedOnly === true));
      if (!isDone) throw new CommandEnded(EXIT.refused);
    });
}

function originOf({ commit, day }: ImportOptions, contentSha256: string): RuyiOrigin {
  if (commit !== undefined && !COMMIT.test(commit)) {
    throw new UsageError('--commit 应为提交的十六进制 · --commit must be the hexadecimal name of a commit');
  }
  if (day !== undefined && !isDay(day)) {
    throw new UsageError('--day 应为 YYYY-MM-DD · --day must be a day, YYYY-MM-DD');
  }
  return { state: commit?.slice(0, 8) ?? `content ${contentSha256.slice(0, 12)}`, day: day ?? dayOf(new Date()) };
}
