import { describe, expect, it } from '@jest/globals';
import { act, ask, CENTER, day, fail, finding, hiddenFail, RELEASES, RESELLER } from '../testing/example-world.js';
import type { Asked, CpuKey, OsKey, ReleaseKey } from '../testing/example-world.js';
import type { Finding } from '../finding.js';

const HERE: [OsKey, CpuKey] = ['sp3', 'h7280'];
const of = (key: ReleaseKey): Partial<Finding> => ({ releaseId: RELEASES[key].id });
const first = finding(1, HERE, of('p1'));

describe('R6 product patches', () => {
  it.each<[ReleaseKey, ReleaseKey]>([
    ['p2', 'p3'],
    ['p1', 'p3'],
    ['p1', 'p2'],
  ])('infers forward from %s to %s in one step over any distance', (from, to) => {
    expect(ask([finding(1, HERE, of(from))], { about: to })).toMatchObject({
      release: RELEASES[to].coordinate,
      status: 'expected',
      sources: [{ number: 1 }],
      path: [{ rule: 'R6', from: { release: RELEASES[from].coordinate }, findingId: 'finding-1', certificate: 'SP-1' }],
    });
  });

  it.each<[ReleaseKey, ReleaseKey, string, Asked]>([
    ['p3', 'p2', 'backward', {}],
    ['p2', 'p3', 'backward', { release: { ordinal: 2 } }],
    ['p3', 'next', 'other-product-line', {}],
    ['p1', 'p3', 'no-signed-statement', { release: { fixesOnly: false } }],
    ['p1', 'p3', 'no-signed-statement', { releases: { p2: { fixesOnly: false } } }],
    ['renamed', 'p3', 'other-product', {}],
  ])('never from %s to %s: %s', (from, to, code, asked) => {
    const answer = ask([finding(1, HERE, of(from))], { about: to, ...asked });
    expect(answer.status).toBe('unknown');
    expect(answer.unknownBecause).toMatchObject({
      code,
      rule: 'R6',
      nearest: { release: RELEASES[from].coordinate, findingId: 'finding-1' },
    });
  });

  it('needs no statement of the source, which was tested itself', () => {
    expect(ask([first], { releases: { p1: { fixesOnly: false } } }).status).toBe('expected');
  });

  it('takes the nearest patch; its own release before others; fewer steps before both', () => {
    const second = finding(2, HERE, of('p2'));
    const older = { testedAt: day(800) };
    expect(ask([first, { ...second, ...older }]).sources).toEqual([{ number: 2, id: 'finding-2' }]);
    const own = finding(3, ['sp1', 'h7280'], older);
    expect(ask([first, second, own]).sources).toEqual([{ number: 3, id: 'finding-3' }]);
    const ownFar = finding(3, ['sp2', 'h7285']);
    expect(ask([first, ownFar]).sources).toEqual([{ number: 1, id: 'finding-1' }]);
  });

  it('combines with one step along the CPU or the OS axis, release first, and with no more', () => {
    const [cpu, os, both] = (['h7285', 'h7280', 'h7285'] as const).map((key, index) =>
      finding(1, [index === 0 ? 'sp3' : 'sp2', key], of('p2')),
    ) as [Finding, Finding, Finding]; // one of each key
    expect(ask([cpu]).path).toMatchObject([
      { rule: 'R6', from: { release: 'dameng/dm8@8.1.2' } },
      { rule: 'R1', from: { cpu: 'hygon/7285' } },
    ]);
    expect(ask([os]).path).toMatchObject([
      { rule: 'R6', from: { release: 'dameng/dm8@8.1.2' } },
      { rule: 'R4', from: { os: 'kylinsoft/kylin-server@v10-sp2' } },
    ]);
    expect(ask([both]).unknownBecause).toMatchObject({ rule: 'R9', code: 'too-many-steps' });
    expect(ask([both], { policy: { maxSteps: 3 } }).path.map(({ rule }) => rule)).toEqual(['R6', 'R1', 'R4']);
  });

  it('goes by the ABI level of the release asked about', () => {
    const os = finding(1, ['sp2', 'h7280'], of('p2'));
    expect(ask([os], { releases: { p2: { abiLevel: 'level3' } } }).status).toBe('expected');
    expect(ask([os], { release: { abiLevel: 'level3' } }).unknownBecause).toMatchObject({ rule: 'R4' });
  });

  it.each<[string, Finding, string]>([
    ['of a release passed over', fail(2, HERE, of('p2')), 'unknown'],
    ['of a release passed over, on a sibling', fail(2, ['sp3', 'h7285'], of('p2')), 'unknown'],
    ['of the release asked about, on a sibling', fail(2, ['sp3', 'h7285']), 'unknown'],
    ['of the source, later', fail(2, HERE, { ...of('p1'), testedAt: day(895) }), 'unknown'],
    ['of the source, earlier', fail(2, HERE, { ...of('p1'), testedAt: day(800) }), 'expected'],
    ['of the source, on a sibling', fail(2, ['sp3', 'h7285'], of('p1')), 'expected'],
    ['of a release passed over, on another OS release', fail(2, ['sp2', 'h7280'], of('p2')), 'expected'],
    ['of a release passed over, on another generation', fail(2, ['sp3', 'h7380'], of('p2')), 'expected'],
    ['of another line', fail(2, HERE, of('next')), 'expected'],
    ['of another product', fail(2, HERE, of('renamed')), 'expected'],
  ])('R8 with a fail %s', (_, failed, status) => {
    const answer = ask([first, failed]);
    expect(answer.status).toBe(status);
    if (status === 'unknown') expect(answer.unknownBecause).toMatchObject({ rule: 'R8', code: 'fail-in-the-way' });
  });

  it('R8: a hidden fail of a release passed over leaves the answer of an untouched cell', () => {
    expect(ask([first, hiddenFail(2, HERE, of('p2'))])).toEqual(ask([]));
    expect(ask([first, hiddenFail(2, HERE, of('p2'))], { audience: [CENTER] }).unknownBecause).toMatchObject({
      rule: 'R8',
    });
  });

  it('R8: the chain is whole again from the release on which a later pass was tested', () => {
    const failed = fail(2, HERE, of('p2'));
    const again = finding(3, HERE, { ...of('p2'), testedAt: day(895) });
    expect(ask([first, failed, again]).sources).toEqual([{ number: 3, id: 'finding-3' }]);
  });

  it('R11, R12: ends with its source or with the product, and at once with a revocation', () => {
    expect(ask([first], { release: { endOfLife: day(1500) } })).toMatchObject({
      validUntil: day(1500),
      endsBecause: 'product-end-of-life',
    });
    expect(ask([first], { releases: { p1: { endOfLife: day(950) } } }).status).toBe('expected');
    expect(ask([first, act(2, 'revocation', 1, of('p1'))]).unknownBecause).toMatchObject({
      rule: 'R12',
      code: 'source-revoked',
    });
  });

  it('each release’s findings stand by themselves: another release’s act does not end them', () => {
    expect(ask([first, act(2, 'revocation', 1)]).status).toBe('expected');
  });

  it('shows a vendor what is hidden about its own releases, and about no other’s', () => {
    const asked: Asked = { about: 'p3', releases: { p2: { vendorId: RESELLER } } };
    const hidden = finding(1, HERE, { ...of('p2'), visibility: 'parties' });
    expect(ask([hidden], { ...asked, audience: [RESELLER] }).status).toBe('expected');
    expect(ask([hidden], { ...asked, audience: [RELEASES.p3.vendorId] })).toEqual(ask([], asked));
  });
});
