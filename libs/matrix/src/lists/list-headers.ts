import { foldHeader } from '#libs/registry';

/** Columns that a list is read from. `coordinate` names a release by itself; `platform` an OS release and a CPU in one. */
export const LIST_FIELDS = [
  'coordinate',
  'product',
  'vendor',
  'version',
  'os',
  'osVersion',
  'cpu',
  'platform',
] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/**
 * What integrators write above their columns. Of two headers for one column the one that stands earlier here is meant; two
 * that mean the same are a mistake to be told.
 */
const HEADERS: Readonly<Record<ListField, readonly string[]>> = {
  coordinate: [
    '版本坐标',
    '产品坐标',
    '坐标',
    '版本 · Release',
    'release coordinate',
    'product coordinate',
    'coordinate',
    'release',
  ],
  product: [
    '产品名称',
    '软件名称',
    '软件产品名称',
    '产品名',
    '软件名',
    '货物名称',
    '商品名称',
    '应用名称',
    '产品',
    '软件',
    '名称',
    'product name',
    'software name',
    'product',
    'software',
    'application',
    'name',
  ],
  vendor: [
    '厂商',
    '产品厂商',
    '软件厂商',
    '厂商名称',
    '生产厂商',
    '生产厂家',
    '厂家',
    '制造商',
    '开发商',
    '原厂',
    '品牌',
    '供应商',
    '供应商名称',
    'vendor',
    'manufacturer',
    'publisher',
    'brand',
    'supplier',
  ],
  version: ['版本号', '版本', '产品版本', '产品版本号', '软件版本', '软件版本号', 'version', 'version number', 'ver'],
  os: [
    '目标操作系统',
    '操作系统',
    '操作系统名称',
    '操作系统坐标',
    '系统平台',
    'target os',
    'os',
    'operating system',
    'os name',
  ],
  osVersion: ['操作系统版本', '操作系统版本号', 'os version', 'operating system version'],
  cpu: [
    '目标CPU',
    '目标处理器',
    'CPU',
    'CPU型号',
    '处理器',
    '处理器型号',
    '芯片',
    '芯片型号',
    'CPU名称',
    'target cpu',
    'cpu model',
    'processor',
    'chip',
    'cpu name',
  ],
  platform: ['目标平台', '适配平台', '运行平台', '部署平台', '平台', 'target platform', 'platform'],
};

/** A field, and how well the header says so: 0 is best. */
export interface HeaderMeaning {
  readonly field: ListField;
  readonly rank: number;
}

const MEANINGS = new Map(
  LIST_FIELDS.flatMap((field) =>
    HEADERS[field].map((word, rank): [string, HeaderMeaning] => [foldHeader(word), { field, rank }]),
  ),
);

/** What stands between the languages of a header, or around what is said aside: `产品名称（必填）`, `厂商/Vendor`. */
const APART = /[\n\r·|/()（）[\]【】*:：]+|\s+-\s+/u;
/** Longer texts are titles and explanations. */
const LONGEST = 60;

/** What a header means; undefined for one that means nothing here, or two things at once. */
export function headerMeaning(text: string): HeaderMeaning | undefined {
  if (text.length > LONGEST) return undefined;
  const whole = meaningOf(text);
  if (whole !== undefined) return whole;
  const parts = text
    .normalize('NFKC')
    .split(APART)
    .flatMap((part) => meaningOf(part) ?? []);
  const [best, ...others] = parts.sort((a, b) => a.rank - b.rank);
  return others.some(({ field }) => field !== best?.field) ? undefined : best;
}

/** Several columns of a kind may be numbered: `CPU 1`, `操作系统2`. */
function meaningOf(text: string): HeaderMeaning | undefined {
  const folded = foldHeader(text);
  return MEANINGS.get(folded) ?? MEANINGS.get(folded.replace(/\d+$/, ''));
}
