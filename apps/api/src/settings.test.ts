import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from './settings.js';

describe('SHIPEI_TRUSTED_PROXIES', () => {
  const read = settingsSchema.shape.SHIPEI_TRUSTED_PROXIES;

  it.each([
    [undefined, []],
    ['', []],
    ['10.0.3.4', ['10.0.3.4']],
    [' 10.0.0.0/8, ::1 ,fd00::/8', ['10.0.0.0/8', '::1', 'fd00::/8']],
  ])('%p is %p', (text, addresses) => {
    expect(read.parse(text)).toEqual(addresses);
  });

  it.each(['true', 'balancer', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.0/8/8', '10.0.0', '10.0.0.1 10.0.0.2'])(
    'refuses %p',
    (text) => {
      expect(read.safeParse(text).success).toBe(false);
    },
  );
});

describe('SHIPEI_OIDC_PROVIDERS', () => {
  const read = settingsSchema.shape.SHIPEI_OIDC_PROVIDERS;
  const company = { name: 'company', displayName: '公司账号', issuer: 'https://id.example/realm', clientId: 'shipei' };

  it('is none unless set, and fills in what a provider does not say', () => {
    expect(read.parse(undefined)).toEqual([]);
    expect(read.parse(JSON.stringify([company]))).toEqual([
      { ...company, clientAuthentication: 'client_secret_basic', redirectUris: ['http://127.0.0.1/callback'] },
    ]);
    expect(read.safeParse(JSON.stringify([{ ...company, issuer: 'http://127.0.0.1:8080' }])).success).toBe(true);
  });

  it.each([
    ['no JSON', 'company'],
    ['no list', JSON.stringify(company)],
    ['an unknown field', JSON.stringify([{ ...company, secret: 'x' }])],
    ['one name twice', JSON.stringify([company, company])],
    ['an issuer without TLS', JSON.stringify([{ ...company, issuer: 'http://id.example' }])],
    ['an issuer with a query', JSON.stringify([{ ...company, issuer: 'https://id.example/?x' }])],
    ['an issuer with a password', JSON.stringify([{ ...company, issuer: 'https://u:p@id.example/' }])],
    ['an issuer that is a file', JSON.stringify([{ ...company, issuer: 'file:///etc/passwd' }])],
    ['a way back without TLS', JSON.stringify([{ ...company, redirectUris: ['http://portal.example/x'] }])],
    ['a way back with a query', JSON.stringify([{ ...company, redirectUris: ['https://portal.example/?x'] }])],
    ['no way back', JSON.stringify([{ ...company, redirectUris: [] }])],
  ])('refuses %s', (_, text) => {
    expect(read.safeParse(text).success).toBe(false);
  });
});
