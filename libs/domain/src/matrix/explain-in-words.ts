import type { CellAnswer, CellStatus, Declared } from './cell.js';
import type { EndCode } from './expiry.js';
import { DEVELOPMENT_SCHEME } from './finding.js';
import { INFERENCE_RULES } from './rules/inference-rules.js';
import type { Words } from './rules/inference-rule.js';

export type Language = 'zh' | 'en';

/** How a person calls what the answer names by coordinate or id. */
export interface CellNames {
  readonly release: (coordinate: string) => string;
  readonly os: (coordinate: string) => string;
  readonly cpu: (coordinate: string) => string;
  readonly organization: (id: string) => string;
}

/**
 * The answer as a person reads it, one sentence an element: status; on what evidence; by which path; who declares what; until
 * when and why; for unknown, why. Nothing is said that the answer does not carry, and nothing that a finding hidden from the
 * asker could belie ("untested").
 */
export function explainInWords(answer: CellAnswer, names: CellNames, language: Language): string[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { certificate, scheme } = answer;

  const sentences = [
    say(
      `${names.release(answer.release)} 在 ${names.os(answer.os)} × ${names.cpu(answer.cpu)} 上：${STATUS[answer.status].zh}。`,
      `${names.release(answer.release)} on ${names.os(answer.os)} × ${names.cpu(answer.cpu)}: ${STATUS[answer.status].en}.`,
    ),
  ];
  if (certificate !== null) sentences.push(say(`证书：${certificate}。`, `Certificate: ${certificate}.`));
  if (scheme === DEVELOPMENT_SCHEME) {
    sentences.push(
      say(
        `方案：${scheme}（开发方案，不具正式认证效力）。`,
        `Scheme: ${scheme} (for development only; not a formal certification).`,
      ),
    );
  } else if (scheme !== null) {
    sentences.push(say(`方案：${scheme}。`, `Scheme: ${scheme}.`));
  }
  if (answer.path.length === 0 && answer.sources.length > 0) {
    const ids = answer.sources.map(({ id }) => id).join(', ');
    sentences.push(say(`依据的结论：${ids}。`, `Evidence: finding${answer.sources.length > 1 ? 's' : ''} ${ids}.`));
  }
  sentences.push(...pathInWords(answer, names, language));
  sentences.push(...answer.declaredBy.map((declared) => declarationInWords(declared, names, language)));
  const until = endInWords(answer, language);
  if (until !== null) sentences.push(until);
  const why = unknownInWords(answer, names, language);
  if (why !== null) sentences.push(why);
  return sentences;
}

