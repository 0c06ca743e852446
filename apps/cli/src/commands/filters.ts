import { CELL_STATUSES, type CellStatus } from '#libs/domain';
import type { Command } from 'commander';
import { both } from '../rendering/words.js';
import { parseInstant, parseOneOf, repeatable } from './arguments.js';
import { given } from './given.js';

/** Which cells, as of when, and who is asked. */
export interface FilterOptions {
  readonly category?: string[];
  readonly vendor?: string[];
  readonly os?: string[];
  readonly cpu?: string[];
  readonly status?: string[];
  readonly validAt?: string;
  readonly knownAt?: string;
  readonly bundle?: string;
}

export function withFilters(command: Command): Command {
  return command
    .option('--category <slug>', both('产品分类，可多次', 'product category; may be repeated'), repeatable)
    .option('--vendor <slug>', both('厂商，可多次', 'vendor; may be repeated'), repeatable)
    .option('--os <coordinate>', both('操作系统，可多次', 'operating system; may be repeated'), repeatable)
    .option('--cpu <coordinate>', both('CPU，可多次', 'CPU; may be repeated'), repeatable)
    .option(
      '--status <status>',
      `${both('状态，可多次', 'status; may be repeated')}: ${CELL_STATUSES.join(' | ')}`,
      repeatable,
    )
    .option('--valid-at <instant>', both('在何时成立', 'what holds at this moment'))
    .option('--known-at <instant>', both('以何时所知为准', 'as known at this moment'))
    .option('--bundle <file>', both('不问服务，以离线包作答', 'answer from an offline bundle, without the service'));
}

/** The query of the service. */
interface FilterQuery {
  readonly q?: string;
  readonly category?: string[];
  readonly vendor?: string[];
  readonly os?: string[];
  readonly cpu?: string[];
  readonly status?: CellStatus[];
  readonly validAt?: string;
  readonly knownAt?: string;
}

export function filterOptions(text: string | undefined, options: FilterOptions): FilterQuery {
  const { category, vendor, os, cpu, status } = options;
  return given({
    q: text,
    category,
    vendor,
    os,
    cpu,
    status: status?.map((one) => parseOneOf('--status', CELL_STATUSES, one)),
    validAt: options.validAt === undefined ? undefined : parseInstant('--valid-at', options.validAt),
    knownAt: options.knownAt === undefined ? undefined : parseInstant('--known-at', options.knownAt),
  });
}
