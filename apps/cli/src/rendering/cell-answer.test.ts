import type { components } from '#libs/client';
import { describe, expect, it } from '@jest/globals';
import { renderCellAnswer } from './cell-answer.js';
import { stylesFor } from './styles.js';
import { CELL_STATUS_WORDS } from './words.js';

type CellAnswer = components['schemas']['CellAnswer'];

function answer(changes: Partial<CellAnswer>): CellAnswer {
  return {
    release: 'dameng/dm8@8.1.3',
    os: 'kylinsoft/kylin-server@v10-sp3',
    cpu: 'hisilicon/kunpeng-920',
    status: 'unknown',
    scheme: null,
    certificate: null,
    validUntil: null,
    endsBecause: null,
    findings: [],
    path: [],
    declaredBy: [],
    unknownBecause: null,
    policy: '2026.1',
    validAt: '2026-11-23T13:04:05Z',
    knownAt: '2026-11-23T13:04:06Z',
    revision: 4711,
    explanation: { zh: ['没有可用的结论。'], en: ['Nothing is known.'] },
    ...changes,
  };
}

const render = (changes: Partial<CellAnswer>): string => renderCellAnswer(answer(changes), stylesFor(false));

describe('renderCellAnswer', () => {
  it('gives the answer first, then the words in Chinese, then in English, then the moment', () => {
    expect(render({}).split('\n')).toEqual([
      '? 未知 unknown  dameng/dm8@8.1.3  kylinsoft/kylin-server@v10-sp3 × hisilicon/kunpeng-920',
      '  没有可用的结论。',
      '  Nothing is known.',
      '  时点与规则 as of  2026-11-23 13:04:05Z / 2026-11-23 13:04:06Z  r4711  2026.1',
    ]);
  });

  it('shows the scheme beside the status', () => {
    expect(render({ status: 'certified', scheme: 'development' })).toMatch(/^✔ 已认证 certified {2}\[development\]/);
  });

  it.each([
    ['names certificate and validity', ['凭证明。'], 1],
    ['does not repeat what the explanation says', ['证书：SP-1。', '有效至 2027-02-21 13:00 UTC。'], 1],
  ])('%s', (_case, zh, times) => {
    const certified = { status: 'certified', certificate: 'SP-1', validUntil: '2027-02-21T13:00:00Z' } as const;
    const view = render({ ...certified, explanation: { zh, en: [] } });
    expect(view.match(/SP-1/g)).toHaveLength(times);
    expect(view.match(/2027-02-21/g)).toHaveLength(times);
  });

  it('shows the path that led to an inference', () => {
    const from = { os: 'kylinsoft/kylin-server@v10-sp2' };
    const view = render({ status: 'expected', path: [{ rule: 'R4', from, finding: 'F-1', certificate: 'SP-1' }] });
    expect(view).toContain('R4  ← kylinsoft/kylin-server@v10-sp2  SP-1');
  });

  it('names who declared, and as what', () => {
    const view = render({ status: 'declared', declaredBy: [{ organization: 'dameng', as: 'vendor' }] });
    expect(view).toContain('dameng (产品厂商 vendor)');
  });

  it.each(Object.entries(CELL_STATUS_WORDS))('never shows %s as something else', (status, words) => {
    // The keys of the table are exactly the statuses.
    const first = render({ status: status as CellAnswer['status'] }).split('\n')[0] ?? '';
    expect(first).toContain(`${words.zh} ${words.en}`);
  });
});
