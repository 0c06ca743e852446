import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unwrap } from '#libs/client';
import { startService, type TestService } from '../support/service.js';

jest.setTimeout(60_000);

describe('the service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('is ready and says who is signed in', async () => {
    expect(await (await fetch(`${service.url}/readyz`)).json()).toMatchObject({ status: 'ready', database: 'ok' });
    const vendor = await service.as('vendor');
    expect(unwrap(await vendor.GET('/api/v1/me'))).toMatchObject({
      username: 'dev-vendor',
      membership: { role: 'vendor' },
    });
  });

  it('stores an artifact under its digest', async () => {
    const bytes = Buffer.from('hello');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const answer = await fetch(`${service.url}/api/v1/artifacts/${sha256}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await service.tokenOf('vendor')}`,
        'content-type': 'application/octet-stream',
      },
      body: bytes,
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ sha256, size: 5 });
  });
});
