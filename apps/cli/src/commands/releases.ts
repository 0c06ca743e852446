import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { UsageError } from '../exit-codes.js';
import { createLiveView } from '../live-view.js';
import { renderBuild, renderRelease } from '../rendering/products.js';
import { both } from '../rendering/words.js';
import { chooseFiles, type ChosenFile, type FileOptions } from '../uploads/choose-files.js';
import { uploadArtifacts } from '../uploads/upload-artifacts.js';
import { parseDay, parseOneOf, parseProduct, parseWhole, releasePath, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { addStatementCommands } from './statements.js';

const ABI_LEVELS = ['level1', 'level2', 'level3'] as const;

interface BuildOptions extends FileOptions {
  readonly build?: string;
}

interface CreateOptions extends BuildOptions {
  readonly ordinal: string;
  readonly releasedOn: string;
  readonly line?: string;
  readonly abiLevel?: string;
  readonly endOfLife?: string;
  readonly publish?: boolean;
}

interface AddBuildOptions extends FileOptions {
  readonly builtOn?: string;
}

export function addReleaseCommands(program: Command, open: Open): void {
  const releases = program.command('releases').alias('release').description(both('版本', 'releases'));
  addStatementCommands(releases, open);
  withFiles(releases.command('create <product> <version>'))
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
    .option('--build <label>', both('首个构建的标识，默认 1', 'label of the first build, 1 by default'))
    .option('--publish', both('立即发布', 'show it to everyone at once'))
    .action(async (product: string, version: string, options: CreateOptions) => {
      const path = parseProduct(product);
      const ordinal = parseWhole('--ordinal', options.ordinal);
      const releasedOn = parseDay('--released-on', options.releasedOn);
      const files = await chooseFiles(options);
      const optional = given({
        line: options.line,
        build: options.build,
        abiLevel: options.abiLevel === undefined ? undefined : parseOneOf('--abi-level', ABI_LEVELS, options.abiLevel),
        endOfLife: options.endOfLife === undefined ? undefined : parseDay('--end-of-life', options.endOfLife),
      });
      const context = await open();
      const artifacts = await upload(context, files);
      const release = unwrap(
        await context.client.POST('/api/v1/products/{vendor}/{product}/releases', {
          params: { path },
          body: { version, ordinal, releasedOn, published: options.publish === true, artifacts, ...optional },
        }),
      );
      context.present(release, renderRelease(release, context.styles));
    });
  releases
    .command('show <release>')
    .description(both('版本、其构建与文件', 'a release, its builds and files'))
    .action(async (text: string) => {
      const path = releasePath(text);
      const context = await open();
      const release = unwrap(
        await context.client.GET('/api/v1/products/{vendor}/{product}/releases/{version}', { params: { path } }),
      );
      context.present(release, renderRelease(release, context.styles));
    });
  addDraftCommands(releases, open);
  addBuildCommands(releases, open);
}

interface ChangeOptions extends BuildOptions {
  readonly toVersion?: string;
  readonly ordinal?: string;
  readonly releasedOn?: string;
  readonly line?: string;
  readonly abiLevel?: string;
  readonly endOfLife?: string;
}

function addDraftCommands(releases: Command, open: Open): void {
  withFiles(releases.command('change <release>'))
    .description(
      both('更改草稿版本；给出文件则替换其构建', 'change a draft release; files, where named, replace its builds'),
    )
    .option('--to-version <version>', both('新版本号', 'another version'))
    .option('--ordinal <number>', both('在系列中的次序', 'place in its line'))
    .option('--released-on <day>', both('发布日', 'day of release'))
    .option('--line <line>', both('系列', 'line'))
    .option('--abi-level <level>', both('ABI 级别', 'ABI level'))
    .option('--end-of-life <day>', both('停止维护日', 'end of life'))
    .option('--build <label>', both('构建的标识', 'label of its build'))
    .action(async (text: string, options: ChangeOptions) => {
      const path = releasePath(text);
      const { abiLevel, endOfLife, ordinal, releasedOn } = options;
      const files = await chooseFiles(options);
      const change = given({
        version: options.toVersion,
        line: options.line,
        build: options.build,
        ordinal: ordinal === undefined ? undefined : parseWhole('--ordinal', ordinal),
        releasedOn: releasedOn === undefined ? undefined : parseDay('--released-on', releasedOn),
        abiLevel: abiLevel === undefined ? undefined : parseOneOf('--abi-level', ABI_LEVELS, abiLevel),
        endOfLife: endOfLife === undefined ? undefined : parseDay('--end-of-life', endOfLife),
      });
      const context = await open();
      const artifacts = files.length === 0 ? undefined : await upload(context, files);
      const release = unwrap(
        await context.client.PATCH('/api/v1/products/{vendor}/{product}/releases/{version}', {
          params: { path },
          body: { ...change, ...given({ artifacts }) },
        }),
      );
      context.present(release, renderRelease(release, context.styles));
    });
  releases
    .command('drop <release>')
    .description(both('删除草稿版本', 'drop a draft release'))
    .action(async (text: string) => {
      const path = releasePath(text);
      const context = await open();
      unwrap(
        await context.client.DELETE('/api/v1/products/{vendor}/{product}/releases/{version}', { params: { path } }),
      );
      context.present({ dropped: text }, both(`已删除 ${text}`, `dropped ${text}`));
    });
}

function addBuildCommands(releases: Command, open: Open): void {
  withFiles(releases.command('add-build <release> <label>'))
    .description(
      both(
        '为版本登记另一构建：同一版本号下的其他文件，测试后才获认证',
        'register another build of a release: other bytes under its version, certified once they are tested',
      ),
    )
    .option('--built-on <day>', both('构建日', 'day of the build'))
    .action(async (text: string, label: string, options: AddBuildOptions) => {
      const path = releasePath(text);
      const builtOn = options.builtOn === undefined ? undefined : parseDay('--built-on', options.builtOn);
      const files = await chooseFiles(options);
      if (files.length === 0) {
        throw new UsageError('构建至少要有一个文件 · A build has at least one file: --artifact or --folder');
      }
      const context = await open();
      const artifacts = await upload(context, files);
      const build = unwrap(
        await context.client.POST('/api/v1/products/{vendor}/{product}/releases/{version}/builds', {
          params: { path },
          body: { build: label, artifacts, ...given({ builtOn }) },
        }),
      );
      context.present(build, renderBuild(build, context.styles));
    });
  releases
    .command('build <release> <label>')
    .description(both('一个构建的文件', 'the files of one build'))
    .action(async (text: string, label: string) => {
      const path = { ...releasePath(text), build: label };
      const context = await open();
      const build = unwrap(
        await context.client.GET('/api/v1/products/{vendor}/{product}/releases/{version}/builds/{build}', {
          params: { path },
        }),
      );
      context.present(build, renderBuild(build, context.styles));
    });
}

function withFiles(command: Command): Command {
  return command
    .option(
      '--artifact <isa=path>',
      both('安装包，可重复；不写架构则适用于全部', 'package, repeatable; without an ISA it fits all'),
      repeatable,
    )
    .option('--data <isa=path>', both('测试所需的其他文件，如许可', 'what tests need besides, a licence'), repeatable)
    .option('--signature <isa=path>', both('签名或摘要清单', 'signature or list of digests'), repeatable)
    .option('--documentation <isa=path>', both('文档，不送测', 'for people; not sent to machines'), repeatable)
    .option(
      '--folder <isa=path>',
      both('目录下全部文件，保留路径；用途按文件名判断', 'all files of a folder, with their paths; roles by name'),
      repeatable,
    );
}

async function upload(context: CommandContext, files: readonly ChosenFile[]) {
  const side = context.json ? context.terminal.stderr : context.terminal.stdout;
  return uploadArtifacts(context, files, createLiveView(side, context.terminal.env));
}
