import { describe, expect, it } from '@jest/globals';
import { act, ask, CENTER, day, fail, finding, hiddenFail, VENDOR } from './testing/example-world.js';
import type { Asked } from './testing/example-world.js';
import type { CellStatus } from './cell.js';
import type { Finding } from './finding.js';

const HERE: ['sp3', 'h7280'] = ['sp3', 'h7280'];
const SIBLING: ['sp3', 'h7285'] = ['sp3', 'h7285'];

const pass = finding(1, HERE);
const sibling = finding(2, SIBLING);
const inherited = finding(3, HERE, { kind: 'inherited' });
const declared = finding(4, HERE, { kind: 'declaration' });
const declaredNot = finding(5, HERE, {
  kind: 'declaration',
  verdict: 'fail',
  declaredBy: { organizationId: 'org-os', as: 'os-vendor' },
});
const laterFail = fail(6, HERE, { testedAt: day(950), validFrom: day(951) });
const earlierFail = fail(7, HERE, { testedAt: day(850) });
const lapsedPass = finding(8, HERE, { validTo: day(950) });
const revocation = act(9, 'revocation', 1);
const suspension = act(10, 'suspension', 1);

describe('R10 precedence', () => {
  it.each<[string, readonly Finding[], CellStatus, readonly number[]]>([
    ['a direct pass in force', [pass], 'certified', [1]],
    ['direct above inherited, derived and declared', [pass, inherited, sibling, declared], 'certified', [1]],
    ['a direct fail', [fail(1, HERE)], 'incompatible', [1]],
    ['a direct fail above derived and declared', [fail(1, HERE), sibling, declared], 'incompatible', [1]],
    ['a direct fail above an inheritance granted after it', [earlierFail, inherited], 'incompatible', [7]],
    ['inherited above derived and declared', [inherited, sibling, declared], 'inherited', [3]],
    ['derived above declared', [sibling, declared], 'expected', [2]],
    ['declared', [declared], 'declared', [4]],
    ['nothing', [], 'unknown', []],

    ['a revocation ends the finding it names', [pass, revocation], 'revoked', [1]],
    ['… not its cell', [pass, finding(11, HERE, { testedAt: day(880) }), revocation], 'certified', [11]],
    ['… nor another finding', [pass, act(9, 'revocation', 77)], 'certified', [1]],
    ['a suspension too', [pass, suspension], 'suspended', [1]],
    ['revoked above suspended', [pass, suspension, revocation], 'revoked', [1]],
    ['revoked above lapsed', [lapsedPass, act(9, 'revocation', 8)], 'revoked', [8]],
    ['a suspension outlives the validity', [lapsedPass, act(9, 'suspension', 8)], 'suspended', [8]],
    ['revoked blocks derived', [pass, revocation, sibling], 'revoked', [1]],
    ['suspended blocks derived', [pass, suspension, sibling], 'suspended', [1]],
    ['inherited outranks revoked', [pass, revocation, inherited], 'inherited', [3]],
    ['revoked is not covered up by a declaration', [pass, revocation, declared], 'revoked', [1]],
    ['lapsed', [lapsedPass], 'lapsed', [8]],
    ['derived outranks lapsed', [lapsedPass, sibling], 'expected', [2]],
    ['lapsed is not covered up by a declaration', [lapsedPass, declared], 'lapsed', [8]],
    [
      'a later direct pass certifies again',
      [pass, revocation, finding(11, HERE, { testedAt: day(899) })],
      'certified',
      [11],
    ],
    [
      'the last ended pass is the one that shows',
      [pass, revocation, finding(11, HERE, { testedAt: day(899), validTo: day(950) })],
      'lapsed',
      [11],
    ],
    [
      'of passes of one instant the one that ended worst shows',
      [pass, revocation, finding(11, HERE, { validTo: day(950) })],
      'revoked',
      [1],
    ],
    ['an ended inheritance shows likewise', [inherited, act(9, 'revocation', 3), sibling], 'revoked', [3]],
    ['a lapsed inheritance too', [finding(3, HERE, { kind: 'inherited', validTo: day(950) })], 'lapsed', [3]],
    [
      'a later direct pass took the place of a revoked inheritance',
      [inherited, act(9, 'revocation', 3), finding(11, HERE, { testedAt: day(910), validTo: day(950) }), sibling],
      'expected',
      [2],
    ],
    ['a revoked fail leaves nothing behind', [fail(1, HERE), revocation, sibling], 'expected', [2]],

    ['the latest by test end counts', [pass, earlierFail], 'certified', [1]],
    ['a fail later than a certificate in force', [pass, laterFail], 'conflicting', [1, 6]],
    ['same instant: the fail counts', [pass, fail(6, HERE)], 'conflicting', [1, 6]],
    ['a fail later than an inherited certificate', [inherited, laterFail], 'conflicting', [3, 6]],
    ['a fail later than a lapsed certificate', [lapsedPass, laterFail], 'incompatible', [6]],
    ['a fail and a revoked certificate', [pass, revocation, laterFail], 'incompatible', [6]],
    [
      'a pass later than the fail settles it',
      [pass, laterFail, finding(11, HERE, { testedAt: day(960) })],
      'certified',
      [11],
    ],
    ['a fail stays ended when the later pass lapses', [lapsedPass, earlierFail], 'lapsed', [8]],
    ['a fail stands again when the later pass is revoked', [pass, revocation, earlierFail], 'incompatible', [7]],
    ['a fail stands again while the later pass is suspended', [pass, suspension, earlierFail], 'incompatible', [7]],

    [
      'disagreeing inheritances',
      [inherited, finding(11, HERE, { kind: 'inherited', verdict: 'fail' })],
      'conflicting',
      [3, 11],
    ],
    ['an inherited fail alone', [finding(11, HERE, { kind: 'inherited', verdict: 'fail' }), sibling], 'unknown', [11]],
    ['disagreeing declarations', [declared, declaredNot], 'conflicting', [5, 4]],
    ['a declared fail alone is no incompatibility', [declaredNot], 'unknown', [5]],
    ['disagreeing declarations below a derived answer', [declared, declaredNot, sibling], 'expected', [2]],
    [
      'a declarer has only a last word',
      [declared, finding(11, HERE, { kind: 'declaration', verdict: 'fail', validFrom: day(901) })],
      'unknown',
      [11],
    ],
    ['a revoked declaration is no voice', [declared, act(9, 'revocation', 4)], 'unknown', []],
  ])('%s', (_, findings, status, sources) => {
    const answer = ask(findings);
    expect([answer.status, answer.sources.map(({ number }) => number)]).toEqual([status, sources]);
    expect(answer.unknownBecause === null).toBe(status !== 'unknown');
  });

  it('names a certificate: every finding of it ends, on every platform', () => {
    const findings = [pass, finding(2, ['sp4', 'h7380'], { certificateNumber: 'SP-1' })];
    const ended = [...findings, act(9, 'revocation', null, { certificateNumber: 'SP-1' })];
    expect(ask(ended).status).toBe('revoked');
    expect(ask(ended, { os: 'sp4', cpu: 'h7380' }).status).toBe('revoked');
    const oneEnded = [...findings, act(9, 'revocation', 1, { certificateNumber: 'SP-1' })];
    expect(ask(oneEnded, { os: 'sp4', cpu: 'h7380' }).status).toBe('certified');
    const nothingNamed = [finding(1, HERE, { certificateNumber: null }), act(9, 'revocation', null)];
    expect(ask(nothingNamed).status).toBe('certified');
  });

  it('lets a suspension end by its own date or by reinstatement, and a revocation by neither', () => {
    const suspended = [pass, act(9, 'suspension', 1, { validFrom: day(950), validTo: day(990) })];
    expect(ask(suspended, { validAt: day(949) }).status).toBe('certified');
    expect(ask(suspended, { validAt: day(950) }).status).toBe('suspended');
    expect(ask(suspended, { validAt: day(990) }).status).toBe('certified');
    const reinstated = [pass, suspension, act(11, 'reinstatement', 1, { validFrom: day(980) })];
    expect(ask(reinstated, { validAt: day(979) }).status).toBe('suspended');
    expect(ask(reinstated).status).toBe('certified');
    const again = [...reinstated, act(12, 'suspension', 1, { validFrom: day(985) })];
    expect(ask(again).status).toBe('suspended');
    expect(ask([pass, revocation, act(11, 'reinstatement', 1, { validFrom: day(980) })]).status).toBe('revoked');
    // The suspension was recorded after the reinstatement of the same day: the last word holds.
    expect(ask([pass, act(11, 'reinstatement', 1), act(12, 'suspension', 1)]).status).toBe('suspended');
  });

  it('R12: whatever ends the only source ends what was derived from it, at once', () => {
    expect(ask([sibling]).status).toBe('expected');
    const revoked = [sibling, act(9, 'revocation', 2, { validFrom: day(990) })];
    expect(ask(revoked, { validAt: day(989) }).status).toBe('expected');
    expect(ask(revoked).unknownBecause).toMatchObject({ code: 'source-revoked', rule: 'R12' });
    expect(ask([sibling, act(9, 'suspension', 2)]).unknownBecause).toMatchObject({
      code: 'source-suspended',
      rule: 'R12',
    });
    const other = finding(11, ['sp2', 'h7280']);
    expect(ask([...revoked, other])).toMatchObject({ status: 'expected', sources: [{ number: 11 }] });
  });

  it.each<[string, readonly Finding[], Asked]>([
    ['a certificate', [finding(1, HERE, { scheme: 'development' })], {}],
    ['a lapsed one', [finding(1, HERE, { scheme: 'development', validTo: day(950) })], {}],
    ['a revoked one', [finding(1, HERE, { scheme: 'development' }), revocation], {}],
    ['a contested one', [finding(1, HERE, { scheme: 'development' }), laterFail], {}],
    ['a fail', [fail(1, HERE, { scheme: 'development' })], {}],
    ['what is derived from it', [finding(1, SIBLING, { scheme: 'development' })], {}],
  ])('shows the development scheme on %s', (_, findings, asked) => {
    expect(ask(findings, asked).scheme).toBe('development');
  });

  it('derives from a formal certificate rather than a development one', () => {
    const findings = [finding(1, SIBLING, { scheme: 'development' }), finding(2, ['sp1', 'h7290'])];
    expect(ask(findings)).toMatchObject({ status: 'expected', scheme: 'xinchuang-basic', sources: [{ number: 2 }] });
  });

  it('lists the declarations in force beside any status', () => {
    const answer = ask([pass, declared, declaredNot]);
    expect(answer.status).toBe('certified');
    expect(answer.declaredBy).toEqual([
      { organizationId: 'org-os', as: 'os-vendor', verdict: 'fail' },
      { organizationId: VENDOR, as: 'vendor', verdict: 'pass' },
    ]);
  });

  describe('as a stranger', () => {
    it('a hidden fail leaves the public certificate standing, and withholds an inheritance', () => {
      const hidden = hiddenFail(6, HERE, { testedAt: day(950), validFrom: day(951) });
      expect(ask([pass, hidden])).toEqual(ask([pass]));
      expect(ask([pass, hidden], { audience: [CENTER] }).status).toBe('conflicting');
      expect(ask([inherited, hidden])).toEqual(ask([]));
      expect(ask([inherited, hidden, finding(11, ['sp4', 'h7280'])])).toEqual(ask([]));
      expect(ask([inherited, hidden], { audience: [CENTER] }).status).toBe('conflicting');
      expect(ask([declared, hidden])).toEqual(ask([declared]));
    });

    it('a hidden pass that ended shows nothing', () => {
      const hidden = { visibility: 'parties', parties: [CENTER] } as const;
      const lapsed = [finding(1, HERE, { validTo: day(950), ...hidden })];
      expect(ask(lapsed)).toEqual(ask([]));
      expect(ask(lapsed, { audience: [CENTER] }).status).toBe('lapsed');
    });

    it('a hidden suspension is not told either, unless a visible act says as much', () => {
      const hidden = act(9, 'suspension', 1, { visibility: 'parties', parties: [CENTER] });
      expect(ask([pass, hidden])).toEqual(ask([]));
      expect(ask([pass, hidden, act(10, 'suspension', 1, { validFrom: day(950) })])).toMatchObject({
        status: 'suspended',
        validUntil: day(950),
      });
    });

    it('a hidden revocation ends the certificate without being told', () => {
      const hidden = act(9, 'revocation', 1, { visibility: 'parties', parties: [CENTER] });
      expect(ask([pass, hidden, sibling])).toEqual(ask([]));
      expect(ask([pass, hidden, sibling], { audience: [CENTER] }).status).toBe('revoked');
      expect(ask([sibling, act(9, 'revocation', 2, { visibility: 'parties' })])).toEqual(ask([]));
    });
  });
});
