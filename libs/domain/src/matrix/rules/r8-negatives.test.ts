import { describe, expect, it } from '@jest/globals';
import { act, ask, CENTER, day, fail, finding, hiddenFail } from '../testing/example-world.js';
import type { CpuKey, OsKey } from '../testing/example-world.js';
import type { Finding } from '../finding.js';

describe('R8 negatives, R9 depth', () => {
  const source = finding(1, ['sp1', 'h7280']);

  it.each<[string, [OsKey, CpuKey], Partial<Finding>, string]>([
    ['on a release passed over', ['sp2', 'h7280'], {}, 'unknown'],
    ['later on the source cell', ['sp1', 'h7280'], { testedAt: day(895) }, 'unknown'],
    ['on the source cell at the instant of its pass', ['sp1', 'h7280'], {}, 'unknown'],
    ['on a sibling of the cell asked about', ['sp3', 'h7285'], {}, 'unknown'],
    ['on a sibling on a release passed over', ['sp2', 'h7285'], {}, 'unknown'],
    ['on the source cell before its pass', ['sp1', 'h7280'], { testedAt: day(800) }, 'expected'],
    ['on a sibling of the source, whose own test passed', ['sp1', 'h7285'], {}, 'expected'],
    ['on a release further on', ['sp4', 'h7280'], {}, 'expected'],
    ['on another generation', ['sp3', 'h7380'], {}, 'expected'],
    ['on a CPU of ambiguous generation', ['sp3', 'h7265'], {}, 'expected'],
    ['on another ISA', ['sp2', 'kunpeng920'], {}, 'expected'],
    ['on another major', ['v11', 'h7280'], {}, 'expected'],
  ])('R4 with a fail %s', (_, at, change, status) => {
    const answer = ask([source, fail(2, at, change)]);
    expect(answer.status).toBe(status);
    if (status === 'unknown') expect(answer.unknownBecause).toMatchObject({ code: 'fail-in-the-way', rule: 'R8' });
  });

  it('cuts the chain until a later direct pass, on the cell that failed or further along', () => {
    const cut = [source, fail(2, ['sp2', 'h7280'])];
    expect(ask(cut).status).toBe('unknown');
    expect(ask(cut, { os: 'sp4' }).status).toBe('unknown');
    const retested = [...cut, finding(3, ['sp2', 'h7280'], { testedAt: day(895) })];
    expect(ask(retested)).toMatchObject({ status: 'expected', sources: [{ number: 3 }] });
    const testedFurtherOn = [...cut, finding(3, ['sp3', 'h7280'])];
    expect(ask(testedFurtherOn, { os: 'sp4' })).toMatchObject({ status: 'expected', sources: [{ number: 3 }] });
  });

  it('is over for good once a later direct pass has shown the cell to work, be that pass lapsed', () => {
    const lapsed = finding(3, ['sp2', 'h7280'], { testedAt: day(895), validTo: day(950) });
    expect(ask([source, fail(2, ['sp2', 'h7280']), lapsed])).toMatchObject({
      status: 'expected',
      sources: [{ number: 1 }],
    });
  });

  it('starts from a pass later than the fail, never from the one before it', () => {
    const formal = finding(1, ['sp2', 'h7280'], { testedAt: day(880) });
    const failed = fail(2, ['sp2', 'h7280'], { testedAt: day(885) });
    const development = finding(3, ['sp2', 'h7280'], { testedAt: day(890), scheme: 'development' });
    expect(ask([formal, failed, development])).toMatchObject({ status: 'expected', scheme: 'development' });
    expect(ask([formal, development])).toMatchObject({ status: 'expected', scheme: 'xinchuang-basic' });
  });

  it('ends with the fail: revoked, suspended, or past its validity', () => {
    const cut = [source, fail(2, ['sp2', 'h7280'])];
    expect(ask([...cut, act(3, 'revocation', 2)]).status).toBe('expected');
    expect(ask([...cut, act(3, 'suspension', 2)]).status).toBe('expected');
    expect(ask(cut, { policy: { failValidityDays: 99 } }).status).toBe('expected');
    expect(ask(cut, { policy: { failValidityDays: 101 } }).status).toBe('unknown');
  });

  it('blocks siblings on the same OS release under R1 alone', () => {
    const findings = [finding(1, ['sp3', 'h7285']), fail(2, ['sp3', 'h7290'])];
    expect(ask(findings).unknownBecause).toMatchObject({ code: 'fail-in-the-way', rule: 'R8' });
  });

  it('lets R1 and R4 combine, CPU first, and names both steps', () => {
    const answer = ask([finding(1, ['sp1', 'h7285'])]);
    expect(answer.status).toBe('expected');
    expect(answer.path).toEqual([
      { rule: 'R1', from: { cpu: 'hygon/7285' }, findingId: 'finding-1', certificate: 'SP-1' },
      { rule: 'R4', from: { os: 'kylinsoft/kylin-server@v10-sp1' }, findingId: 'finding-1', certificate: 'SP-1' },
    ]);
  });

  it('refuses two steps where the policy allows one, and prefers one step to two', () => {
    const [far, near] = [finding(1, ['sp2', 'h7285'], { testedAt: day(899) }), finding(2, ['sp1', 'h7280'])];
    expect(ask([far], { policy: { maxSteps: 1 } }).unknownBecause).toMatchObject({
      code: 'too-many-steps',
      rule: 'R9',
    });
    expect(ask([far, near])).toMatchObject({ status: 'expected', sources: [{ number: 2 }] });
  });

  it.each<[string, [OsKey, CpuKey]]>([
    ['at the corner', ['sp1', 'h7280']],
    ['on a release passed over', ['sp2', 'h7280']],
    ["on the source's CPU on a release passed over", ['sp2', 'h7285']],
    ['on a third sibling beside the source', ['sp1', 'h7290']],
  ])('blocks two steps by a fail %s', (_, at) => {
    expect(ask([finding(1, ['sp1', 'h7285']), fail(2, at)]).unknownBecause).toMatchObject({ rule: 'R8' });
  });

  it('starts no inference from a declaration, an inheritance or an edge between two products', () => {
    expect(ask([finding(1, ['sp2', 'h7280'], { kind: 'declaration' })]).status).toBe('unknown');
    expect(ask([finding(1, ['sp2', 'h7280'], { kind: 'inherited' })]).status).toBe('unknown');
    expect(ask([finding(1, ['sp2', 'h7280'], { secondReleaseId: 'jdk' })]).status).toBe('unknown');
  });

  describe('a fail that the asker may not see', () => {
    const untouched = ask([]);

    it.each<[string, [OsKey, CpuKey], Partial<Finding>]>([
      ['on the cell', ['sp3', 'h7280'], {}],
      ['on a release passed over', ['sp2', 'h7280'], {}],
      ['on a sibling', ['sp3', 'h7285'], {}],
      ['later on the source cell', ['sp1', 'h7280'], { testedAt: day(895) }],
    ])('%s blocks all the same, and leaves the answer of an untouched cell', (_, at, change) => {
      const findings = [source, hiddenFail(2, at, change)];
      expect(ask(findings)).toEqual(untouched);
      expect(ask(findings, { audience: ['org-stranger'] })).toEqual(untouched);
      expect(ask(findings, { audience: [CENTER] })).not.toEqual(untouched);
    });

    it('stays unmentioned where another source is refused for a visible reason', () => {
      const findings = [source, hiddenFail(2, ['sp2', 'h7280']), finding(3, ['sp4', 'h7280'])];
      expect(ask(findings)).toEqual(untouched);
    });

    it('changes nothing where nothing would have been inferred anyway', () => {
      const refused = [finding(1, ['sp4', 'h7280'])];
      expect(ask([...refused, hiddenFail(2, ['sp3', 'h7280'])])).toEqual(ask(refused));
    });

    it('does not replace the visible reason of the same source', () => {
      const findings = [source, hiddenFail(2, ['sp2', 'h7280'])];
      const answer = ask(findings, { release: { abiLevel: 'level2' } });
      expect(answer).toEqual(ask([source], { release: { abiLevel: 'level2' } }));
    });

    it('shows as the reason once published', () => {
      const findings = [source, hiddenFail(2, ['sp2', 'h7280']), act(3, 'publication', 2)];
      expect(ask(findings).unknownBecause).toMatchObject({ code: 'fail-in-the-way', rule: 'R8' });
      expect(ask(findings, { knownAtRevision: 2 })).toEqual({ ...untouched, knownAtRevision: 2 });
    });
  });
});
