import { describe, expect, it } from '@jest/globals';
import { act, ask, day, finding } from '../testing/example-world.js';
import type { Asked } from '../testing/example-world.js';
import type { CellStatus } from '../cell.js';
import type { Finding } from '../finding.js';

const [source, other] = [finding(1, ['sp2', 'h7280']), finding(2, ['sp1', 'h7280'])];
const inheritance = finding(3, ['sp3', 'h7280'], { kind: 'inherited', policyVersion: '2026.1', sourceFinding: 1 });

/** Asked is about SP3, to where both sources lead by R4. */
describe('R12 revocation', () => {
  it.each<[string, readonly Finding[], Asked, CellStatus, readonly number[]]>([
    ['of the only source ends what was derived', [source, act(5, 'revocation', 1)], {}, 'unknown', []],
    ['of one source leaves what another derives', [source, other, act(5, 'revocation', 1)], {}, 'expected', [2]],
    ['of all sources ends it', [source, other, act(5, 'revocation', 1), act(6, 'revocation', 2)], {}, 'unknown', []],
    ['of something else ends nothing', [source, act(5, 'revocation', 9)], {}, 'expected', [1]],
    ['to come has not ended it yet', [source, act(5, 'revocation', 1, { validFrom: day(1001) })], {}, 'expected', [1]],
    [
      'reaches it at once',
      [source, act(5, 'revocation', 1, { validFrom: day(1000) })],
      { validAt: day(1000) },
      'unknown',
      [],
    ],
    [
      'that was not known then had not happened',
      [source, act(5, 'revocation', 1)],
      { knownAtRevision: 4 },
      'expected',
      [1],
    ],
    [
      'is final: no reinstatement undoes it',
      [source, act(5, 'revocation', 1), act(6, 'reinstatement', 1)],
      {},
      'unknown',
      [],
    ],
    ['is not needed: a suspension ends it too', [source, act(5, 'suspension', 1)], {}, 'unknown', []],
    [
      'is what a suspension is not: a reinstatement brings all back',
      [source, act(5, 'suspension', 1), act(6, 'reinstatement', 1)],
      {},
      'expected',
      [1],
    ],
    ['of the source ends a reviewed inheritance', [source, inheritance, act(5, 'revocation', 1)], {}, 'revoked', [3]],
    [
      'of one of two sources leaves a reviewed inheritance',
      [source, other, inheritance, act(5, 'revocation', 1)],
      {},
      'inherited',
      [3],
    ],
    [
      'of the inheritance itself leaves its source',
      [source, inheritance, act(5, 'revocation', 3)],
      { os: 'sp2' },
      'certified',
      [1],
    ],
  ])('%s', (_, findings, asked, status, sources) => {
    const answer = ask(findings, asked);
    expect([answer.status, answer.sources.map(({ number }) => number)]).toEqual([status, sources]);
  });

  it('leaves derivations whose source a later pass supersedes', () => {
    const later = finding(4, ['sp2', 'h7280'], { testedAt: day(950), validFrom: day(951) });
    expect(ask([source, later])).toMatchObject({ status: 'expected', sources: [{ number: 4 }] });
    expect(ask([source, later, act(5, 'revocation', 4)])).toMatchObject({
      status: 'expected',
      sources: [{ number: 1 }],
    });
  });
});
