import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { act, ask, CENTER, CPUS, day, finding, hiddenFail, OSES, VENDOR } from './testing/example-world.js';
import type { Asked, CpuKey, OsKey } from './testing/example-world.js';
import type { CellAnswer } from './cell.js';
import type { Finding } from './finding.js';

/*
 * A narrow world on purpose (five OS releases, five CPUs, twenty days): collisions, ties and chains are common in it.
 */
const osKey = fc.constantFrom<OsKey>('sp1', 'sp2', 'sp2', 'sp3', 'sp3', 'sp3', 'sp4', 'v11');
const cpuKey = fc.constantFrom<CpuKey>('h7280', 'h7280', 'h7280', 'h7285', 'h7285', 'h7290', 'h7380', 'kunpeng920');
const at = fc.integer({ min: 0, max: 20 });
const until = fc.option(fc.integer({ min: 1, max: 25 }), { nil: null });

const statement = fc
  .record({
    os: osKey,
    cpu: cpuKey,
    kind: fc.constantFrom(
      'direct' as const,
      'direct' as const,
      'direct' as const,
      'inherited' as const,
      'declaration' as const,
    ),
    verdict: fc.constantFrom('pass' as const, 'pass' as const, 'fail' as const),
    isHidden: fc.boolean(),
    scheme: fc.constantFrom('xinchuang-basic', 'development'),
    tested: at,
    delay: fc.integer({ min: 0, max: 3 }),
    lasts: until,
    as: fc.constantFrom('vendor' as const, 'os-vendor' as const),
  })
  .map((s) => (number: number): Finding => {
    return finding(number, [s.os, s.cpu], {
      kind: s.kind,
      verdict: s.verdict,
      visibility: s.isHidden ? 'parties' : 'public',
      parties: [CENTER],
      scheme: s.kind === 'declaration' ? null : s.scheme,
      testedAt: s.kind === 'direct' ? day(s.tested) : null,
      validFrom: day(s.tested + s.delay),
      validTo: s.lasts === null ? null : day(s.tested + s.delay + s.lasts),
      ...(s.kind === 'declaration' ? { declaredBy: { organizationId: `org-${s.as}`, as: s.as } } : {}),
    });
  });

const deed = fc
  .record({
    kind: fc.constantFrom(
      'revocation' as const,
      'suspension' as const,
      'reinstatement' as const,
      'publication' as const,
    ),
    names: fc.integer({ min: 1, max: 12 }),
    from: at,
    lasts: until,
    isHidden: fc.boolean(),
  })
  .map(
    (d) =>
      (number: number): Finding =>
        act(number, d.kind, d.names, {
          validFrom: day(d.from),
          validTo: d.kind === 'suspension' && d.lasts !== null ? day(d.from + d.lasts) : null,
          visibility: d.isHidden ? 'parties' : 'public',
          parties: [CENTER],
        }),
  );

/** Numbered in order of recording, from 1. */
const ledger = fc
  .array(fc.oneof({ weight: 4, arbitrary: statement }, { weight: 1, arbitrary: deed }), { maxLength: 12 })
  .map((makers) => makers.map((make, index) => make(index + 1)));

const question: fc.Arbitrary<Asked> = fc
  .record({
    os: osKey,
    cpu: cpuKey,
    audience: fc.constantFrom<readonly string[]>([], ['org-other'], [CENTER], [VENDOR]),
    validAt: at.map(day),
    failValidityDays: fc.constantFrom(null, 5),
    derivedValidityDays: fc.constantFrom(null, 6),
    endOfLife: fc.constantFrom(null, day(15)),
  })
  .map(({ failValidityDays, derivedValidityDays, endOfLife, ...asked }) => ({
    ...asked,
    policy: { failValidityDays, derivedValidityDays },
    release: { endOfLife },
  }));
const stranger = question.map((asked) => ({ ...asked, audience: [] }));

const POSITIVE: readonly string[] = ['certified', 'inherited', 'expected', 'declared'];
const isPositive = (answer: CellAnswer): boolean => POSITIVE.includes(answer.status);

