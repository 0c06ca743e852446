import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseOsRelease } from './os-release.js';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.os-release.txt`, import.meta.url), 'utf8');

describe('parseOsRelease', () => {
  it('reads a real file', () => {
    const facts = parseOsRelease(fixture('debian-12'));
    expect(facts).toMatchObject({
      id: 'debian',
      name: 'Debian GNU/Linux',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
      versionId: '12',
    });
    expect(facts.fields['VERSION_CODENAME']).toBe('bookworm');
  });

  it('reads Chinese values', () => {
    expect(parseOsRelease(fixture('kylin-desktop-v10-sp1')).fields['VERSION']).toBe('银河麒麟桌面操作系统V10 (SP1)');
  });

  it.each([
    ['bare', 'ID=debian', 'debian'],
    ['double-quoted', 'ID="debian"', 'debian'],
    ['single-quoted', "ID='debian'", 'debian'],
    ['escaped', 'ID="a \\"b\\" \\$c \\\\ \\`d"', 'a "b" $c \\ `d'],
    ['literally single-quoted', "ID='a\\$b'", 'a\\$b'],
    ['unclosed, kept as it is', 'ID="debian', '"debian'],
    ['the last of several', 'ID=first\nID=second', 'second'],
    ['from a file with CRLF', 'ID="debian"\r\nNAME=x\r\n', 'debian'],
    ['empty', 'ID=', ''],
    ['missing', '# ID=debian\nid=debian\nnot an assignment', 'linux'],
  ])('takes an ID that is %s', (_case, text, id) => {
    expect(parseOsRelease(text).id).toBe(id);
  });

  it('has the defaults of os-release(5)', () => {
    expect(parseOsRelease('')).toEqual({
      id: 'linux',
      name: 'Linux',
      prettyName: 'Linux',
      versionId: undefined,
      fields: {},
    });
  });
});
