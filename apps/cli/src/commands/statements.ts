import { unwrap, type components } from '#libs/client';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { renderStatements } from '../rendering/facts.js';
import { both } from '../rendering/words.js';
import { parseDay, parseOneOf, parseRelease, releasePath } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

type Kind = components['schemas']['ReleaseStatement']['kind'];

// Whether the kinds are all there, the compiler says.
const KINDS = Object.keys({
  'fixes-only': true,
  'rebrand-offered': true,
  'rebrand-consented': true,
  'rebrand-forbidden': true,
  'rebrand-allowed': true,
  hardware: true,
  'kernel-module': true,
  'abi-level': true,
  'end-of-life': true,
  'withdrawn-from-offer': true,
  withdrawn: true,
} satisfies Record<Kind, true>) as Kind[];
const LEVELS = ['level1', 'level2', 'level3', 'none'] as const;

interface StateOptions {
  readonly text?: string;
  readonly document?: string;
  readonly other?: string;
  readonly withdraws?: string;
  readonly board?: string;
  readonly mainboard?: string;
  readonly cpuGeneration?: string;
  readonly topology?: string;
  readonly kernelModule?: string;
  readonly abiLevel?: string;
  readonly endOfLife?: string;
  readonly reason?: string;
}

/** Adds `state` and `statements` to the commands about releases. */
export function addStatementCommands(releases: Command, open: Open): void {
  releases
    .command('state <release> <kind>')
    .description(both('声明版本的事实，推断以此为据', 'state a fact about a release that inference reads'))
    .addHelpText('after', `\nkind: ${KINDS.join(' | ')}`)
    .option('--text <text>', both('fixes-only：声明正文', 'fixes-only: what is signed for'))
    .option('--document <sha256>', both('fixes-only：已上传文件', 'fixes-only: an uploaded document'))
    .option('--other <release>', both('换标的另一方版本', 'the other release of a rebrand'))
    .option('--withdraws <id>', both('withdrawn：撤回哪条声明', 'withdrawn: the statement that no longer holds'))
    .option('--board <vendor:device:subvendor>', both('hardware：PCI 标识', 'hardware: PCI ids, hexadecimal'))
    .option('--mainboard <name>', both('hardware：主板', 'hardware: mainboard of a machine'))
    .option('--cpu-generation <name>', both('hardware：CPU 代次', 'hardware: CPU generation of a machine'))
    .option('--topology <text>', both('hardware：拓扑', 'hardware: sockets, risers, backplanes'))
    .option('--kernel-module <true|false>', both('是否内核模块', 'its code runs in the kernel'))
    .option('--abi-level <level>', LEVELS.join(' | '))
    .option('--end-of-life <day>', both('停止维护日，或 none', 'first day out of support, or none'))
    .option('--reason <text>', both('withdrawn-from-offer：下架原因', 'withdrawn-from-offer: why, for all to read'))
    .action(async (release: string, kind: string, options: StateOptions) => {
      const path = releasePath(release);
      const body = { kind: parseOneOf('kind', KINDS, kind), ...fieldsOf(options) };
      const context = await open();
      const stated = unwrap(
        await context.client.POST('/api/v1/products/{vendor}/{product}/releases/{version}/statements', {
          params: { path },
          body,
        }),
      );
      context.present(stated, renderStatements([stated], context.styles));
    });
  withPaging(releases.command('statements <release>'))
    .description(both('各方对版本的声明', 'what vendors have stated about a release'))
    .action(async (release: string, options: PageOptions) => {
      const path = releasePath(release);
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(
          await context.client.GET('/api/v1/products/{vendor}/{product}/releases/{version}/statements', {
            params: { path, query },
          }),
        ),
      );
      presentPage(context, page, renderStatements);
    });
}

function fieldsOf(options: StateOptions) {
  const { mainboard, cpuGeneration, topology } = options;
  const isMachine = mainboard !== undefined && cpuGeneration !== undefined && topology !== undefined;
  if (!isMachine && (mainboard ?? cpuGeneration ?? topology) !== undefined) {
    throw new UsageError('机器需同时给出三项 · A machine needs --mainboard, --cpu-generation and --topology');
  }
  const level = options.abiLevel === undefined ? undefined : parseOneOf('--abi-level', LEVELS, options.abiLevel);
  const end = options.endOfLife;
  return given({
    text: options.text,
    document: options.document,
    otherRelease: options.other === undefined ? undefined : parseRelease(options.other),
    withdraws: options.withdraws,
    reason: options.reason,
    board: options.board === undefined ? undefined : boardOf(options.board),
    machine: isMachine ? { mainboard, cpuGeneration, topology } : undefined,
    kernelModule:
      options.kernelModule === undefined
        ? undefined
        : parseOneOf('--kernel-module', ['true', 'false'], options.kernelModule) === 'true',
    abiLevel: level === 'none' ? null : level,
    endOfLife: end === undefined ? undefined : end === 'none' ? null : parseDay('--end-of-life', end),
  });
}

function boardOf(text: string) {
  const [pciVendor, pciDevice, pciSubvendor, ...rest] = text.toLowerCase().split(':');
  if (pciVendor === undefined || pciDevice === undefined || pciSubvendor === undefined || rest.length > 0) {
    throw new UsageError(`--board: 例如 e.g. 19e5:1822:0001；收到 got ${JSON.stringify(text)}`);
  }
  return { pciVendor, pciDevice, pciSubvendor };
}
