import { describe, expect, it } from '@jest/globals';
import { act, ask, fail, finding, RELEASES, VENDOR } from './testing/example-world.js';
import type { Asked } from './testing/example-world.js';
import { CELL_STATUSES } from './cell.js';
import { explainInWords } from './explain-in-words.js';
import type { CellNames } from './explain-in-words.js';
import type { Finding } from './finding.js';
import { INFERENCE_RULES } from './rules/inference-rules.js';

const NAMES: CellNames = {
  release: (coordinate) => (coordinate === RELEASES.p3.coordinate ? 'DM8' : coordinate),
  os: (coordinate) => `OS ${coordinate.replace(/.*@/, '')}`,
  cpu: (coordinate) => `CPU ${coordinate.replace(/.*\//, '')}`,
  organization: (id) => (id === VENDOR ? 'Dameng' : id),
};

const HERE: ['sp3', 'h7280'] = ['sp3', 'h7280'];

describe('the answer in words', () => {
  it.each<[readonly Finding[], Asked, readonly string[], readonly string[]]>([
    [
      [finding(1, HERE, { scheme: 'development' })],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: certified: tested and reviewed, certificate in force.',
        'Certificate: SP-1.',
        'Scheme: development (for development only; not a formal certification).',
        'Evidence: finding finding-1.',
        'Holds until 1975-06-24 00:00 UTC (end of the certificate).',
      ],
      [
        'DM8 在 OS v10-sp3 × CPU 7280 上：已认证：经实测和评审，证书有效。',
        '证书：SP-1。',
        '方案：development（开发方案，不具正式认证效力）。',
        '依据的结论：finding-1。',
        '有效至 1975-06-24 00:00 UTC（证书到期）。',
      ],
    ],
    [
      [finding(1, ['sp2', 'h7285'])],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: expected: derived by rule, nobody has tested or reviewed it.',
        'Scheme: xinchuang-basic.',
        'By rule R1 (CPU of the same vendor, ISA and generation; policy 2026.1) from CPU 7285, on SP-1.',
        'By rule R4 (later service pack of the same major; policy 2026.1) from OS v10-sp2, on SP-1.',
        'Holds until 1975-06-24 00:00 UTC (end of the certificate).',
      ],
      [
        'DM8 在 OS v10-sp3 × CPU 7280 上：预期可用：按规则推断，尚无人测试或评审。',
        '方案：xinchuang-basic。',
        '推断依据 R1（同厂商、同指令集、同代次的 CPU，策略 2026.1）：来自 CPU 7285，凭 SP-1。',
        '推断依据 R4（同一大版本的后续服务包，策略 2026.1）：来自 OS v10-sp2，凭 SP-1。',
        '有效至 1975-06-24 00:00 UTC（证书到期）。',
      ],
    ],
    [
      [finding(1, HERE), act(2, 'revocation', 1)],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: revoked.',
        'Certificate: SP-1.',
        'Scheme: xinchuang-basic.',
        'Evidence: finding finding-1.',
        'Ended at 1972-06-19 00:00 UTC (revocation).',
      ],
      [
        'DM8 在 OS v10-sp3 × CPU 7280 上：已撤销。',
        '证书：SP-1。',
        '方案：xinchuang-basic。',
        '依据的结论：finding-1。',
        '已于 1972-06-19 00:00 UTC 失效（撤销）。',
      ],
    ],
    [
      [finding(1, HERE, { kind: 'declaration' })],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: declared: a vendor or a third party says so.',
        'Evidence: finding finding-1.',
        "Dameng (the product's vendor) declares that it runs.",
        'Holds until 1975-06-24 00:00 UTC (end of the declaration).',
      ],
      [
        'DM8 在 OS v10-sp3 × CPU 7280 上：厂商或第三方声明可用。',
        '依据的结论：finding-1。',
        'Dameng（产品厂商）声明可用。',
        '有效至 1975-06-24 00:00 UTC（声明到期）。',
      ],
    ],
    [
      [finding(1, ['sp4', 'h7280'])],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: unknown: nothing is known (which is not incompatible).',
        'Why: the nearest source is on OS v10-sp4 × CPU 7280 (finding-1); rule R4 refuses it: never from a later service pack back to an earlier one.',
      ],
      [
        'DM8 在 OS v10-sp3 × CPU 7280 上：未知：没有可用的结论（不等于不兼容）。',
        '原因：最接近的依据在 OS v10-sp4 × CPU 7280（finding-1），规则 R4 不予推断：不能由较新的服务包推断较旧的。',
      ],
    ],
    [
      [finding(1, ['sp2', 'h7280'], { releaseId: RELEASES.p1.id })],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: expected: derived by rule, nobody has tested or reviewed it.',
        'Scheme: xinchuang-basic.',
        'By rule R6 (later patch of the same product line; policy 2026.1) from dameng/dm8@8.1.1, on SP-1.',
        'By rule R4 (later service pack of the same major; policy 2026.1) from OS v10-sp2, on SP-1.',
        'Holds until 1975-06-24 00:00 UTC (end of the certificate).',
      ],
      [
        'DM8 在 OS v10-sp3 × CPU 7280 上：预期可用：按规则推断，尚无人测试或评审。',
        '方案：xinchuang-basic。',
        '推断依据 R6（同一产品线的后续补丁版本，策略 2026.1）：来自 dameng/dm8@8.1.1，凭 SP-1。',
        '推断依据 R4（同一大版本的后续服务包，策略 2026.1）：来自 OS v10-sp2，凭 SP-1。',
        '有效至 1975-06-24 00:00 UTC（证书到期）。',
      ],
    ],
    [
      [finding(1, HERE, { releaseId: RELEASES.next.id })],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: unknown: nothing is known (which is not incompatible).',
        'Why: the nearest source is dameng/dm8@8.2.1 on OS v10-sp3 × CPU 7280 (finding-1); rule R6 refuses it: another line of the product.',
      ],
      [
        'DM8 在 OS v10-sp3 × CPU 7280 上：未知：没有可用的结论（不等于不兼容）。',
        '原因：最接近的依据是 dameng/dm8@8.2.1 在 OS v10-sp3 × CPU 7280 上的结论（finding-1），规则 R6 不予推断：不属于同一产品版本线。',
      ],
    ],
    [
      [],
      {},
      [
        'DM8 on OS v10-sp3 × CPU 7280: unknown: nothing is known (which is not incompatible).',
        'Why: there is no finding to go by.',
      ],
      ['DM8 在 OS v10-sp3 × CPU 7280 上：未知：没有可用的结论（不等于不兼容）。', '原因：没有可以依据的结论。'],
    ],
  ])('says status, evidence, path, end and why', (findings, asked, en, zh) => {
    const answer = ask(findings, asked);
    expect(explainInWords(answer, NAMES, 'en')).toEqual(en);
    expect(explainInWords(answer, NAMES, 'zh')).toEqual(zh);
  });

  it('names both sides of a conflict', () => {
    const sentences = explainInWords(ask([finding(1, HERE), fail(2, HERE)]), NAMES, 'en');
    expect(sentences).toContain('Evidence: findings finding-1, finding-2.');
  });

  // Every code that the evaluator can give must be told in words, never as the bare code.
  it.each<[string, readonly Finding[], Asked]>([
    ['too-many-steps', [finding(1, ['sp2', 'h7285'])], { policy: { maxSteps: 1 } }],
    ['no-rule-on-this-axis', [finding(1, ['sp2', 'h7280'])], { policy: { rules: [] } }],
    ['fail-in-the-way', [finding(1, ['sp1', 'h7280']), fail(2, ['sp2', 'h7280'])], {}],
    ['review-needed', [finding(1, HERE, { releaseId: RELEASES.board.id })], { about: 'boardTwin' }],
    ['source-revoked', [finding(1, ['sp2', 'h7280']), act(2, 'revocation', 1)], {}],
    ['source-suspended', [finding(1, ['sp2', 'h7280']), act(2, 'suspension', 1)], {}],
    ['source-lapsed', [finding(1, ['sp2', 'h7280'], { validTo: 1 })], {}],
    ['product-end-of-life', [finding(1, ['sp2', 'h7280'])], { release: { endOfLife: 1 } }],
    ['no-such-platform', [], { oses: { sp3: { isas: [] } } }],
    ['declared-not-to-run', [finding(1, HERE, { kind: 'declaration', verdict: 'fail' })], {}],
    ['inherited-not-to-run', [finding(1, HERE, { kind: 'inherited', verdict: 'fail' })], {}],
    ['nothing-known', [], {}],
  ])('has words for %s', (code, findings, asked) => {
    const answer = ask(findings, asked);
    expect(answer.unknownBecause?.code).toBe(code);
    for (const language of ['zh', 'en'] as const) {
      const why = explainInWords(answer, NAMES, language).at(-1);
      expect(why).toMatch(language === 'zh' ? /^原因：/ : /^Why: /);
      expect(why).not.toContain(code);
      expect(why).not.toContain('undefined');
    }
  });

  it('has a different first sentence for each status, in both languages', () => {
    const answer = ask([]);
    for (const language of ['zh', 'en'] as const) {
      const first = CELL_STATUSES.map((status) => explainInWords({ ...answer, status }, NAMES, language)[0]);
      expect(new Set(first).size).toBe(CELL_STATUSES.length);
    }
  });

  it('keeps rule names apart', () => {
    expect(new Set(INFERENCE_RULES.map(({ name }) => name)).size).toBe(INFERENCE_RULES.length);
  });
});