const STATUS: Readonly<Record<CellStatus, Words>> = {
  certified: { zh: '已认证：经实测和评审，证书有效', en: 'certified: tested and reviewed, certificate in force' },
  inherited: {
    zh: '继承认证：由其他平台或版本的结果继承，经评审，证书有效',
    en: 'inherited: carried over from another platform or release by review, certificate in force',
  },
  expected: {
    zh: '预期可用：按规则推断，尚无人测试或评审',
    en: 'expected: derived by rule, nobody has tested or reviewed it',
  },
  declared: { zh: '厂商或第三方声明可用', en: 'declared: a vendor or a third party says so' },
  incompatible: { zh: '不兼容：实测未通过', en: 'incompatible: the test failed' },
  conflicting: { zh: '结论冲突：现行有效的结论互相矛盾', en: 'conflicting: findings in force disagree' },
  lapsed: { zh: '已过期：有效期已过', en: 'lapsed: its validity is over' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  unknown: { zh: '未知：没有可用的结论（不等于不兼容）', en: 'unknown: nothing is known (which is not incompatible)' },
};

/** Said in brackets behind an instant, past or to come. */
const ENDS: Readonly<Record<EndCode, Words>> = {
  'certificate-ends': { zh: '证书到期', en: 'end of the certificate' },
  'declaration-ends': { zh: '声明到期', en: 'end of the declaration' },
  'default-validity': { zh: '默认有效期届满', en: 'end of the default validity' },
  'fail-validity': { zh: '未通过结论的有效期届满', en: "end of the fail's validity" },
  revocation: { zh: '撤销', en: 'revocation' },
  suspension: { zh: '暂停', en: 'suspension' },
  'os-end-of-life': { zh: '操作系统停止支持', en: 'end of life of the OS release' },
  'product-end-of-life': { zh: '产品停止支持', en: 'end of life of the product' },
  'policy-cap': { zh: '推断结论的最长期限', en: 'limit of the policy for derived answers' },
};

/** Codes of `unknownBecause` that belong to no inference rule; those of a rule are told by the rule itself. */
const REASONS: Readonly<Record<string, Words>> = {
  'nothing-known': {
    zh: '没有可以依据的结论',
    en: 'there is no finding to go by',
  },
  'no-such-platform': {
    zh: '目录中该操作系统版本不支持此 CPU 的指令集',
    en: "the catalogue's OS release does not exist for this CPU's ISA",
  },
  'declared-not-to-run': {
    zh: '仅有声明，且声明不可用',
    en: 'there is only a declaration, which says that it does not run',
  },
  'inherited-not-to-run': {
    zh: '经评审继承的结论为不可用',
    en: 'a reviewed inheritance says that it does not run',
  },
  'no-rule-on-this-axis': { zh: '现行策略没有适用的规则', en: 'the policy in force has no rule for this difference' },
  'review-needed': {
    zh: '规则本身不作推断，须经评审才能继承',
    en: 'the rule derives nothing by itself; a review may carry it over',
  },
  'too-many-steps': { zh: '超过推断步数上限', en: 'more steps than an inference may take' },
  'fail-in-the-way': {
    zh: '途中或同代 CPU 上有未通过的结论',
    en: 'a fail stands in the way, or on a CPU of the same generation',
  },
  'source-lapsed': { zh: '该依据已过期', en: 'that source has lapsed' },
  'source-suspended': { zh: '该依据已被暂停', en: 'that source is suspended' },
  'source-revoked': { zh: '该依据已被撤销', en: 'that source was revoked' },
};

const CAPACITY: Readonly<Record<Declared['as'], Words>> = {
  vendor: { zh: '产品厂商', en: "the product's vendor" },
  'os-vendor': { zh: '操作系统厂商', en: 'the OS vendor' },
  'cpu-vendor': { zh: 'CPU 厂商', en: 'the CPU vendor' },
  'third-party': { zh: '第三方', en: 'a third party' },
};

function pathInWords(answer: CellAnswer, names: CellNames, language: Language): string[] {
  return answer.path.map(({ rule, from, findingId, certificate }) => {
    const release = from.release === undefined ? [] : [names.release(from.release)];
    const os = from.os === undefined ? [] : [names.os(from.os)];
    const cpu = from.cpu === undefined ? [] : [names.cpu(from.cpu)];
    const place = [...release, ...os, ...cpu].join(' × ');
    const title = INFERENCE_RULES.find(({ name }) => name === rule)?.title[language] ?? '';
    const evidence = certificate ?? findingId;
    return language === 'zh'
      ? `推断依据 ${rule}（${title}，策略 ${answer.policy}）：来自 ${place}，凭 ${evidence}。`
      : `By rule ${rule} (${title}; policy ${answer.policy}) from ${place}, on ${evidence}.`;
  });
}

function declarationInWords(declared: Declared, names: CellNames, language: Language): string {
  const who = names.organization(declared.organizationId);
  const capacity = CAPACITY[declared.as][language];
  if (language === 'zh') return `${who}（${capacity}）声明${declared.verdict === 'pass' ? '可用' : '不可用'}。`;
  return `${who} (${capacity}) declares that it ${declared.verdict === 'pass' ? 'runs' : 'does not run'}.`;
}

/** Until when something holds, or held, and why. */
export function endInWords(
  answer: Pick<CellAnswer, 'validUntil' | 'endsBecause' | 'validAt'>,
  language: Language,
): string | null {
  if (answer.validUntil === null || answer.endsBecause === null) return null;
  const at = instantInWords(answer.validUntil);
  const why = ENDS[answer.endsBecause][language];
  const isOver = answer.validUntil <= answer.validAt;
  if (language === 'zh') return isOver ? `已于 ${at} 失效（${why}）。` : `有效至 ${at}（${why}）。`;
  return isOver ? `Ended at ${at} (${why}).` : `Holds until ${at} (${why}).`;
}

function unknownInWords(answer: CellAnswer, names: CellNames, language: Language): string | null {
  if (answer.unknownBecause === null) return null;
  const { code, rule, nearest } = answer.unknownBecause;
  const ofRule = INFERENCE_RULES.find(({ name }) => name === rule)?.refusals[code];
  const why = (ofRule ?? REASONS[code] ?? endReason(code))?.[language] ?? code;
  if (nearest === null) return language === 'zh' ? `原因：${why}。` : `Why: ${why}.`;
  const place = `${names.os(nearest.os)} × ${names.cpu(nearest.cpu)}`;
  const other = nearest.release === undefined ? null : names.release(nearest.release);
  if (language === 'zh') {
    const where = other === null ? `在 ${place}` : `是 ${other} 在 ${place} 上的结论`;
    return `原因：最接近的依据${where}（${nearest.findingId}），${rule === null ? '' : `规则 ${rule} `}不予推断：${why}。`;
  }
  const where = other === null ? `is on ${place}` : `is ${other} on ${place}`;
  const refuses = rule === null ? 'nothing carries it over' : `rule ${rule} refuses it`;
  return `Why: the nearest source ${where} (${nearest.findingId}); ${refuses}: ${why}.`;
}

/** R11 refuses with the code of the end that has passed. */
function endReason(code: string): Words | undefined {
  const ends: Readonly<Record<string, Words>> = ENDS;
  return ends[code];
}

/** `2027-06-30 00:00 UTC` */
function instantInWords(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
