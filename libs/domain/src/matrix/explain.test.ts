import { describe, expect, it } from '@jest/globals';
import { act, ask, day, fail, finding } from './testing/example-world.js';
import type { Asked } from './testing/example-world.js';
import type { Finding } from './finding.js';

describe('why a cell is unknown', () => {
  it.each<[string, readonly Finding[], Asked, string, string | null, string | null]>([
    ['nothing at all', [], {}, 'nothing-known', null, null],
    ['only fails elsewhere', [fail(1, ['sp4', 'h7280'])], {}, 'nothing-known', null, null],
    [
      'a pass that has not begun',
      [finding(1, ['sp3', 'h7280'], { validFrom: day(1001) })],
      {},
      'nothing-known',
      null,
      null,
    ],
    ['one source', [finding(1, ['sp4', 'h7280'])], {}, 'backward', 'R4', 'finding-1'],
    [
      'the same OS line before another one',
      [finding(1, ['oe2203', 'h7280']), finding(2, ['v11', 'h7280'])],
      {},
      'other-os-major',
      'R4',
      'finding-2',
    ],
    [
      'the same ISA before another one',
      [finding(1, ['sp3', 'kunpeng920']), finding(2, ['sp3', 'kx7000'])],
      {},
      'other-cpu-vendor',
      'R1',
      'finding-2',
    ],
    [
      'another generation of the same vendor before another vendor',
      [finding(1, ['sp3', 'kx7000']), finding(2, ['sp3', 'h7380'])],
      {},
      'other-generation',
      'R1',
      'finding-2',
    ],
    [
      'a source in force before one that ended',
      [finding(2, ['sp4', 'h7280']), finding(3, ['sp2', 'h7280'], { validTo: day(950) })],
      {},
      'backward',
      'R4',
      'finding-2',
    ],
    [
      'the nearer service pack',
      [finding(1, ['sp3', 'h7280']), finding(2, ['sp4', 'h7280'])],
      { os: 'sp2' },
      'backward',
      'R4',
      'finding-1',
    ],
    ['a lapsed source', [finding(1, ['sp2', 'h7280'], { validTo: day(950) })], {}, 'source-lapsed', 'R11', 'finding-1'],
    [
      'the pass in force of a cell, not the one that ended',
      [finding(1, ['sp4', 'h7280'], { testedAt: day(880) }), finding(2, ['sp4', 'h7280']), act(3, 'revocation', 2)],
      {},
      'backward',
      'R4',
      'finding-1',
    ],
  ])('%s', (_, findings, asked, code, rule, nearest) => {
    const answer = ask(findings, asked);
    expect(answer.status).toBe('unknown');
    expect(answer.unknownBecause).toMatchObject({ code, rule });
    expect(answer.unknownBecause?.nearest?.findingId ?? null).toBe(nearest);
  });

  it('ignores findings of other releases and on platforms that the catalogue does not have', () => {
    const elsewhere = finding(1, ['sp3', 'h7280'], { releaseId: 'another' });
    const nowhere = finding(2, ['sp3', 'h7280'], { platform: { osReleaseId: 'gone', cpuModelId: 'gone' } });
    expect(ask([elsewhere, nowhere])).toEqual(ask([]));
  });
});
