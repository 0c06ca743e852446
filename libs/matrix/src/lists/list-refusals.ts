import { DomainError } from '#libs/domain';
import { LIST_LIMITS } from './list-limits.js';
import type { IdentifiedPlatform } from './identify-names.js';

/** No sheet that is seen has a header with a product in it. */
export function noList(): DomainError {
  return wrongList(
    'file',
    'no-list',
    '没有找到产品列：表头需有“产品名称”“软件名称”或“坐标” · No column of products: a header must say product, software or coordinate',
  );
}

export function noPlatforms(): DomainError {
  return wrongList(
    'query.platform',
    'no-platforms',
    '没有目标平台：请给出 platform，或在表中加“操作系统”和“CPU”两列 · No target platform: give platform=OS,CPU, or columns of operating systems and CPUs',
  );
}

export function tooManyPlatforms(path: string): DomainError {
  return wrongList(
    path,
    'too-many-platforms',
    `目标平台最多 ${LIST_LIMITS.platforms} 个 · At most ${LIST_LIMITS.platforms} target platforms; ask in several calls`,
  );
}

/** No program writes such a workbook: which of them an answer is for could not be said. */
export function sameNames(sheet: string): DomainError {
  return wrongList(sheet, 'duplicate-sheets', '两张工作表同名 · Two sheets have this name: rename one');
}

/** @param path of the first row too many, as a spreadsheet writes it */
export function tooManyRows(path: string): DomainError {
  return wrongList(
    path,
    'too-many-rows',
    `产品超过 ${LIST_LIMITS.rows} 行，请分成几个文件 · More than ${LIST_LIMITS.rows} rows of products: split the file`,
  );
}

export function tooManyCells(path: string, most: number): DomainError {
  return wrongList(
    path,
    'too-many-cells',
    `行数 × 平台数超过 ${most}，请分成几个文件 · More than ${most} rows × platforms: split the file, or name fewer platforms`,
  );
}

export function noRoom(sheet: string): DomainError {
  return wrongList(
    sheet,
    'too-many-columns',
    '工作表右侧没有空列可写结果 · The sheet has no room for new columns at its right',
  );
}

export function largeContents(): DomainError {
  const megabytes = LIST_LIMITS.unpackedBytes / 1_000_000;
  return wrongList(
    'file',
    'zip-bomb',
    `工作簿展开后超过 ${megabytes} MB · The workbook unpacks to more than ${megabytes} MB: save the list as a workbook of its own`,
  );
}

/** A platform of the question that is no known one, with those that may have been meant. */
export function unknownPlatform(
  path: string,
  given: string,
  found: Exclude<IdentifiedPlatform, { readonly kind: 'one' }>,
): DomainError {
  const { why, nearest } = found;
  const hint = nearest.length === 0 ? '' : ` ${nearest.join('、')}`;
  return new DomainError('unknown-coordinate', `平台“${given}”：${why.zh} · Platform "${given}": ${why.en}.${hint}`, {
    fields: [{ path, code: found.kind === 'several' ? 'ambiguous' : 'unknown', message: why.en }],
    facts: { nearest },
  });
}

function wrongList(path: string, code: string, message: string): DomainError {
  return new DomainError('invalid-request', path === 'file' ? message : `${path}: ${message}`, {
    fields: [{ path, code, message }],
    facts: { problem: code },
  });
}
