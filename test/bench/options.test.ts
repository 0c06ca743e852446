import { describe, expect, it } from '@jest/globals';
import { MATRIX_PARTS, parseOptions, REGISTRY_PARTS, UsageError } from './options.js';

describe('options', () => {
  it('default to the full world', () => {
    expect(parseOptions(['matrix'])).toEqual({
      bench: 'matrix',
      findings: 10_000_000,
      releases: 60_000,
      seed: 1,
      seconds: 3,
      questions: 200_000,
      only: MATRIX_PARTS,
      json: false,
    });
    expect(parseOptions(['registry'])).toMatchObject({ bench: 'registry', releases: 60_000, only: REGISTRY_PARTS });
    expect(parseOptions(['matrix', '--findings', '100000', '--seed', '7', '--json'])).toMatchObject({
      findings: 100_000,
      seed: 7,
      json: true,
    });
  });

  it('name parts, which are measured in their own order', () => {
    expect(parseOptions(['matrix', '--only', 'oracle,growth']).only).toEqual(['growth', 'oracle']);
  });

  it.each([
    [[]],
    [['cooking']],
    [['matrix', 'registry']],
    [['matrix', '--findings', '1e6']],
    [['matrix', '--findings', '0']],
    [['matrix', '--only', 'growth,speed']],
    [['matrix', '--only', '']],
    [['registry', '--only', 'oracle']],
    [['registry', '--releases', '1']],
  ])('refuses %j', (argv) => expect(() => parseOptions(argv)).toThrow(UsageError));

  it.each([[['matrix', '--seed', '-1']], [['matrix', '--colour']], [['matrix', '--questions']]])('refuses %j', (argv) =>
    expect(() => parseOptions(argv)).toThrow(UsageError),
  );
});
