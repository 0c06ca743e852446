import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { checkOffline } from '../offline/check-offline.js';
import type { OfflineMatrix } from '../offline/offline-matrix.js';
import { presentFromBundle } from '../offline/with-bundle.js';
import { renderCellAnswer } from '../rendering/cell-answer.js';
import { moment } from '../rendering/moments.js';
import { both } from '../rendering/words.js';
import { UsageError } from '../exit-codes.js';
import { digestFile } from '../uploads/digest-file.js';
import { parseInstant, parseRelease, repeatable } from './arguments.js';
import { checkBatch } from './check-batch.js';
import { checkHere } from './check-here.js';
import { checkList } from './check-list.js';
import { given } from './given.js';
import type { Open } from './open.js';

interface CheckOptions {
  readonly digest?: string;
  readonly with?: string;
  readonly os?: string;
  readonly cpu?: string;
  readonly here?: boolean;
  readonly batch?: string;
  readonly list?: string;
  readonly platform?: readonly string[];
  readonly output?: string;
  readonly validAt?: string;
  readonly knownAt?: string;
  readonly bundle?: string;
}

interface DeclareOptions {
  readonly os: string;
  readonly cpu: string;
  readonly source: string;
  readonly fail?: boolean;
  readonly with?: string;
  readonly validUntil?: string;
}

export function addMatrixCommands(program: Command, open: Open): void {
  program
    .command('check [release]')
    .summary(both('查询：能否在此平台运行', 'does it run there?'))
    .description(
      both(
        '查询一个版本（或一个文件）能否在某平台运行：谁说的、到何时、凭什么',
        'does a release, or a file, run on a platform: who says so, until when, on what evidence',
      ),
    )
    .option('--digest <file|sha256>', both('按文件或其 SHA-256 查询', 'ask about a file, or its SHA-256'))
    .option('--with <release>', both('与此版本一起', 'together with this release'))
    .option('--os <coordinate>', both('操作系统', 'operating system'))
    .option('--cpu <coordinate>', 'CPU')
    .option(
      '--here',
      both(
        '查询本机：读取本机信息找出平台，不猜测；--os、--cpu 只在候选中选定',
        'this machine: finds its platform from what it says and never guesses; --os and --cpu choose among candidates',
      ),
    )
    .option(
      '--batch <file>',
      both('按文件逐行查询（- 为标准输入）', 'ask about each line of a file (-: standard input)') +
        ': {"release": …, "os": …, "cpu": …}',
    )
    .option(
      '--list <file>',
      both(
        '核对清单：XLSX 或 CSV，结果写入新列，其余不变',
        'check a spreadsheet of products: XLSX or CSV; answers in new columns, the rest untouched',
      ),
    )
    .option(
      '--platform <os,cpu>',
      both('清单的目标平台，可多次给出；不给则取自表中各行', 'platform of the list, repeatable; else rows name theirs'),
      repeatable,
    )
    .option('-o, --output <file>', both('核对后的清单写到此文件', 'file for the checked list'))
    .option('--valid-at <instant>', both('在何时成立', 'what holds at this moment'))
    .option('--known-at <instant>', both('以何时所知为准', 'as known at this moment'))
    .option('--bundle <file>', both('不问服务，以离线包作答', 'answer from an offline bundle, without the service'))
    .action(async (release: string | undefined, options: CheckOptions) => {
      const moments = given({
        validAt: options.validAt === undefined ? undefined : parseInstant('--valid-at', options.validAt),
        knownAt: options.knownAt === undefined ? undefined : parseInstant('--known-at', options.knownAt),
      });
      if (options.list !== undefined) {
        refuseBesideList(release, options);
        const { list: file, output, platform: platforms = [] } = options;
        await checkList(await open(), { file, output, platforms, moments });
        return;
      }
      refuseWithoutList(options);
      if (options.batch !== undefined) {
        refuseBesideBatch(release, options);
        await checkBatch(await open(), options.batch, moments, options.bundle);
        return;
      }
      const platform = options.here === true ? undefined : platformOf(options);
      const subject = await subjectOf(release, options.digest);
      const partner = given({ with: options.with === undefined ? undefined : parseRelease(options.with) });
      const context = await open();
      if (platform === undefined) {
        const stated = given({ os: options.os, cpu: options.cpu });
        await checkHere(context, { ...subject, ...partner, ...moments }, stated, options.bundle);
        return;
      }
      const query = { ...subject, ...partner, ...platform, ...moments };
      if (options.bundle !== undefined) {
        const ask = (matrix: OfflineMatrix, now: Date) => checkOffline(matrix, query, now);
        await presentFromBundle(context, options.bundle, ask, (cell) => renderCellAnswer(cell, context.styles));
        return;
      }
      const answer = unwrap(await context.client.GET('/api/v1/matrix/check', { params: { query } }));
      context.present(answer, renderCellAnswer(answer, context.styles));
    });
  program
    .command('declare <release>')
    .summary(both('声明兼容', 'declare compatibility'))
    .description(
      both(
        '以产品、操作系统或 CPU 厂商的身份声明版本在平台上可用（或不可用）',
        'declare as the vendor of the product, the OS or the CPU that a release runs, or does not run, on a platform',
      ),
    )
    .requiredOption('--os <coordinate>', both('操作系统', 'operating system'))
    .requiredOption('--cpu <coordinate>', 'CPU')
    .requiredOption('--source <text>', both('依据', 'what the declaration rests on'))
    .option('--with <release>', both('与此版本一起', 'together with this release'))
    .option('--fail', both('声明不可用', 'declare that it does not run'))
    .option('--valid-until <instant>', both('有效至', 'valid until'))
    .action(async (release: string, options: DeclareOptions) => {
      const coordinate = parseRelease(release);
      const validUntil =
        options.validUntil === undefined ? undefined : parseInstant('--valid-until', options.validUntil);
      const context = await open();
      const declared = unwrap(
        await context.client.POST('/api/v1/declarations', {
          body: {
            release: coordinate,
            os: options.os,
            cpu: options.cpu,
            verdict: options.fail === true ? 'fail' : 'pass',
            source: options.source,
            ...given({ validUntil, with: options.with === undefined ? undefined : parseRelease(options.with) }),
          },
        }),
      );
      context.present(
        declared,
        `${context.styles.good('✔')} ${both('声明已记录', 'declaration recorded')}  ${declared.finding}  [${declared.as}]  ${moment(declared.validFrom)} – ${moment(declared.validUntil)}`,
      );
    });
}

