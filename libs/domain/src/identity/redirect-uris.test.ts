import { describe, expect, it } from '@jest/globals';
import { isRedirectUri, mayRedirectTo } from './redirect-uris.js';

const PORTAL = 'https://shipei.example/sign-in';
const PROGRAM = 'http://127.0.0.1/callback';
const ALLOWED = [PORTAL, PROGRAM, 'http://[::1]:7777/callback'];

describe('where an identity provider sends people back to', () => {
  it.each([
    PORTAL,
    PROGRAM,
    'http://127.0.0.1:1/callback',
    'http://127.0.0.1:65535/callback',
    'http://[::1]:9/callback',
  ])('is %s', (asked) => {
    expect(mayRedirectTo(ALLOWED, asked)).toBe(true);
  });

  it.each([
    'https://shipei.example/sign-in/',
    'https://shipei.example/sign-in?next=https://evil.example',
    'https://shipei.example/sign-in#x',
    'https://shipei.example:444/sign-in',
    'https://shipei.example/sign-in/../other',
    'https://SHIPEI.example/sign-in',
    'http://shipei.example/sign-in',
    'https://shipei.example@evil.example/sign-in',
    'https://user@shipei.example/sign-in',
    'https://shipei.example.evil.example/sign-in',
    'https://127.0.0.1/callback',
    'http://127.0.0.1:8080/other',
    'http://127.0.0.1:99999/callback',
    'http://127.0.0.1.evil.example/callback',
    'http://127.0.0.2/callback',
    'http://localhost/callback',
    'http://127.1/callback',
    'javascript:alert(1)',
    '//evil.example',
    '',
  ])('is not %s', (asked) => {
    expect(mayRedirectTo(ALLOWED, asked)).toBe(false);
  });

  it('has another port only on loopback', () => {
    expect(mayRedirectTo(['https://shipei.example:8443/x'], 'https://shipei.example/x')).toBe(false);
    expect(mayRedirectTo([PORTAL], PROGRAM)).toBe(false);
  });

  it('is set to nothing but https and loopback addresses', () => {
    expect([PORTAL, PROGRAM, 'http://[::1]:7777/x'].map(isRedirectUri)).toEqual([true, true, true]);
    const wrong = ['http://10.0.0.1/x', 'http://localhost/x', 'com.example:/x', 'https://a.example/x?y', 'x'];
    expect(wrong.filter(isRedirectUri)).toEqual([]);
  });
});
