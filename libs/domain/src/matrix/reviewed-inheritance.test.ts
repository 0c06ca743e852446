import { describe, expect, it } from '@jest/globals';
import { act, ask, CENTER, day, fail, finding, hiddenFail, RELEASES } from './testing/example-world.js';
import type { Asked, CpuKey, OsKey } from './testing/example-world.js';
import type { CellStatus } from './cell.js';
import type { Finding } from './finding.js';

const HERE: [OsKey, CpuKey] = ['sp3', 'h7280'];
const SOURCE: [OsKey, CpuKey] = ['sp2', 'h7280'];
const hidden = { visibility: 'parties', parties: [CENTER] } as const;

/** Reviewed under the policy in force, on finding 1, unless told otherwise. */
const inheritance = (change: Partial<Finding> = {}): Finding =>
  finding(2, HERE, {
    kind: 'inherited',
    policyVersion: '2026.1',
    sourceFinding: 1,
    validFrom: day(910),
    validTo: day(1900),
    ...change,
  });
const source = finding(1, SOURCE);
const other = finding(5, ['sp3', 'h7285']);
const inherited = [source, inheritance()];

describe('R12 a reviewed inheritance lives by its source', () => {
  it.each<[string, readonly Finding[], Asked, CellStatus, readonly number[]]>([
    ['the source in force', inherited, {}, 'inherited', [2]],
    ['a source that nobody may see', [{ ...source, ...hidden }, inheritance()], {}, 'inherited', [2]],
    ['no source at all', [inheritance()], {}, 'lapsed', [2]],
    ['the source revoked', [...inherited, act(3, 'revocation', 1)], {}, 'revoked', [2]],
    ['the source suspended', [...inherited, act(3, 'suspension', 1)], {}, 'suspended', [2]],
    [
      'the source reinstated',
      [...inherited, act(3, 'suspension', 1), act(4, 'reinstatement', 1, { validFrom: day(950) })],
      {},
      'inherited',
      [2],
    ],
    ['the source revoked and another that lives', [...inherited, act(3, 'revocation', 1), other], {}, 'inherited', [2]],
    ['the source lapsed', [{ ...source, validTo: day(990) }, inheritance()], {}, 'lapsed', [2]],
    [
      'the source superseded by a later pass',
      [...inherited, finding(3, SOURCE, { testedAt: day(950) })],
      {},
      'inherited',
      [2],
    ],
    ['a fail in the way', [source, inheritance(), fail(3, ['sp3', 'h7285'])], {}, 'lapsed', [2]],
    ['its own revocation', [...inherited, act(3, 'revocation', 2)], {}, 'revoked', [2]],
    ['its own validity', [source, inheritance({ validTo: day(950) })], { os: 'sp3' }, 'expected', [1]],
    [
      'a later fail on the very cell, which contests it',
      [...inherited, fail(3, HERE, { testedAt: day(950), validFrom: day(951) })],
      {},
      'conflicting',
      [2, 3],
    ],
    ['no policy named', [inheritance({ policyVersion: null })], {}, 'inherited', [2]],
    ['a policy that nobody knows', [inheritance({ policyVersion: '1999.1' })], {}, 'inherited', [2]],
    ['an inheritance as its source', [finding(1, SOURCE, { kind: 'inherited' }), inheritance()], {}, 'lapsed', [2]],
    ['a declaration as its source', [finding(1, SOURCE, { kind: 'declaration' }), inheritance()], {}, 'lapsed', [2]],
    ['the OS out of support', inherited, { oses: { sp3: { endOfLife: day(950) } } }, 'lapsed', [2]],
  ])('%s', (_, findings, asked, status, sources) => {
    const answer = ask(findings, asked);
    expect([answer.status, answer.sources.map(({ number }) => number)]).toEqual([status, sources]);
  });

  it('goes by the policy it was reviewed under, whatever policy is in force', () => {
    const without: Asked = { policy: { version: '2027.1', rules: [] } };
    expect(ask(inherited, { ...without, policies: [{}] }).status).toBe('inherited');
    expect(ask(inherited, { ...without, policies: [{ rules: ['R1'] }] }).status).toBe('lapsed');
    expect(ask(inherited, { policy: { rules: ['R1'] } }).status).toBe('lapsed');
    // Finding 5 derives the cell under the policy in force, not under the one of the review.
    const byAnother = [...inherited, act(3, 'revocation', 1), other];
    expect(ask(byAnother, { policy: { version: '2027.1' }, policies: [{ rules: ['R4'] }] }).status).toBe('revoked');
  });

  it('takes the step of a rule that asks for review, which has happened', () => {
    const board = finding(1, HERE, { releaseId: RELEASES.board.id });
    const twin = inheritance({ releaseId: RELEASES.boardTwin.id });
    expect(ask([board], { about: 'boardTwin' }).status).toBe('unknown');
    expect(ask([board, twin], { about: 'boardTwin' }).status).toBe('inherited');
    expect(ask([board, twin], { about: 'boardTwin', releases: { board: { hardware: null } } }).status).toBe('lapsed');
  });

  it('is not kept alive by the base of a derived OS, which yields at most expected', () => {
    const findings = [
      finding(1, ['oe2203', 'h7280']),
      inheritance({ platform: finding(2, ['uosE', 'h7280']).platform }),
    ];
    expect(ask(findings, { os: 'uosE' })).toMatchObject({ status: 'expected', path: [{ rule: 'R5' }] });
    expect(ask(findings, { os: 'uosE', policy: { rules: [] } }).status).toBe('lapsed');
  });

  it.each<[string, readonly Finding[], Asked, number, string]>([
    ['its own end', inherited, {}, 1900, 'certificate-ends'],
    ['its only source', [{ ...source, validTo: day(1500) }, inheritance()], {}, 1500, 'certificate-ends'],
    [
      'the last of its sources',
      [{ ...source, validTo: day(1500) }, inheritance(), finding(5, ['sp3', 'h7285'], { validTo: day(1600) })],
      {},
      1600,
      'certificate-ends',
    ],
    ['the OS', inherited, { oses: { sp3: { endOfLife: day(1200) } } }, 1200, 'os-end-of-life'],
    ['the cap of its policy', inherited, { policy: { derivedValidityDays: 150 } }, 1050, 'policy-cap'],
    [
      'a revocation of its source to come',
      [...inherited, act(3, 'revocation', 1, { validFrom: day(1100) })],
      {},
      1100,
      'revocation',
    ],
  ])('ends with %s', (_, findings, asked, end, endsBecause) => {
    const answer = ask(findings, asked);
    expect(answer).toMatchObject({ status: 'inherited', validUntil: day(end), endsBecause });
    expect(ask(findings, { ...asked, validAt: day(end) - 1 }).status).toBe('inherited');
    expect(ask(findings, { ...asked, validAt: day(end) }).status).not.toBe('inherited');
  });

  it.each<[string, readonly Finding[], number | null, string | null]>([
    ['the revocation of its source', [source, inheritance(), act(3, 'revocation', 1)], 900, 'revocation'],
    ['the end of its source', [{ ...source, validTo: day(990) }, inheritance()], 990, 'certificate-ends'],
    ['no date where the source goes on', [source, inheritance(), fail(3, ['sp3', 'h7285'])], null, null],
    ['no date where the source is gone', [inheritance()], null, null],
  ])('tells as its end %s', (_, findings, end, endsBecause) => {
    expect(ask(findings)).toMatchObject({ validUntil: end === null ? null : day(end), endsBecause });
  });

  describe('as a stranger', () => {
    const untouched = ask([]);

    it.each<[string, readonly Finding[]]>([
      ['a hidden revocation of its source', [...inherited, act(3, 'revocation', 1, hidden)]],
      ['a hidden suspension of its source', [...inherited, act(3, 'suspension', 1, hidden)]],
      ['a hidden fail in the way', [...inherited, hiddenFail(3, ['sp3', 'h7285'])]],
      [
        'a hidden fail in the way, beside a source refused in the open',
        [...inherited, hiddenFail(3, ['sp3', 'h7285']), finding(5, ['sp4', 'h7280'])],
      ],
      ['a hidden fail on the cell', [...inherited, hiddenFail(3, HERE)]],
    ])('%s leaves the answer of an untouched cell', (_, findings) => {
      expect(ask(findings)).toEqual(untouched);
      expect(ask(findings, { audience: [CENTER] })).not.toEqual(untouched);
    });

    it('another inheritance of the cell that lives is shown', () => {
      const second = inheritance({ number: 6, id: 'finding-6', policyVersion: null, sourceFinding: null });
      const findings = [...inherited, second, hiddenFail(3, ['sp3', 'h7285'])];
      expect(ask(findings)).toMatchObject({ status: 'inherited', sources: [{ number: 6 }] });
    });

    it('what has ended in the open is told, whatever is hidden beside it', () => {
      const lapsed = [{ ...source, validTo: day(990) }, inheritance()];
      expect(ask([...lapsed, hiddenFail(3, ['sp3', 'h7285'])])).toEqual(ask(lapsed));
    });
  });
});
