import { accountMatrix, dayOf, isDay, type RuyiOrigin } from '#libs/domain';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { renderRuyiAccount } from '../rendering/ruyisdk.js';
import { both } from '../rendering/words.js';
import { readMapping } from '../ruyisdk/read-mapping.js';
import { readMatrixFolder } from '../ruyisdk/read-matrix-folder.js';
import type { Open } from './open.js';

const COMMIT = /^[0-9a-f]{7,40}$/;

interface ImportOptions {
  readonly commit?: string;
  readonly day?: string;
}

export function addRuyiSdkCommands(program: Command, open: Open): void {
  program
    .command('import-ruyisdk <folder>')
    .description(
      both(
        '查验 RuyiSDK 支持矩阵：每份报告将如何处理；不写入',
        'what becomes of each report of a RuyiSDK support matrix; stores nothing',
      ),
    )
    .option('--commit <sha>', both('数据的提交', 'commit of the data'))
    .option('--day <YYYY-MM-DD>', both('该提交的日期；默认今天', 'day of that commit; today if left out'))
    .action(async (folder: string, options: ImportOptions) => {
      const context = await open();
      const matrix = await readMatrixFolder(folder);
      const account = accountMatrix(matrix, await readMapping(), originOf(options, matrix.contentSha256));
      const { pages, contentSha256 } = matrix;
      context.present({ pages, contentSha256, ...account }, () => renderRuyiAccount(account, context.styles));
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
