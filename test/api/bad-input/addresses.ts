import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_BASE, OPERATIONS } from '#libs/contracts';
import type { TestService } from '../../support/service.js';
import { problemOf, refused, send } from '../support/http.js';
import { addressOf, pathOf } from '../support/operations.js';
import { rowCounts } from '../support/stored.js';

const LISTS = [
  '/organizations',
  '/products',
  '/operating-systems',
  '/cpus',
  '/platforms',
  '/adaptation-requests',
  '/jobs',
  '/reviews',
].map((path) => `${API_BASE}${path}`);

export function addresses(open: () => TestService): void {
  describe('addresses and queries', () => {
    let service: TestService;
    let vendor: string;
    let before: Record<string, number>;
    beforeAll(async () => {
      service = open();
      vendor = await service.tokenOf('vendor');
      before = await rowCounts(service);
    });
    afterAll(async () => {
      expect(await rowCounts(service)).toEqual(before);
    });
    const get = (path: string, ...codes: Parameters<typeof refused>[2][]) =>
      refused(service.url, { path, token: vendor }, ...codes);

    it('refuses query parameters that an operation does not have', async () => {
      for (const operation of OPERATIONS.filter(({ who }) => who === 'public')) {
        if (operation.method !== 'GET') continue;
        for (const name of ['unknownParameter', '__proto__', 'constructor', '']) {
          const address = addressOf(operation);
          const path = `${address}${address.includes('?') ? '&' : '?'}${name}=1`;
          const problem = await refused(service.url, { path }, 'invalid-request');
          expect(problem.errors).toContainEqual(
            expect.objectContaining({ path: `query.${name}`, code: 'unrecognized' }),
          );
        }
      }
    });

    it('refuses absurd pages', async () => {
      for (const list of LISTS) {
        for (const limit of [
          '0',
          '-1',
          '201',
          '1.5',
          'x',
          '1e9',
          'NaN',
          'Infinity',
          '',
          '%00',
          '99999999999999999999',
        ]) {
          await get(`${list}?limit=${limit}`, 'invalid-request');
        }
        for (const twice of [
          'limit=1&limit=2',
          'cursor=a&cursor=b',
          'limit[]=1',
          'limit[a]=1',
          'cursor[__proto__]=1',
        ]) {
          await get(`${list}?${twice}`, 'invalid-request');
        }
      }
    });

    it('refuses cursors that no page gave out, or answers with an honest page', async () => {
      const cursors = [
        '',
        'x',
        'null',
        '%00',
        Buffer.from('\0').toString('base64url'),
        Buffer.from("' OR 1=1 --").toString('base64url'),
        Buffer.from([0xff, 0xfe, 0xed, 0xa0, 0x80]).toString('base64url'),
        Buffer.from('99999999999999999999').toString('base64url'),
        Buffer.from('-1').toString('base64url'),
        Buffer.from('1e3').toString('base64url'),
        'A'.repeat(200),
        'A'.repeat(201),
        '\u{1F600}',
      ];
      for (const list of LISTS) {
        for (const cursor of cursors) {
          const token = list.endsWith('/reviews') ? await service.tokenOf('reviewer') : vendor;
          const answer = await send(service.url, { path: `${list}?cursor=${encodeURIComponent(cursor)}`, token });
          if (answer.status === 200) expect(answer.json).toHaveProperty('items');
          else expect(problemOf(answer).code).toBe('invalid-request');
        }
      }
    });

    it('refuses paths that do not decode, or decode to something else', async () => {
      const paths = [
        '/organizations/%',
        '/organizations/%zz',
        '/organizations/%c3%28',
        '/organizations/%ed%a0%80',
        '/organizations/%00',
        '/organizations/a%00b',
        '/organizations/%2e%2e',
        '/organizations/..%2f..%2fetc%2fpasswd',
        '/organizations/%252e%252e',
        '/organizations/dev-vendor%20',
        '/organizations/DEV-VENDOR',
        '/organizations/dev-vendor;x=1',
        `/organizations/${'a'.repeat(513)}`,
        `/organizations/${'a/'.repeat(2000)}`,
        `/certificates/${encodeURIComponent('\u0000')}`,
        '/certificates/%f0%9f%98%80',
        '/jobs/not-a-uuid',
        '/jobs/01990000-0000-7000-8000-00000000000g',
        '/jobs/%7B01990000-0000-7000-8000-00000000000f%7D',
        '/jobs/01990000-0000-7000-8000-00000000000f/attempts/0/evidence/x',
        '/jobs/01990000-0000-7000-8000-00000000000f/attempts/99999999999999/evidence/x',
        '/jobs/01990000-0000-7000-8000-00000000000f/attempts/1e3/evidence/..%2f..%2fsecret',
        '/jobs/01990000-0000-7000-8000-00000000000f/attempts/NaN/evidence/x',
        '//organizations',
        '/organizations//dev-vendor',
        '/organizations/',
        '/../../etc/passwd',
      ];
      for (const path of paths) await get(`${API_BASE}${path}`, 'invalid-request', 'not-found');
      for (const path of [
        '/',
        '/api/../api/v1',
        '/api/v2/me',
        '/api/docs/assets/../../../package.json',
        '/.env',
        '/*',
      ]) {
        if (path !== '/') await get(path, 'invalid-request', 'not-found');
      }
      await get('/api/docs/assets/..%2f..%2f..%2fpackage.json', 'invalid-request', 'not-found');
      await get('/api/docs/assets/%2e%2e/%2e%2e/package.json', 'invalid-request', 'not-found');
    });

    it('refuses moments and coordinates that are none', async () => {
      const cell = `${API_BASE}/matrix/check?os=debian/debian@12&cpu=zhaoxin/kx-7000&release=a/b@1`;
      for (const moment of [
        'x',
        '2026-02-30T00:00:00Z',
        '2026-01-01',
        '99999-01-01T00:00:00Z',
        '-1',
        '2026-01-01T00:00:00+08:00',
      ]) {
        await get(`${cell}&validAt=${encodeURIComponent(moment)}`, 'invalid-request');
        await get(`${cell}&knownAt=${encodeURIComponent(moment)}`, 'invalid-request');
      }
      for (const release of [
        '',
        '@',
        '/',
        'a',
        'a/b',
        'a/b@',
        '/b@1',
        'a/b@1@2',
        'A/B@1',
        'a/b@..',
        '%00',
        'x'.repeat(281),
      ]) {
        await get(
          `${API_BASE}/matrix/check?os=debian/debian@12&cpu=zhaoxin/kx-7000&release=${release}`,
          'unknown-coordinate',
          'invalid-request',
        );
      }
      await get(`${API_BASE}/matrix/check?os=debian/debian@12&cpu=zhaoxin/kx-7000`, 'invalid-request');
      await get(`${cell}&digest=${'ab'.repeat(32)}`, 'invalid-request');
    });

    it('answers every method that an address does not have with the ones it has', async () => {
      for (const operation of OPERATIONS) {
        const path = pathOf(operation);
        // A word of one path may stand where another one names a thing: both are there.
        const here = OPERATIONS.filter((other) =>
          new RegExp(`^${API_BASE}${other.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
        ).map(({ method }) => method);
        const allowed = new Set<string>([...here, ...(here.includes('GET') ? ['HEAD'] : [])]);
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
          if (allowed.has(method)) continue;
          const answer = await send(service.url, { method, path, token: vendor });
          expect(problemOf(answer).code).toBe('method-not-allowed');
          expect(new Set(answer.headers.allow?.split(', '))).toEqual(allowed);
        }
      }
      for (const method of ['TRACE', 'PROPFIND', 'SEARCH', 'PURGE', 'LINK']) {
        await refused(
          service.url,
          { method, path: `${API_BASE}/products`, token: vendor },
          'method-not-allowed',
          'not-found',
        );
      }
    });
  });
}
