import { expect, it } from '@jest/globals';
import { needsScheduling } from './schedules.js';

const NOW = 1_000_000;

it.each([
  ['missing', undefined, true],
  ['another interval', { every: 500, next: NOW }, true],
  ['due soon', { every: 1_000, next: NOW + 900 }, false],
  ['due a moment ago: a busy worker', { every: 1_000, next: NOW - 5_999 }, false],
  ['long overdue: its next run was lost', { every: 1_000, next: NOW - 6_001 }, true],
  ['without a next run', { every: 1_000, next: null }, true],
])('a schedule that is %s', (_, stored, needed) => {
  expect(needsScheduling(stored, 1_000, NOW)).toBe(needed);
});
