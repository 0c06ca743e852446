import { describe, expect, it } from '@jest/globals';
import { act, ask, day, fail, finding } from './testing/example-world.js';
import type { Asked } from './testing/example-world.js';
import { earliest, latest } from './expiry.js';
import type { Finding } from './finding.js';

const HERE: ['sp3', 'h7280'] = ['sp3', 'h7280'];
const below = finding(1, ['sp2', 'h7280']);

describe('R11 expiry', () => {
  it.each<[string, readonly Finding[], Asked, string, number | null, string | null]>([
    ['a certificate ends when it says', [finding(1, HERE)], {}, 'certified', 2000, 'certificate-ends'],
    [
      '… whatever the OS or the product does',
      [finding(1, HERE)],
      {
        release: { endOfLife: day(1100) },
        oses: { sp3: { endOfLife: day(1100) } },
        policy: { derivedValidityDays: 1 },
      },
      'certified',
      2000,
      'certificate-ends',
    ],
    [
      'no end stated: the default validity',
      [finding(1, HERE, { validTo: null })],
      {},
      'certified',
      1995,
      'default-validity',
    ],
    ['an inheritance', [finding(1, HERE, { kind: 'inherited' })], {}, 'inherited', 2000, 'certificate-ends'],
    ['a declaration', [finding(1, HERE, { kind: 'declaration' })], {}, 'declared', 2000, 'declaration-ends'],
    [
      'the last of several declarations',
      [
        finding(1, HERE, { kind: 'declaration', validTo: day(1500) }),
        finding(2, HERE, { kind: 'declaration', declaredBy: { organizationId: 'org-cpu', as: 'cpu-vendor' } }),
      ],
      {},
      'declared',
      2000,
      'declaration-ends',
    ],
    ['a fail for ever', [fail(1, HERE)], {}, 'incompatible', null, null],
    [
      "a fail for the policy's fail validity",
      [fail(1, HERE)],
      { policy: { failValidityDays: 200 } },
      'incompatible',
      1100,
      'fail-validity',
    ],
    [
      'a fail with an end of its own',
      [fail(1, HERE, { validTo: day(1050) })],
      {},
      'incompatible',
      1050,
      'fail-validity',
    ],
    ['derived: the source', [below], {}, 'expected', 2000, 'certificate-ends'],
    ['derived: the OS', [below], { oses: { sp3: { endOfLife: day(1500) } } }, 'expected', 1500, 'os-end-of-life'],
    [
      "… not the source's OS",
      [below],
      { oses: { sp2: { endOfLife: day(1500) } } },
      'expected',
      2000,
      'certificate-ends',
    ],
    ['derived: the product', [below], { release: { endOfLife: day(1400) } }, 'expected', 1400, 'product-end-of-life'],
    ['derived: the cap', [below], { policy: { derivedValidityDays: 365 } }, 'expected', 1265, 'policy-cap'],
    [
      'derived: the first of all',
      [below],
      {
        release: { endOfLife: day(1300) },
        oses: { sp3: { endOfLife: day(1200) } },
        policy: { derivedValidityDays: 500 },
      },
      'expected',
      1200,
      'os-end-of-life',
    ],
    ['lapsed says when', [finding(1, HERE, { validTo: day(950) })], {}, 'lapsed', 950, 'certificate-ends'],
    [
      'revoked says when',
      [finding(1, HERE), act(2, 'revocation', 1, { validFrom: day(970) })],
      {},
      'revoked',
      970,
      'revocation',
    ],
    [
      'suspended says when',
      [finding(1, HERE), act(2, 'suspension', 1, { validFrom: day(970) })],
      {},
      'suspended',
      970,
      'suspension',
    ],
    [
      'an announced revocation',
      [finding(1, HERE), act(2, 'revocation', 1, { validFrom: day(1200) })],
      {},
      'certified',
      1200,
      'revocation',
    ],
    [
      'an announced suspension of the source',
      [below, act(2, 'suspension', 1, { validFrom: day(1200) })],
      {},
      'expected',
      1200,
      'suspension',
    ],
    [
      'of a suspension and a revocation announced for one day, the graver',
      [
        finding(1, HERE),
        act(2, 'suspension', 1, { validFrom: day(1200) }),
        act(3, 'revocation', 1, { validFrom: day(1200) }),
      ],
      {},
      'certified',
      1200,
      'revocation',
    ],
    [
      'an announced revocation that the asker may not see',
      [finding(1, HERE), act(2, 'revocation', 1, { validFrom: day(1200), visibility: 'parties' })],
      {},
      'certified',
      2000,
      'certificate-ends',
    ],
    ['a conflict has no date', [finding(1, HERE), fail(2, HERE)], {}, 'conflicting', null, null],
  ])('%s', (_, findings, asked, status, until, because) => {
    const answer = ask(findings, asked);
    expect([answer.status, answer.validUntil, answer.endsBecause]).toEqual([
      status,
      until === null ? null : day(until),
      because,
    ]);
  });

  it.each<[Asked, string, string]>([
    [{ oses: { sp3: { endOfLife: day(1000) } } }, 'os-end-of-life', 'R11'],
    [{ release: { endOfLife: day(1000) } }, 'product-end-of-life', 'R11'],
    [{ policy: { derivedValidityDays: 100 } }, 'policy-cap', 'R11'],
    [{ validAt: day(2000) }, 'source-lapsed', 'R11'],
  ])('derives nothing past the end: %j', (asked, code, rule) => {
    expect(ask([below], asked).unknownBecause).toMatchObject({ code, rule });
  });

  it('has every pass in force as a live source: the cap of the one does not end the other', () => {
    const granted = finding(2, ['sp2', 'h7280'], { testedAt: day(880), validFrom: day(950) });
    expect(ask([below, granted], { policy: { derivedValidityDays: 100 } })).toMatchObject({
      status: 'expected',
      sources: [{ number: 2 }],
      validUntil: day(1050),
    });
  });

  it('reads intervals as half-open', () => {
    const pass = finding(1, HERE);
    expect(ask([pass], { validAt: day(900) - 1 }).status).toBe('unknown');
    expect(ask([pass], { validAt: day(900) }).status).toBe('certified');
    expect(ask([pass], { validAt: day(2000) - 1 }).status).toBe('certified');
    expect(ask([pass], { validAt: day(2000) }).status).toBe('lapsed');
  });

  it('answers for what was known at a revision', () => {
    const findings = [finding(5, HERE), act(9, 'revocation', 5)];
    expect(ask(findings, { knownAtRevision: 4 })).toEqual({ ...ask([]), knownAtRevision: 4 });
    expect(ask(findings, { knownAtRevision: 5 }).status).toBe('certified');
    expect(ask(findings, { knownAtRevision: 9 }).status).toBe('revoked');
  });
});

describe('ends', () => {
  const [soon, late] = [
    { at: 1, because: 'os-end-of-life' },
    { at: 2, because: 'certificate-ends' },
  ] as const;

  it('never is the latest end, and no end at all', () => {
    expect(earliest([late, null, soon])).toBe(soon);
    expect(earliest([null])).toBeNull();
    expect(earliest([soon, { at: 1, because: 'policy-cap' }])).toBe(soon);
    expect(latest([late, soon])).toBe(late);
    expect(latest([late, null])).toBeNull();
  });
});
