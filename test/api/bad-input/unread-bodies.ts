import { beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS, type Operation } from '#libs/contracts';
import type { TestService } from '../../support/service.js';
import { addressOf } from '../support/operations.js';
import { requestHead, sendRaw } from '../support/raw-http.js';

/** Seconds within which the suite's service wants a body. */
export const MAX_BODY_SECONDS = 5;

export function unreadBodies(open: () => TestService): void {
  describe('a body that is not there yet', () => {
    let service: TestService;
    beforeAll(() => {
      service = open();
    });

    const withBody = OPERATIONS.filter(({ bodyKind }) => bodyKind === 'json');
    /** Says that a body of a megabyte follows, and sends none of it. */
    const announce = ({ method }: Operation, path: string, headers: Record<string, string>): Promise<string> =>
      sendRaw(
        service.url,
        requestHead(method, path, { 'content-type': 'application/json', 'content-length': 1_000_000, ...headers }),
      );

    it('is not waited for where nobody knows who sends it', async () => {
      for (const operation of withBody.filter(({ who }) => who !== 'public')) {
        const unknown = operation.who === 'agent' || operation.who === 'attempt' ? 'sha_x' : 'shs_x';
        for (const headers of [{}, { authorization: `Bearer ${unknown}` }]) {
          const answer = await announce(operation, addressOf(operation), headers);
          expect(answer).toMatch(/^HTTP\/1\.1 401 [^]*"code":"unauthenticated"/);
        }
      }
    });

    it('is not waited for where its sender has no business', async () => {
      const authorization = `Bearer ${await service.tokenOf('vendor')}`;
      const ofOperators = withBody.filter(({ who }) => Array.isArray(who) && !who.includes('vendor'));
      expect(ofOperators.length).toBeGreaterThan(0);
      for (const operation of ofOperators) {
        const answer = await announce(operation, addressOf(operation), { authorization });
        expect(answer).toMatch(/^HTTP\/1\.1 403 [^]*"code":"forbidden"/);
      }
    });

    it('is waited for only so long', async () => {
      const signIn = requestHead('POST', '/api/v1/sessions', {
        'content-type': 'application/json',
        'content-length': 100,
      });
      const answer = await sendRaw(service.url, `${signIn}{"username":`, 20_000);
      expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*connection: close[^]*did not arrive in time/i);
    });
  });
}
