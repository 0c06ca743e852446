import { describe, expect, it } from '@jest/globals';
import { ask, day } from '../testing/example-world.js';
import { CELL_STATUSES } from '../cell.js';
import type { CellAnswer, CellStatus } from '../cell.js';
import { composeSolution, strength } from './compose-solution.js';
import type { SolutionEdge } from './compose-solution.js';

const answer = (status: CellStatus, change: Partial<CellAnswer> = {}): CellAnswer => ({
  ...ask([]),
  status,
  scheme: 'xinchuang-basic',
  validUntil: status === 'unknown' ? null : day(2000),
  endsBecause: status === 'unknown' ? null : 'certificate-ends',
  ...change,
});
const edge = (name: string, status: CellStatus, change: Partial<CellAnswer> = {}): SolutionEdge => ({
  name,
  required: true,
  answer: answer(status, change),
});
const optional = (name: string, status: CellStatus): SolutionEdge => ({ ...edge(name, status), required: false });

describe('R13 solutions', () => {
  it.each<[string, readonly SolutionEdge[], CellStatus, readonly string[]]>([
    ['all certified', [edge('jdk', 'certified'), edge('db', 'certified')], 'certified', ['jdk', 'db']],
    ['the weakest counts', [edge('jdk', 'certified'), edge('db', 'expected')], 'expected', ['db']],
    ['… wherever it stands', [edge('db', 'declared'), edge('jdk', 'inherited')], 'declared', ['db']],
    ['an ended edge', [edge('db', 'lapsed'), edge('jdk', 'declared')], 'lapsed', ['db']],
    ['an edge that fails', [edge('db', 'incompatible'), edge('jdk', 'revoked')], 'incompatible', ['db']],
    ['a missing edge', [edge('db', 'unknown'), edge('jdk', 'certified')], 'unknown', ['db']],
    [
      'two missing',
      [edge('db', 'unknown'), edge('a', 'incompatible'), edge('jdk', 'unknown')],
      'unknown',
      ['db', 'jdk'],
    ],
    ['an edge that is not required', [edge('db', 'certified'), optional('ui', 'unknown')], 'certified', ['db']],
    ['nothing required', [optional('ui', 'certified')], 'unknown', []],
    ['no edge at all', [], 'unknown', []],
  ])('composed: %s', (_, edges, status, weakest) => {
    expect(composeSolution(null, edges)).toMatchObject({ status, composed: true, weakest });
  });

  it('says nothing where what is known of the whole is withheld', () => {
    expect(composeSolution('withheld', [edge('db', 'certified')])).toEqual({
      status: 'unknown',
      composed: true,
      weakest: [],
      scheme: null,
      validUntil: null,
      endsBecause: null,
      endsWith: null,
    });
  });

  it.each<[CellStatus, CellStatus, boolean]>([
    ['certified', 'certified', false],
    ['incompatible', 'incompatible', false],
    ['conflicting', 'conflicting', false],
    ['revoked', 'revoked', false],
    ['suspended', 'suspended', false],
    ['lapsed', 'expected', true],
    ['inherited', 'expected', true],
    ['expected', 'expected', true],
    ['declared', 'expected', true],
    ['unknown', 'expected', true],
  ])('a whole that is %s makes the solution %s', (whole, status, composed) => {
    const edges = [edge('db', 'expected'), edge('jdk', 'certified')];
    expect(composeSolution(answer(whole), edges)).toMatchObject({ status, composed });
  });

  it('is certified as a whole whatever its edges are, until the end of that certificate', () => {
    const direct = answer('certified', { validUntil: day(1500) });
    expect(composeSolution(direct, [edge('db', 'unknown')])).toEqual({
      status: 'certified',
      composed: false,
      weakest: [],
      scheme: 'xinchuang-basic',
      validUntil: day(1500),
      endsBecause: 'certificate-ends',
      endsWith: null,
    });
  });

  it('ends with the first of its required edges, and names it', () => {
    const edges = [
      edge('db', 'certified', { validUntil: day(1700) }),
      edge('jdk', 'inherited', { validUntil: day(1600), endsBecause: 'policy-cap' }),
      edge('web', 'declared', { validUntil: null, endsBecause: null }),
      { ...edge('ui', 'certified', { validUntil: day(1100) }), required: false },
    ];
    const ends = { validUntil: day(1600), endsBecause: 'policy-cap', endsWith: 'jdk' };
    expect(composeSolution(null, edges)).toMatchObject(ends);
    expect(composeSolution(null, [...edges].reverse())).toMatchObject(ends);
    const tie = [edge('a', 'certified'), edge('b', 'certified')];
    expect(composeSolution(null, tie)).toMatchObject({ endsWith: 'a' });
    const never = edge('db', 'incompatible', { validUntil: null, endsBecause: null });
    expect(composeSolution(null, [never])).toMatchObject({ validUntil: null, endsBecause: null, endsWith: null });
  });

  it('has no end while unknown', () => {
    const edges = [edge('db', 'unknown'), edge('jdk', 'certified')];
    expect(composeSolution(null, edges)).toMatchObject({ validUntil: null, endsBecause: null, endsWith: null });
  });

  it.each<[string, readonly (string | null)[], string | null]>([
    ['shared', ['xinchuang-basic', 'xinchuang-basic'], 'xinchuang-basic'],
    ['different', ['xinchuang-basic', 'other'], null],
    ['lacking on one', ['xinchuang-basic', null], null],
    ['for development on one', ['xinchuang-basic', 'development', null], 'development'],
  ])('shows the scheme: %s', (_, schemes, scheme) => {
    const edges = schemes.map((one, index) => edge(String(index), 'certified', { scheme: one }));
    expect(composeSolution(null, edges).scheme).toBe(scheme);
  });

  it('knows how strong each status is, no two alike', () => {
    const strengths = CELL_STATUSES.map(strength);
    expect([...strengths].sort((a, b) => a - b)).toEqual(CELL_STATUSES.map((_, index) => index));
  });
});
