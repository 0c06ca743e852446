import { describe, expect, it } from '@jest/globals';
import { Acts, type Act } from './acts.js';
import { Inheritances } from './inheritances.js';

const act = (number: number, target: number, kind: Act['kind'], isPublic = true): Act => ({
  kind,
  target,
  number,
  isPublic,
  validFrom: number * 10,
  validTo: number % 2 === 0 ? null : number * 20,
});

describe('acts', () => {
  it('are told by the finding that they name, in the order in which they were recorded', () => {
    const acts = new Acts();
    const kinds = ['revocation', 'suspension', 'reinstatement', 'publication'] as const;
    const all = Array.from({ length: 2_000 }, (_, at) =>
      act(at + 100_000, at % 37, kinds[at % 4] ?? 'revocation', at % 3 > 0),
    );
    for (const one of all) acts.add(one);
    for (let target = 0; target < 40; target += 1) {
      expect(acts.upon(target)).toEqual(all.filter((one) => one.target === target));
    }
    expect([...acts.targets()].sort((a, b) => a - b)).toEqual(Array.from({ length: 37 }, (_, target) => target));
  });

  it('are seen once they are public or published', () => {
    const acts = new Acts();
    const hidden = act(2, 1, 'revocation', false);
    acts.add(hidden);
    expect(acts.isSeen(hidden)).toBe(false);
    acts.add(act(3, 2, 'publication', false));
    expect(acts.isSeen(hidden)).toBe(false);
    acts.add(act(4, 2, 'publication'));
    expect(acts.isSeen(hidden)).toBe(true);
  });
});

describe('sources of inheritances', () => {
  it('are told by row', () => {
    const inheritances = new Inheritances();
    const rows = Array.from({ length: 1_000 }, (_, at) => 3 * at + (at % 2));
    for (const row of rows) {
      inheritances.add(row, row % 5 === 0 ? null : row + 7, row % 4 === 0 ? null : `2026.${row % 3}`);
    }
    expect(inheritances.size).toBe(rows.length);
    for (let row = 0; row < 3_010; row += 1) {
      expect(inheritances.ofRow(row)).toEqual(
        rows.includes(row)
          ? { source: row % 5 === 0 ? null : row + 7, policy: row % 4 === 0 ? null : `2026.${row % 3}` }
          : undefined,
      );
    }
  });
});
