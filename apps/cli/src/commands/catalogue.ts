import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { cpusOffline, platformsOffline, systemsOffline } from '../offline/list-offline.js';
import type { OfflineMatrix } from '../offline/offline-matrix.js';
import { presentFromBundle } from '../offline/with-bundle.js';
import { renderBundled, renderCpus, renderOperatingSystems, renderPlatforms } from '../rendering/catalogue.js';
import { both } from '../rendering/words.js';
import { parseOneOf } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

const ORIGINS = ['catalogue', 'discovered'] as const;
const WITH_BUNDLE = both('不问服务，以离线包作答', 'answer from an offline bundle, without the service');
const YES_NO = ['true', 'false'] as const;

interface PlatformOptions extends PageOptions {
  readonly bundle?: string;
  readonly os?: string;
  readonly cpu?: string;
  readonly isa?: string;
  readonly origin?: string;
  readonly served?: string;
}

interface CatalogueOptions extends PageOptions {
  readonly bundle?: string;
  readonly vendor?: string;
  readonly isa?: string;
}

export function addCatalogueCommands(program: Command, open: Open): void {
  const platforms = program.command('platforms').description(both('平台：操作系统 × CPU', 'platforms: OS × CPU'));
  withPaging(platforms.command('list', { isDefault: true }))
    .description(both('列出平台', 'list platforms'))
    .option('--os <coordinate>', both('操作系统', 'operating system'))
    .option('--cpu <coordinate>', 'CPU')
    .option('--isa <isa>', both('架构', 'ISA'))
    .option('--origin <origin>', ORIGINS.join(' | '))
    .option('--served <true|false>', both('有无资源池', 'served by a pool or not'))
    .option('--bundle <file>', WITH_BUNDLE)
    .action(async (options: PlatformOptions) => {
      const filters = given({
        os: options.os,
        cpu: options.cpu,
        isa: options.isa,
        origin: options.origin === undefined ? undefined : parseOneOf('--origin', ORIGINS, options.origin),
        served: options.served === undefined ? undefined : parseOneOf('--served', YES_NO, options.served),
      });
      const context = await open();
      if (options.bundle !== undefined) {
        if (filters.served !== undefined) {
          throw new UsageError('离线包不含资源池，不能用 --served · A bundle holds no pools: leave --served out');
        }
        const list = (matrix: OfflineMatrix) => platformsOffline(matrix, filters);
        await presentFromBundle(context, options.bundle, list, ({ items }) => renderBundled(items, context.styles));
        return;
      }
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/platforms', { params: { query: { ...query, ...filters } } })),
      );
      presentPage(context, page, renderPlatforms);
    });

  const systems = program.command('operating-systems').description(both('操作系统版本', 'OS releases'));
  withCatalogueFilters(systems.command('list', { isDefault: true }))
    .description(both('列出操作系统版本及其来源', 'list OS releases with lineage and provenance'))
    .action(async (options: CatalogueOptions) => {
      const filters = given({ vendor: options.vendor, isa: options.isa });
      const context = await open();
      if (options.bundle !== undefined) {
        const list = (matrix: OfflineMatrix) => systemsOffline(matrix, filters);
        await presentFromBundle(context, options.bundle, list, ({ items }) =>
          renderOperatingSystems(items, context.styles),
        );
        return;
      }
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/operating-systems', { params: { query: { ...query, ...filters } } })),
      );
      presentPage(context, page, renderOperatingSystems);
    });

  const cpus = program.command('cpus').description(both('CPU 型号', 'CPU models'));
  withCatalogueFilters(cpus.command('list', { isDefault: true }))
    .description(both('列出 CPU 型号', 'list CPU models'))
    .action(async (options: CatalogueOptions) => {
      const filters = given({ vendor: options.vendor, isa: options.isa });
      const context = await open();
      if (options.bundle !== undefined) {
        const list = (matrix: OfflineMatrix) => cpusOffline(matrix, filters);
        await presentFromBundle(context, options.bundle, list, ({ items }) => renderCpus(items, context.styles));
        return;
      }
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/cpus', { params: { query: { ...query, ...filters } } })),
      );
      presentPage(context, page, renderCpus);
    });
}

function withCatalogueFilters(command: Command): Command {
  return withPaging(command)
    .option('--vendor <slug>', both('厂商', 'vendor'))
    .option('--isa <isa>', both('架构', 'ISA'))
    .option('--bundle <file>', WITH_BUNDLE);
}
