import { describe, expect, it } from '@jest/globals';
import { ask, finding } from '../testing/example-world.js';
import type { CpuKey } from '../testing/example-world.js';

describe('R1 CPU siblings', () => {
  it('infers between models of one vendor, ISA and generation, and returns the path', () => {
    const answer = ask([finding(1, ['sp3', 'h7285'])]);
    expect(answer).toMatchObject({
      status: 'expected',
      scheme: 'xinchuang-basic',
      certificate: null,
      policy: '2026.1',
    });
    expect(answer.path).toEqual([
      { rule: 'R1', from: { cpu: 'hygon/7285' }, findingId: 'finding-1', certificate: 'SP-1' },
    ]);
    expect(answer.sources).toEqual([{ number: 1, id: 'finding-1' }]);
  });

  it.each<[CpuKey, CpuKey, string]>([
    ['h7380', 'h7280', 'other-generation'],
    ['h7265', 'h7280', 'generation-ambiguous'],
    ['h7280', 'h7265', 'generation-ambiguous'],
    ['hNew', 'h7280', 'generation-unknown'],
    ['h7280', 'hNew', 'generation-unknown'],
    ['kx7000', 'h7280', 'other-cpu-vendor'],
    ['kunpeng920', 'h7280', 'other-isa'],
  ])('never from %s to %s: %s', (from, to, code) => {
    const answer = ask([finding(1, ['sp3', from])], { cpu: to });
    expect(answer.status).toBe('unknown');
    expect(answer.path).toEqual([]);
    expect(answer.unknownBecause).toMatchObject({ code, rule: 'R1', nearest: { findingId: 'finding-1' } });
  });

  it('is off when the policy does not name it', () => {
    const answer = ask([finding(1, ['sp3', 'h7285'])], { policy: { rules: ['R4'] } });
    expect(answer).toMatchObject({ status: 'unknown', unknownBecause: { code: 'no-rule-on-this-axis', rule: null } });
  });
});