function platformOf({ os, cpu }: CheckOptions): { readonly os: string; readonly cpu: string } {
  if (os === undefined || cpu === undefined) {
    throw new UsageError('请给出 --os 和 --cpu，或用 --here、--batch · Name --os and --cpu, or use --here or --batch');
  }
  return { os, cpu };
}

function refuseBesideBatch(release: string | undefined, { digest, os, cpu, here, with: partner }: CheckOptions): void {
  if ([release, digest, os, cpu, here, partner].every((one) => one === undefined)) return;
  throw new UsageError('--batch 的每行已写明版本与平台 · With --batch each line names its release and platform');
}

function refuseBesideList(release: string | undefined, options: CheckOptions): void {
  const { digest, os, cpu, here, with: partner, batch, bundle } = options;
  if (bundle !== undefined) {
    throw new UsageError(
      '清单需由服务核对，离线包不含名称：请先写成坐标，用 --batch 查询 · A list needs the service, a bundle has no names: write coordinates and ask with --batch',
    );
  }
  if ([release, digest, os, cpu, here, partner, batch].every((one) => one === undefined)) return;
  throw new UsageError(
    '--list 的产品与平台写在表中，或用 --platform 给出平台 · With --list products stand in the file, and platforms there or in --platform',
  );
}

function refuseWithoutList({ platform, output }: CheckOptions): void {
  if (platform === undefined && output === undefined) return;
  throw new UsageError('--platform 和 -o 只与 --list 同用 · --platform and -o go with --list');
}

async function subjectOf(
  release: string | undefined,
  digest: string | undefined,
): Promise<{ release: string } | { digest: string }> {
  if ((release === undefined) === (digest === undefined)) {
    throw new UsageError('请给出版本或 --digest 之一 · Name either a release or --digest');
  }
  if (release !== undefined) return { release: parseRelease(release) };
  const text = digest ?? '';
  return { digest: /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : (await digestFile(text)).sha256 };
}
