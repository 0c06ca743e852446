import { isDay } from '../catalogue/plain-text.js';
import { isSlug, isVersion } from '../coordinates/coordinates.js';
import type { RuyiFields, RuyiMapping, RuyiOrigin, RuyiOutcome, RuyiSource, RuyiStatement } from './reports.js';
import { foldSpelling, foldVersion } from './spellings.js';

/** A report that names no version of the system is about this release of it, which nothing is derived from. */
const UNSTATED = 'unstated';

const NEEDED = ['sys', 'status'] as const;
const BOARD_NEEDED = ['product', 'cpu', 'vendor'] as const;

type Unfit = RuyiOutcome & { readonly outcome: 'unmapped' | 'refused' };

/**
 * What one report, or one row of `others.yml`, comes to. Refused is what must be mended there; unmapped is in order and becomes
 * no finding: its word says nothing that a finding could say, or it names something that nobody has mapped.
 */
export function judgeReport(
  source: RuyiSource,
  board: RuyiSource | undefined,
  mapping: RuyiMapping,
  origin: RuyiOrigin,
): RuyiOutcome {
  const { fields, problem } = source;
  if (fields === null) {
    return refused(problem?.code ?? 'not-yaml', problem?.message ?? '无法读取 · can not be read');
  }
  const missing = NEEDED.find((name) => isAbsent(fields, name));
  if (missing !== undefined) return refused('missing-field', `缺少 ${missing} · has no ${missing}`);
  const word = (fields['status'] ?? '').toLowerCase();
  const meaning = own(mapping.words, word);
  if (meaning === undefined) return unmapped('unknown-status', `状态 ${word} 无定义 · no meaning of the word ${word}`);
  if (meaning.finding === 'none') {
    return unmapped(`says-nothing-${word}`, `${meaning.means}；${meaning.because ?? ''}`);
  }
  const day = fields['last_update'] ?? null;
  if (day === null) return refused('missing-field', '缺少 last_update · has no last_update');
  if (!isDay(day)) return refused('not-a-date', `日期 ${day} 有误 · ${day} is no day`);
  if (day > origin.day) {
    return refused(
      'date-after-source',
      `日期 ${day} 晚于数据本身 ${origin.day} · ${day} is after the data itself, ${origin.day}`,
    );
  }
  const system = systemOf(fields, mapping);
  if ('outcome' in system) return system;
  const hardware = boardOf(board, mapping);
  if ('outcome' in hardware) return hardware;
  return {
    outcome: 'imported',
    statement: { ...system, ...hardware, word, day, provider: fields['provider'] ?? null },
  };
}

function systemOf(fields: RuyiFields, mapping: RuyiMapping): Unfit | Pick<RuyiStatement, 'os' | 'system'> {
  const name = (fields['sys'] ?? '').toLowerCase();
  const system = own(mapping.systems, name);
  if (system === undefined) return unmapped('unknown-system', `系统 ${name} 未登记 · no mapping of the system ${name}`);
  const given = fields['sys_ver'] ?? null;
  const folded = given === null ? UNSTATED : foldVersion(given);
  const version = own(system.versions, folded) ?? folded;
  const variant = fields['sys_var'] ?? null;
  const suffix = variant === null ? null : own(system.variants, foldSpelling(variant));
  if (suffix === undefined) {
    return unmapped(
      'unknown-variant',
      `${name} 的变体 ${variant} 未登记 · no mapping of the variant ${variant} of ${name}`,
    );
  }
  const release = suffix === null ? version : `${version}-${suffix}`;
  if (!isVersion(release)) return refused('not-a-version', `版本 ${given} 有误 · ${given} can be no version`);
  const words = [system.name, given ?? '（未注明版本 version not stated）', ...(suffix === null ? [] : [variant])];
  return { os: `${system.os}@${release}`, system: words.join(' ') };
}

/** What a board page says of its board, in the words of the registry. */
function boardOf(
  page: RuyiSource | undefined,
  mapping: RuyiMapping,
): Unfit | Pick<RuyiStatement, 'board' | 'cpu' | 'cpuName' | 'isa'> {
  if (page === undefined) return unmapped('no-board-page', '没有该板卡的页面 · there is no page of the board');
  const { fields } = page;
  const missing = fields === null ? 'front matter' : BOARD_NEEDED.find((name) => isAbsent(fields, name));
  if (fields === null || missing !== undefined) {
    return refused('board-page-unfit', `板卡页面缺少 ${missing} · the page of the board has no ${missing}`);
  }
  const [product, chip, maker] = BOARD_NEEDED.map((name) => fields[name] ?? '');
  if (product === undefined || chip === undefined || maker === undefined) throw new Error('a checked field is missing');
  const several = own(mapping.ambiguousCpus, chip);
  if (several !== undefined) {
    return unmapped(
      'ambiguous-cpu',
      `CPU ${chip} 可能是 ${several.join('、')} · ${chip} may be ${several.join(' or ')}`,
    );
  }
  const cpu = own(mapping.cpus, chip);
  if (cpu === undefined) return unmapped('unknown-cpu', `CPU ${chip} 未登记 · no mapping of the CPU ${chip}`);
  const vendor = own(mapping.makers, maker);
  if (vendor === undefined) return unmapped('unknown-maker', `厂商 ${maker} 未登记 · no mapping of the maker ${maker}`);
  const slug = foldSpelling(product);
  if (!isSlug(slug))
    return refused('board-page-unfit', `板卡名 ${product} 有误 · ${product} can be no name of a product`);
  return { board: { vendor, slug, name: product, maker }, cpu: cpu.cpu, cpuName: chip, isa: cpu.isa };
}

function isAbsent(fields: RuyiFields, name: string): boolean {
  return (fields[name] ?? null) === null;
}

/** A page may name anything, also what every object has. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const refused = (code: string, message: string): Unfit => ({ outcome: 'refused', code, message });
const unmapped = (code: string, message: string): Unfit => ({ outcome: 'unmapped', code, message });
