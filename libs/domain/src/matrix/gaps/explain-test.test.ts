import { describe, expect, it } from '@jest/globals';
import { CPUS, OSES } from '../testing/example-world.js';
import { explainTestInWords } from './explain-test.js';
import type { PlannedTest, PoolAvailability } from './plan-tests.js';
import type { Platform } from '../platform-model.js';

const platform: Platform = { os: OSES.sp1, cpu: CPUS.h7280 };
const covered = { platform, status: 'certified' as const, rules: [], alone: true };
const test = (availability: PoolAvailability, others: readonly PoolAvailability[]): PlannedTest<Platform> => ({
  platform,
  availability,
  covers: [covered, { ...covered, alone: false }],
  alternatives: others.map((other) => ({ platform, availability: other })),
});

describe('a planned test in words', () => {
  it.each<[PoolAvailability, PoolAvailability[], string[]]>([
    [
      'live',
      [],
      ['Covers 2 cells, 1 of which no other test of the plan covers.', 'A pool with a live host serves the platform.'],
    ],
    [
      'live',
      ['none'],
      [
        'Covers 2 cells, 1 of which no other test of the plan covers.',
        'A test on any of 1 other platform would do instead, but none of them has a live host.',
        'A pool with a live host serves the platform.',
      ],
    ],
    [
      'none',
      ['none', 'none'],
      [
        'Covers 2 cells, 1 of which no other test of the plan covers.',
        'A test on any of 2 other platforms would do instead.',
        'No pool serves the platform.',
      ],
    ],
  ])('%s, others %j', (availability, others, sentences) => {
    expect(explainTestInWords(test(availability, others), 'en')).toEqual(sentences);
    expect(explainTestInWords(test(availability, others), 'zh')).toHaveLength(sentences.length);
  });
});
