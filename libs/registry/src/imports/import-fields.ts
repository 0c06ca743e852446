import type { HeaderField } from '../sheets/find-headers.js';
import type { RowKind } from './import-rows.js';

/** What a column of a sheet holds, and what its drop-down list offers. */
export interface ImportField extends HeaderField {
  readonly zh: string;
  readonly en: string;
  readonly explained: string;
  /** A fixed choice, or one of what the catalogue has. */
  readonly choices?: readonly string[] | 'categories' | 'operating-systems' | 'cpus' | 'products' | 'organizations';
}

/** The sheet of a template that explains its columns: never read as rows. */
export const INSTRUCTIONS_SHEET = '填写说明';

export const YES = '是';
export const NO = '否';
const THIRD_PARTY = '第三方';
export const ABI_LEVELS = ['level1', 'level2', 'level3'] as const;
export const VERDICTS = { pass: '兼容', fail: '不兼容' } as const;

const vendor: ImportField = {
  name: 'vendor',
  zh: '厂商',
  en: 'Vendor',
  words: ['厂商', '厂商标识', '厂商代码', '供应商', 'vendor', 'vendor slug', 'manufacturer'],
  explained: '厂商标识；厂商自己导入时可不填 · Slug of the vendor; a vendor may leave it out',
  choices: 'organizations',
};
const product: ImportField = {
  name: 'product',
  zh: '产品标识',
  en: 'Product',
  words: ['产品标识', '产品代码', '产品', 'product', 'product slug'],
  explained: '小写字母、数字及 . _ + - · Lower-case letters, digits and . _ + -',
};
const published: ImportField = {
  name: 'published',
  zh: '公开',
  en: 'Published',
  words: ['公开', '是否公开', '发布', 'published', 'public'],
  explained:
    '“是”则立即公开，之后不能随导入撤销 · "是" shows it to everyone at once; that is not undone with the import',
  choices: [YES, NO],
};
const releaseParts: readonly ImportField[] = [
  vendor,
  product,
  {
    name: 'version',
    zh: '版本号',
    en: 'Version',
    words: ['版本号', '版本', '产品版本', 'version'],
    explained: '文本格式；不含 / \\ @ · As text; without / \\ @',
  },
];

