import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatCpuCoordinate,
  formatOsReleaseCoordinate,
  formatReleaseCoordinate,
  isSlug,
  isVersion,
  parseCpuCoordinate,
  parseOsReleaseCoordinate,
  parseReleaseCoordinate,
} from './coordinates.js';

describe('release coordinates', () => {
  it.each([
    ['dameng/dm8@8.1.3', { vendor: 'dameng', product: 'dm8', version: '8.1.3' }],
    ['kingbase/es@V8.1.3.62 Build 2023', { vendor: 'kingbase', product: 'es', version: 'V8.1.3.62 Build 2023' }],
    ['esbuild/esbuild@0.28.2', { vendor: 'esbuild', product: 'esbuild', version: '0.28.2' }],
    ['a/b_c+d.e-f@1', { vendor: 'a', product: 'b_c+d.e-f', version: '1' }],
    ['jincang/yy@版本八', { vendor: 'jincang', product: 'yy', version: '版本八' }],
  ])('reads %s and writes it back', (text, expected) => {
    expect(parseReleaseCoordinate(text)).toEqual(expected);
    expect(formatReleaseCoordinate(expected)).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['no version', 'dameng/dm8'],
    ['an empty version', 'dameng/dm8@'],
    ['no vendor', 'dm8@8.1.3'],
    ['an empty vendor', '/dm8@8.1.3'],
    ['a slash in the version', 'dameng/dm8@8.1/3'],
    ['a second slash', 'dameng/dm8/x@8.1'],
    ['a second @', 'dameng/dm8@8@1'],
    ['upper case in a slug', 'Dameng/dm8@8.1.3'],
    ['a space in a slug', 'dam eng/dm8@8.1.3'],
    ['a parent directory', 'dameng/..@8'],
    ['a leading dot', 'dameng/.dm8@8'],
    ['a leading space in the version', 'dameng/dm8@ 8'],
    ['a trailing space in the version', 'dameng/dm8@8 '],
    ['a newline in the version', 'dameng/dm8@8\n1'],
    ['a NUL in the version', 'dameng/dm8@8\0'],
    ['an invisible character in the version', 'dameng/dm8@8\u200b1'],
    ['a lone surrogate in the version', 'dameng/dm8@8\ud800'],
    ['a version that is a parent directory', 'dameng/dm8@..'],
    ['a slug of 65 characters', `${'a'.repeat(65)}/dm8@1`],
    ['a version of 129 characters', `dameng/dm8@${'1'.repeat(129)}`],
  ])('refuses %s', (_case, text) => {
    expect(parseReleaseCoordinate(text)).toBeUndefined();
    expect(parseOsReleaseCoordinate(text)).toBeUndefined();
  });

  it('reads back whatever it writes', () => {
    const slug = fc.stringMatching(/^[a-z0-9][a-z0-9._+-]{0,20}$/).filter(isSlug);
    const version = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter(isVersion);
    fc.assert(
      fc.property(slug, slug, version, (vendor, product, text) => {
        const coordinate = { vendor, product, version: text };
        expect(parseReleaseCoordinate(formatReleaseCoordinate(coordinate))).toEqual(coordinate);
      }),
    );
  });
});

describe('OS release coordinates', () => {
  it('reads and writes', () => {
    const coordinate = { vendor: 'openeuler', os: 'openeuler', release: '22.03-lts-sp4' };
    expect(parseOsReleaseCoordinate('openeuler/openeuler@22.03-lts-sp4')).toEqual(coordinate);
    expect(formatOsReleaseCoordinate(coordinate)).toBe('openeuler/openeuler@22.03-lts-sp4');
  });
});

describe('CPU coordinates', () => {
  it('reads and writes', () => {
    const coordinate = { vendor: 'hisilicon', model: 'kunpeng-920' };
    expect(parseCpuCoordinate('hisilicon/kunpeng-920')).toEqual(coordinate);
    expect(formatCpuCoordinate(coordinate)).toBe('hisilicon/kunpeng-920');
  });

  it.each([
    '',
    '/',
    'kunpeng-920',
    'hisilicon/',
    '/kunpeng-920',
    'hisilicon/kunpeng-920/',
    'hisilicon/kunpeng 920',
    'a/b@c',
  ])('refuses %j', (text) => {
    expect(parseCpuCoordinate(text)).toBeUndefined();
  });
});
