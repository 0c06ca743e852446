import { describe, expect, it } from '@jest/globals';
import { day } from '../testing/example-world.js';
import type { SolutionAnswer } from './compose-solution.js';
import { explainSolutionInWords } from './explain-solution.js';

const answer = (change: Partial<SolutionAnswer>): SolutionAnswer & { validAt: number } => ({
  status: 'expected',
  composed: true,
  weakest: ['db'],
  scheme: null,
  validUntil: null,
  endsBecause: null,
  endsWith: null,
  validAt: day(1000),
  ...change,
});
const names = { solution: 'acme/office', os: '麒麟', cpu: '鲲鹏' };
const inWords = (change: Partial<SolutionAnswer>, required = ['db', 'jdk']): string[] =>
  explainSolutionInWords(answer(change), required, names, 'en');

describe('a solution in words', () => {
  it('says that it is composed, and which edge is the weakest', () => {
    expect(inWords({})).toEqual([
      'acme/office on 麒麟 × 鲲鹏: expected (composed of its required edges; not tested as a whole).',
      'Weakest: db.',
    ]);
    expect(explainSolutionInWords(answer({}), ['db', 'jdk'], names, 'zh')).toEqual([
      'acme/office 在 麒麟 × 鲲鹏 上：预期可用（由各必需环节推得，未经整体测试）。',
      '最弱的环节：db。',
    ]);
  });

  it('says that it was tested as a whole', () => {
    expect(inWords({ status: 'certified', composed: false, weakest: [] })).toEqual([
      'acme/office on 麒麟 × 鲲鹏: certified (tested as a whole).',
    ]);
  });

  it.each<[Partial<SolutionAnswer>, string]>([
    [{ status: 'unknown', weakest: ['db'] }, 'Nothing is known of: db.'],
    [{ status: 'unknown', weakest: [] }, 'There is no finding to go by.'],
    [{ status: 'certified', weakest: ['db', 'jdk'] }, 'All required edges are alike.'],
    [{ scheme: 'development' }, 'Scheme: development (for development only; not a formal certification).'],
    [{ scheme: 'xinchuang' }, 'Scheme: xinchuang.'],
    [
      { validUntil: day(1100), endsBecause: 'certificate-ends', endsWith: 'jdk' },
      'First to end: jdk. Holds until 1973-01-05 00:00 UTC (end of the certificate).',
    ],
    [
      { validUntil: day(1100), endsBecause: 'certificate-ends' },
      'Holds until 1973-01-05 00:00 UTC (end of the certificate).',
    ],
  ])('%j: %s', (change, sentence) => {
    expect(inWords(change)).toContain(sentence);
  });
});
