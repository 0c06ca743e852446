import { describe, expect, it } from '@jest/globals';
import { ask, fail, finding, RELEASES } from '../testing/example-world.js';
import type { Asked, CpuKey, OsKey, ReleaseKey } from '../testing/example-world.js';
import type { Rebrand } from '../release-facts.js';

const HERE: [OsKey, CpuKey] = ['sp3', 'h7280'];
const original = finding(1, HERE);
const agreement = (change: Partial<Rebrand>): Asked => ({
  about: 'renamed',
  release: {
    rebrand: { originalId: RELEASES.p3.id, offered: true, consented: true, forbidden: false, ...change },
  },
});

describe('R7 rebrands', () => {
  it('infers from the original to its rebrand', () => {
    expect(ask([original], { about: 'renamed' })).toMatchObject({
      release: 'reseller/db@1',
      status: 'expected',
      path: [{ rule: 'R7', from: { release: 'dameng/dm8@8.1.3' }, findingId: 'finding-1', certificate: 'SP-1' }],
    });
  });

  it.each<[string, Asked, string, string]>([
    ['not offered', agreement({ offered: false }), 'R7', 'rebrand-not-agreed'],
    ['not consented to', agreement({ consented: false }), 'R7', 'rebrand-not-agreed'],
    ['forbidden', agreement({ forbidden: true }), 'R7', 'rebrand-forbidden'],
    ['forbidden and not agreed', agreement({ offered: false, forbidden: true }), 'R7', 'rebrand-not-agreed'],
    ['a rebrand of a rebrand', { about: 'again' }, 'R7', 'rebrand-two-hops'],
    ['a rebrand of another release', agreement({ originalId: RELEASES.p1.id }), 'R6', 'other-product'],
    [
      '… under this rule alone',
      { ...agreement({ originalId: RELEASES.p1.id }), policy: { rules: ['R7'] } },
      'R7',
      'not-a-rebrand',
    ],
    ['a policy without it', { about: 'renamed', policy: { rules: ['R6'] } }, 'R6', 'other-product'],
  ])('refuses: %s', (_, asked, rule, code) => {
    expect(ask([original], asked).unknownBecause).toMatchObject({ rule, code, nearest: { findingId: 'finding-1' } });
  });

  it('never goes back to the original, and starts from what was tested under the second name', () => {
    const renamed = finding(2, HERE, { releaseId: RELEASES.renamed.id });
    expect(ask([renamed]).unknownBecause).toMatchObject({ code: 'other-product' });
    expect(ask([renamed], { about: 'again' })).toMatchObject({ status: 'expected', path: [{ rule: 'R7' }] });
  });

  it('is no second step beside R6 on one axis', () => {
    const earlier = finding(1, HERE, { releaseId: RELEASES.p2.id });
    expect(ask([earlier], { about: 'renamed' }).status).toBe('unknown');
  });

  it.each<[string, ReleaseKey, CpuKey, string]>([
    ['of the rebrand on a sibling', 'renamed', 'h7285', 'unknown'],
    ['of the original on a sibling', 'p3', 'h7285', 'expected'],
    ['of another rebrand', 'again', 'h7280', 'expected'],
  ])('R8 with a fail %s', (_, key, cpu, status) => {
    const failed = fail(2, ['sp3', cpu], { releaseId: RELEASES[key].id });
    expect(ask([original, failed], { about: 'renamed' }).status).toBe(status);
  });
});
