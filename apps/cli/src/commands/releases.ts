import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { createLiveView } from '../live-view.js';
import { renderRelease } from '../rendering/products.js';
import { both } from '../rendering/words.js';
import { parseArtifactOption, uploadArtifacts } from '../uploads/upload-artifacts.js';
import { parseDay, parseOneOf, parseProduct, parseWhole, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { addStatementCommands } from './statements.js';

const ABI_LEVELS = ['level1', 'level2', 'level3'] as const;

interface CreateOptions {
  readonly ordinal: string;
  readonly releasedOn: string;
  readonly line?: string;
  readonly abiLevel?: string;
  readonly endOfLife?: string;
  readonly artifact?: readonly string[];
  readonly publish?: boolean;
}

export function addReleaseCommands(program: Command, open: Open): void {
  const releases = program.command('releases').alias('release').description(both('版本', 'releases'));
  addStatementCommands(releases, open);
  releases
    .command('create <product> <version>')
    .description(
      both(
        '登记版本并上传安装包；中断后再次运行会从断点继续',
        'register a release and upload its packages; run it again after a break and it goes on where it stopped',
      ),
    )
    .requiredOption('--ordinal <number>', both('在系列中的次序', 'place in its line'))
    .requiredOption('--released-on <day>', both('发布日', 'day of release'))
    .option('--line <line>', both('系列，默认 main', 'line, main by default'))
    .option('--abi-level <level>', both('ABI 级别', 'ABI level'))
    .option('--end-of-life <day>', both('停止维护日', 'end of life'))
    .option(
      '--artifact <isa=path>',
      both('安装包，可重复；不写架构则适用于全部', 'package, repeatable; without an ISA it fits all'),
      repeatable,
    )
    .option('--publish', both('立即发布', 'show it to everyone at once'))
    .action(async (product: string, version: string, options: CreateOptions) => {
      const path = parseProduct(product);
      const ordinal = parseWhole('--ordinal', options.ordinal);
      const releasedOn = parseDay('--released-on', options.releasedOn);
      const files = (options.artifact ?? []).map(parseArtifactOption);
      const optional = given({
        line: options.line,
        abiLevel: options.abiLevel === undefined ? undefined : parseOneOf('--abi-level', ABI_LEVELS, options.abiLevel),
        endOfLife: options.endOfLife === undefined ? undefined : parseDay('--end-of-life', options.endOfLife),
      });
      const context = await open();
      const side = context.json ? context.terminal.stderr : context.terminal.stdout;
      const artifacts = await uploadArtifacts(context, files, createLiveView(side, context.terminal.env));
      const release = unwrap(
        await context.client.POST('/api/v1/products/{vendor}/{product}/releases', {
          params: { path },
          body: { version, ordinal, releasedOn, published: options.publish === true, artifacts, ...optional },
        }),
      );
      context.present(release, renderRelease(release, context.styles));
    });
}
