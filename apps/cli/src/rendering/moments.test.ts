import { describe, expect, it } from '@jest/globals';
import { moment, size, span } from './moments.js';

describe('moment', () => {
  it.each([
    ['2026-11-23T13:04:05Z', '2026-11-23 13:04:05Z'],
    ['2026-11-23T21:04:05.678+08:00', '2026-11-23 13:04:05Z'],
    ['not a date', 'not a date'],
  ])('%s reads %s', (instant, text) => {
    expect(moment(instant)).toBe(text);
  });
});

describe('span', () => {
  it.each([
    [-5_000, '0 秒', '0 s'],
    [0, '0 秒', '0 s'],
    [59_999, '59 秒', '59 s'],
    [60_000, '1 分', '1 min'],
    [3_661_000, '1 小时 1 分', '1 h 1 min'],
    [3_601_000, '1 小时 1 秒', '1 h 1 s'],
    [100 * 86_400_000, '100 天', '100 d'],
  ])('%i ms reads %s', (milliseconds, zh, en) => {
    expect(span(milliseconds)).toEqual({ zh, en });
  });
});

describe('size', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [4_283_627, '4.1 MiB'],
    [5 * 1024 ** 4, '5.0 TiB'],
    [1024 ** 6, '1048576.0 TiB'],
  ])('%i bytes read %s', (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });
});