/** The columns of each kind, in the order in which a template has them. */
export const IMPORT_FIELDS: Readonly<Record<RowKind, readonly ImportField[]>> = {
  organizations: [
    {
      name: 'slug',
      zh: '机构标识',
      en: 'Slug',
      words: ['机构标识', '机构代码', 'slug', 'organization'],
      explained: '小写字母、数字及 . _ + - · Lower-case letters, digits and . _ + -',
      isRequired: true,
    },
    {
      name: 'name',
      zh: '机构名称',
      en: 'Name',
      words: ['机构名称', '单位名称', '企业名称', '名称', 'name', 'organization name'],
      explained: '新登记时必填 · Needed for a new one',
      isRequired: true,
    },
    {
      name: 'nameEn',
      zh: '英文名称',
      en: 'English name',
      words: ['英文名称', '英文名', 'english name', 'name en'],
      explained: '可不填 · May be left out',
    },
    {
      name: 'uscc',
      zh: '统一社会信用代码',
      en: 'USCC',
      words: ['统一社会信用代码', '信用代码', 'uscc'],
      explained: '18 位，校验末位（GB 32100-2015） · 18 characters, the last one a check character',
    },
    {
      name: 'kinds',
      zh: '机构类型',
      en: 'Kinds',
      words: ['机构类型', '类型', 'kinds', 'kind'],
      explained: '可多个，以逗号分隔；默认 vendor · Several are separated by commas; vendor if left out',
      choices: ['vendor', 'center', 'reviewing-body', 'platform-operator'],
    },
  ],
  products: [
    vendor,
    { ...product, isRequired: true },
    {
      name: 'name',
      zh: '产品名称',
      en: 'Product name',
      words: ['产品名称', '产品名', '名称', 'product name', 'name'],
      explained: '新登记时必填 · Needed for a new one',
      isRequired: true,
    },
    {
      name: 'nameEn',
      zh: '英文名称',
      en: 'English name',
      words: ['英文名称', '英文名', 'english name', 'name en'],
      explained: '可不填 · May be left out',
    },
    {
      name: 'category',
      zh: '产品分类',
      en: 'Category',
      words: ['产品分类', '分类', '产品类别', '类别', 'category'],
      explained: '见下拉列表；新登记时必填 · From the list; needed for a new one',
      choices: 'categories',
    },
    {
      name: 'description',
      zh: '产品说明',
      en: 'Description',
      words: ['产品说明', '说明', '简介', '描述', 'description'],
      explained: '可不填 · May be left out',
    },
    published,
  ],
  releases: [
    ...releaseParts.map((field) => (field === vendor ? field : { ...field, isRequired: true })),
    {
      name: 'line',
      zh: '版本线',
      en: 'Line',
      words: ['版本线', '产品线', '分支', 'line'],
      explained: '默认 main · main if left out',
    },
    {
      name: 'ordinal',
      zh: '序号',
      en: 'Ordinal',
      words: ['序号', '版本序号', '次序', 'ordinal'],
      explained: '在版本线中的先后，整数；新登记时必填 · Its place in the line, a whole number; needed for a new one',
    },
    {
      name: 'releasedOn',
      zh: '发布日期',
      en: 'Released on',
      words: ['发布日期', '发布时间', 'released on', 'release date', 'released'],
      explained: '日期；新登记时必填，不详则填“未知” · A day; needed for a new one, 未知 (unknown) if nobody knows',
    },
    {
      name: 'endOfLife',
      zh: '停止支持日期',
      en: 'End of life',
      words: ['停止支持日期', '停止支持', '生命周期结束', 'end of life', 'eol'],
      explained: '停止支持的第一天 · The first day without support',
    },
    {
      name: 'abiLevel',
      zh: 'ABI 级别',
      en: 'ABI level',
      words: ['ABI 级别', 'ABI级别', 'abi level', 'abi'],
      explained:
        'level1 整个 LTS，level2 仅该服务包，level3 无保证 · level1 whole LTS, level2 that service pack, level3 none',
      choices: ABI_LEVELS,
    },
    published,
  ],
  declarations: [
    {
      name: 'release',
      zh: '版本坐标',
      en: 'Release',
      words: ['版本坐标', '坐标', 'release', 'release coordinate'],
      explained: '厂商/产品@版本；或分填下面三列 · vendor/product@version; or the three columns that follow',
    },
    ...releaseParts,
    {
      name: 'os',
      zh: '操作系统',
      en: 'OS',
      words: ['操作系统', '操作系统版本', 'os', 'operating system'],
      explained: '见下拉列表 · From the list',
      choices: 'operating-systems',
      isRequired: true,
    },
    {
      name: 'cpu',
      zh: 'CPU 型号',
      en: 'CPU',
      words: ['CPU 型号', 'CPU型号', 'CPU', '处理器', '芯片', 'cpu model', 'processor'],
      explained: '见下拉列表 · From the list',
      choices: 'cpus',
      isRequired: true,
    },
    {
      name: 'verdict',
      zh: '结论',
      en: 'Verdict',
      words: ['结论', '适配结论', '兼容性', '是否兼容', 'verdict', 'compatible'],
      explained: '默认“兼容” · 兼容 (pass) if left out',
      choices: Object.values(VERDICTS),
    },
    {
      name: 'since',
      zh: '声明日期',
      en: 'Declared on',
      words: ['声明日期', '起始日期', '生效日期', 'declared on', 'since'],
      explained: '自何日起；不填则自导入起 · From which day on; from the import on if left out',
    },
    {
      name: 'validUntil',
      zh: '有效期至',
      en: 'Valid until',
      words: ['有效期至', '有效期', '截止日期', 'valid until', 'expires'],
      explained: '含当日；不填则按默认有效期 · That day included; the default validity if left out',
    },
    {
      name: 'source',
      zh: '依据',
      en: 'Source',
      words: ['依据', '来源', '出处', 'source'],
      explained:
        '清单名称或网址；必填，或在导入时统一给出 · The list or its address; here, or once for the whole import',
    },
    {
      name: 'as',
      zh: '声明身份',
      en: 'Declared as',
      words: ['声明身份', '身份', 'declared as', 'capacity'],
      explained:
        '仅当声明机构不是产品、操作系统或 CPU 的厂商时填“第三方”（运营方） · 第三方 (third party) where who declares vends none of them; operators only',
      choices: [THIRD_PARTY],
    },
  ],
};
