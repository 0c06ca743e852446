import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { BundleFile } from '../offline/bundle-file.js';
import { fetchBundle } from '../offline/fetch-bundle.js';
import { OfflineMatrix } from '../offline/offline-matrix.js';
import { renderBundle } from '../rendering/bundle.js';
import { size } from '../rendering/moments.js';
import { both } from '../rendering/words.js';
import type { Open } from './open.js';

export function addBundleCommands(program: Command, open: Open): void {
  const bundle = program.command('bundle').description(both('离线包', 'offline bundle'));
  bundle
    .command('fetch', { isDefault: true })
    .description(
      both(
        '把公开的适配矩阵写成一个文件，供隔离网络用 --bundle 查询',
        'write everything public of the matrix to one file, for isolated networks to ask with --bundle',
      ),
    )
    .option('-o, --output <file>', both('写到此文件', 'file to write'))
    .action(async (options: { output?: string }) => {
      const context = await open();
      let told = 0;
      const file = await fetchBundle(context.client, context.url, options.output ?? null, (bytes) => {
        if (bytes - told < TOLD_EVERY) return;
        told = bytes;
        context.note(context.styles.quiet(`  ${both('已接收', 'received')} ${size(bytes)}`));
      });
      await present(context, file);
    });
  bundle
    .command('show <file>')
    .description(both('检查离线包的每个字节并说明其内容', 'check every byte of a bundle and say what it is'))
    .action(async (path: string) => {
      const context = await open();
      const file = await BundleFile.open(path);
      try {
        await file.verify();
      } catch (error) {
        await file.close();
        throw error;
      }
      await present(context, file);
    });
}

/** Bytes between two notes of a long transfer. */
const TOLD_EVERY = 64 * 1024 * 1024;

async function present(context: CommandContext, file: BundleFile): Promise<void> {
  await file.close();
  const matrix = await OfflineMatrix.open(file.path);
  const { index } = matrix.file;
  const bytes = (await stat(file.path)).size;
  const stamp = matrix.stamp(context.terminal.now());
  await matrix.close();
  context.present(
    { ...stamp, releases: index.releases, findings: index.findings, bytes },
    renderBundle(stamp, index, bytes, context.styles),
  );
}
