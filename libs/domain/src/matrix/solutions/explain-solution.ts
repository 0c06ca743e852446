import type { CellStatus } from '../cell.js';
import { endInWords } from '../explain-in-words.js';
import type { Language } from '../explain-in-words.js';
import { DEVELOPMENT_SCHEME } from '../finding.js';
import type { Words } from '../rules/inference-rule.js';
import type { SolutionAnswer } from './compose-solution.js';

/** A status as a word: what it means for a whole is said beside it. */
const STATUS: Readonly<Record<CellStatus, Words>> = {
  certified: { zh: '已认证', en: 'certified' },
  inherited: { zh: '继承认证', en: 'inherited' },
  expected: { zh: '预期可用', en: 'expected' },
  declared: { zh: '厂商声明可用', en: 'declared' },
  incompatible: { zh: '不兼容', en: 'incompatible' },
  conflicting: { zh: '结论冲突', en: 'conflicting' },
  lapsed: { zh: '已过期', en: 'lapsed' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  unknown: { zh: '未知（不等于不兼容）', en: 'unknown (which is not incompatible)' },
};

/** What is asked about, as a person calls it. */
export interface SolutionNames {
  readonly solution: string;
  readonly os: string;
  readonly cpu: string;
}

/**
 * The answer about a solution as a person reads it, one sentence an element: status, and whether the whole was tested or is
 * composed (R13); the weakest edges, or the missing ones; the scheme where it certifies nothing; until when.
 *
 * @param required names of the required edges
 */
export function explainSolutionInWords(
  answer: SolutionAnswer & { readonly validAt: number },
  required: readonly string[],
  names: SolutionNames,
  language: Language,
): string[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { status, composed, scheme, endsWith } = answer;
  const word = STATUS[status][language];
  const how = composed
    ? say('由各必需环节推得，未经整体测试', 'composed of its required edges; not tested as a whole')
    : say('经整体测试', 'tested as a whole');
  const sentences = [
    say(
      `${names.solution} 在 ${names.os} × ${names.cpu} 上：${word}（${how}）。`,
      `${names.solution} on ${names.os} × ${names.cpu}: ${word} (${how}).`,
    ),
    ...weakestInWords(answer, required, language),
  ];
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
  const until = endInWords(answer, language);
  if (until !== null) {
    sentences.push(
      endsWith === null ? until : say(`最先到期的环节：${endsWith}。${until}`, `First to end: ${endsWith}. ${until}`),
    );
  }
  return sentences;
}

function weakestInWords(
  { status, composed, weakest }: SolutionAnswer,
  required: readonly string[],
  language: Language,
): string[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  if (!composed) return [];
  const list = weakest.join(language === 'zh' ? '、' : ', ');
  if (status === 'unknown') {
    return weakest.length === 0
      ? [say('没有可以依据的结论。', 'There is no finding to go by.')]
      : [say(`没有结论的环节：${list}。`, `Nothing is known of: ${list}.`)];
  }
  if (weakest.length === required.length) {
    return [say('各必需环节状态相同。', 'All required edges are alike.')];
  }
  return [say(`最弱的环节：${list}。`, `Weakest: ${list}.`)];
}
