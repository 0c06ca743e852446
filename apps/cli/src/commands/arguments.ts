import {
  isSlug,
  parseCpuCoordinate,
  parseOsReleaseCoordinate,
  parseReleaseCoordinate,
  type PlanParameterType,
} from '#libs/domain';
import { UsageError } from '../exit-codes.js';

/** What people type on the command line, read strictly: each function throws a UsageError that shows the right form. */

export function parseProduct(text: string): { vendor: string; product: string } {
  const [vendor, product, ...rest] = text.split('/');
  if (vendor === undefined || product === undefined || rest.length > 0 || !isSlug(vendor) || !isSlug(product)) {
    throw wrong('产品', 'a product', '厂商/产品 vendor/product', 'dameng/dm8', text);
  }
  return { vendor, product };
}

export function parseRelease(text: string): string {
  if (parseReleaseCoordinate(text) === undefined) {
    throw wrong('版本', 'a release', '厂商/产品@版本 vendor/product@version', 'dameng/dm8@8.1.3', text);
  }
  return text;
}

/** The parts of a release's coordinate, as addresses have them. */
export function releasePath(text: string): { vendor: string; product: string; version: string } {
  const coordinate = parseReleaseCoordinate(parseRelease(text));
  if (coordinate === undefined) throw new UsageError(`not a release: ${text}`);
  const { vendor, product, version } = coordinate;
  return { vendor, product, version };
}

export interface Target {
  readonly os: string;
  readonly cpu: string;
}

/** `vendor/os@release,vendor/model` */
export function parseTarget(text: string): Target {
  const [os = '', cpu = '', ...rest] = text.split(',').map((part) => part.trim());
  if (rest.length > 0 || parseOsReleaseCoordinate(os) === undefined || parseCpuCoordinate(cpu) === undefined) {
    throw wrong(
      '平台',
      'a platform',
      '操作系统,CPU vendor/os@release,vendor/model',
      'kylinsoft/kylin-server@v10-sp3,hisilicon/kunpeng-920',
      text,
    );
  }
  return { os, cpu };
}

/** A whole number from `minimum` up. */
export function parseWhole(option: string, text: string, minimum = 0): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < minimum) {
    throw wrong(option, option, `${minimum} 或更大的整数 a whole number from ${minimum}`, `${minimum + 1}`, text);
  }
  return value;
}

/** Seconds, fractions allowed, above zero. */
export function parseSeconds(option: string, text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0) throw wrong(option, option, '秒数 seconds', '30', text);
  return value;
}

/** An instant in UTC; a day alone is its first moment. */
export function parseInstant(option: string, text: string): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const date = new Date(full);
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(full) || Number.isNaN(date.getTime())) {
    throw wrong(option, option, '时刻 an instant', '2026-11-23 / 2026-11-23T08:00:00+08:00', text);
  }
  return date.toISOString();
}

export function parseDay(option: string, text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  // Round trip: JavaScript reads February 30 as March 2.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw wrong(option, option, '日期 a day', '2026-11-23', text);
  }
  return text;
}

export function parseOneOf<const T extends string>(option: string, allowed: readonly T[], text: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw wrong(option, option, allowed.join(' | '), allowed[0] ?? '', text);
  return found;
}

function wrong(zh: string, en: string, form: string, example: string, got: string): UsageError {
  const name = zh === en ? en : `${zh} · ${en}`;
  return new UsageError(`${name}: ${form}，例如 e.g. ${example}；收到 got ${JSON.stringify(got)}`);
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** `name=value`; the value may have further `=`. */
export function parseParameter(text: string): NamedValue {
  const split = text.indexOf('=');
  if (split <= 0) throw wrong('--param', '--param', '名=值 name=value', 'entry=package/bin/tool', text);
  return { name: text.slice(0, split), value: text.slice(split + 1) };
}

/** What the plan says about a parameter. */
export interface PlanParameterForm {
  readonly name: string;
  readonly type: PlanParameterType;
}

/**
 * Values by parameter: an argv parameter takes each repetition as one argument, every other one a single value. Parameters
 * that the plan does not have are passed on, for the service to refuse with its list.
 */
export function collectParameters(
  given: readonly NamedValue[],
  parameters: readonly PlanParameterForm[],
): Record<string, string | string[]> {
  const byName = new Map<string, string[]>();
  for (const { name, value } of given) byName.set(name, [...(byName.get(name) ?? []), value]);
  const types = new Map(parameters.map((parameter) => [parameter.name, parameter.type]));
  return Object.fromEntries(
    [...byName].map(([name, values]): [string, string | string[]] => {
      const only = values[0];
      if (types.get(name) === 'argv' || only === undefined) return [name, values];
      if (values.length > 1) {
        throw new UsageError(`参数 ${name} 只能给一次 · --param ${name} takes one value, ${values.length} were given`);
      }
      return [name, only];
    }),
  );
}

/** Collects a repeatable option. */
export function repeatable(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}