const runs = { numRuns: 2000 };

describe('properties of the evaluator', () => {
  it('does not depend on the order of the findings', () => {
    const shuffled = ledger.chain((findings) =>
      fc.tuple(fc.constant(findings), fc.shuffledSubarray(findings, { minLength: findings.length })),
    );
    fc.assert(
      fc.property(shuffled, question, ([findings, mixed], asked) => {
        expect(ask(mixed, asked)).toEqual(ask(findings, asked));
      }),
      runs,
    );
  });

  it('a hidden fail never turns a stranger’s answer positive or incompatible, nor shows in it', () => {
    fc.assert(
      fc.property(ledger, osKey, cpuKey, at, stranger, (findings, os, cpu, tested, asked) => {
        const before = ask(findings, asked);
        const hidden = hiddenFail(99, [os, cpu], { testedAt: day(tested), validFrom: day(tested) });
        const after = ask([...findings, hidden], asked);
        if (!isPositive(before)) expect(isPositive(after)).toBe(false);
        if (before.status !== 'incompatible') expect(after.status).not.toBe('incompatible');
        expect(JSON.stringify(after)).not.toContain('finding-99');
        if (after.status === 'unknown' && isPositive(before)) {
          expect(['nothing-known', 'declared-not-to-run']).toContain(after.unknownBecause?.code);
          expect(after).toMatchObject({ path: [], unknownBecause: { rule: null, nearest: null } });
        }
      }),
      runs,
    );
  });

  it('never mentions a finding that the asker may not see', () => {
    fc.assert(
      fc.property(ledger, stranger, (findings, asked) => {
        const open = new Set(
          findings
            .filter(
              (one) =>
                one.visibility === 'public' ||
                findings.some(
                  (act_) =>
                    act_.kind === 'publication' && act_.visibility === 'public' && act_.endsFinding === one.number,
                ),
            )
            .map(({ id }) => id),
        );
        const answer = ask(findings, asked);
        const mentioned = [
          ...answer.sources.map(({ id }) => id),
          ...answer.path.map(({ findingId }) => findingId),
          ...(answer.unknownBecause?.nearest == null ? [] : [answer.unknownBecause.nearest.findingId]),
        ];
        for (const id of mentioned) expect(open).toContain(id);
      }),
      runs,
    );
  });

  it('certifies only inside the interval of a pass on the very cell', () => {
    fc.assert(
      fc.property(ledger, question, (findings, asked) => {
        const answer = ask(findings, asked);
        if (answer.status !== 'certified') return;
        const source = findings.find(({ number }) => number === answer.sources[0]?.number);
        expect(source).toMatchObject({ kind: 'direct', verdict: 'pass' });
        expect(source?.platform).toEqual({
          osReleaseId: OSES[asked.os ?? 'sp3'].id,
          cpuModelId: CPUS[asked.cpu ?? 'h7280'].id,
        });
        expect(source?.validFrom).toBeLessThanOrEqual(answer.validAt);
        expect(source?.validTo ?? Infinity).toBeGreaterThan(answer.validAt);
        expect(answer.validUntil).toBeGreaterThan(answer.validAt);
      }),
      runs,
    );
  });

  it('a finding that was not known yet does not exist', () => {
    fc.assert(
      fc.property(ledger, question, fc.integer({ min: 0, max: 12 }), (findings, asked, knownAtRevision) => {
        const known = findings.filter(({ revision }) => revision <= knownAtRevision);
        expect(ask(findings, { ...asked, knownAtRevision })).toEqual(ask(known, { ...asked, knownAtRevision }));
      }),
      runs,
    );
  });

  it('a derived answer has one live, visible source of its own scheme, and at most one step per axis', () => {
    let derived = 0;
    fc.assert(
      fc.property(ledger, question, (findings, asked) => {
        const answer = ask(findings, asked);
        if (answer.status !== 'expected') {
          expect(answer.path).toEqual([]);
          return;
        }
        derived += 1;
        expect(answer.sources).toHaveLength(1);
        const source = findings.find(({ number }) => number === answer.sources[0]?.number);
        expect(source).toMatchObject({ kind: 'direct', verdict: 'pass', scheme: answer.scheme });
        expect([['R1'], ['R4'], ['R1', 'R4']]).toContainEqual(answer.path.map(({ rule }) => rule));
        const cpu = Object.values(CPUS).find(({ id }) => id === source?.platform.cpuModelId);
        expect(cpu?.isa).toBe(CPUS[asked.cpu ?? 'h7280'].isa);
        expect(answer.validUntil).toBeGreaterThan(answer.validAt);
        // The source's own cell is certified too, by the source or a later pass.
        const os = (Object.keys(OSES) as OsKey[]).find((key) => OSES[key].id === source?.platform.osReleaseId);
        const on = (Object.keys(CPUS) as CpuKey[]).find((key) => CPUS[key].id === cpu?.id);
        if (os !== undefined && on !== undefined) {
          expect(ask(findings, { ...asked, os, cpu: on }).status).toBe('certified');
        }
      }),
      runs,
    );
    expect(derived).toBeGreaterThan(50);
  });

  it('R12: revoking the source takes the derived answer away from it, and revoking all sources leaves none', () => {
    fc.assert(
      fc.property(ledger, question, (findings, asked) => {
        const before = ask(findings, asked);
        if (before.status !== 'expected') return;
        const revoke = (number: number): Finding =>
          act(100 + number, 'revocation', number, { validFrom: before.validAt });
        const without = ask([...findings, ...before.sources.map(({ number }) => revoke(number))], asked);
        expect(without.sources).not.toEqual(before.sources);
        const passes = findings.filter(({ kind, verdict }) => kind === 'direct' && verdict === 'pass');
        expect(ask([...findings, ...passes.map(({ number }) => revoke(number))], asked).status).not.toBe('expected');
      }),
      runs,
    );
  });

  it('revoking a pass never makes an answer positive', () => {
    fc.assert(
      fc.property(ledger, question, fc.integer({ min: 1, max: 12 }), at, (findings, asked, number, from) => {
        if (!findings.some((one) => one.number === number && one.verdict === 'pass')) return;
        const after = ask([...findings, act(99, 'revocation', number, { validFrom: day(from) })], asked);
        if (isPositive(after)) expect(isPositive(ask(findings, asked))).toBe(true);
      }),
      runs,
    );
  });

  it('a positive answer no longer rests on its source once its validity is over', () => {
    fc.assert(
      fc.property(ledger, question, (findings, asked) => {
        const answer = ask(findings, asked);
        if (!isPositive(answer)) return;
        expect(answer.validUntil).not.toBeNull();
        const then = ask(findings, { ...asked, validAt: answer.validUntil ?? 0 });
        if (then.status === answer.status) expect(then.sources).not.toEqual(answer.sources);
      }),
      runs,
    );
  });

  it('a fail on the very cell, seen by a party, leaves nothing derived, inherited or declared', () => {
    fc.assert(
      fc.property(ledger, question, (findings, asked) => {
        const last = hiddenFail(99, [asked.os ?? 'sp3', asked.cpu ?? 'h7280'], {
          testedAt: day(20),
          validFrom: asked.validAt ?? day(20),
        });
        const answer = ask([...findings, last], { ...asked, audience: [CENTER] });
        expect(['incompatible', 'conflicting', 'certified']).toContain(answer.status);
        if (answer.status === 'certified') {
          const source = findings.find(({ number }) => number === answer.sources[0]?.number);
          expect(source?.testedAt).toBeGreaterThan(day(20));
        }
      }),
      runs,
    );
  });

  it('says why exactly when it is unknown', () => {
    fc.assert(
      fc.property(ledger, question, (findings, asked) => {
        const answer = ask(findings, asked);
        expect(answer.unknownBecause !== null).toBe(answer.status === 'unknown');
        expect(answer.validUntil === null).toBe(answer.endsBecause === null);
      }),
      runs,
    );
  });
});
