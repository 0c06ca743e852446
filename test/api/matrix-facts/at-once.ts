import { beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '#libs/database';
import { recordFindings } from '#libs/matrix';
import type { TestService } from '../../support/service.js';
import { cell } from '../support/certifying.js';
import { send, succeed } from '../support/http.js';
import { joinAs, type Member } from '../support/members.js';
import { registerRelease, upload } from '../support/releases.js';
import { organizationId, platformId, releaseId } from './support.js';

export function questionsAtOnce(open: () => TestService): void {
  describe('questions about one release that come at once', () => {
    let service: TestService;
    let vendor: Member;
    let tester: Member;
    let rival: Member;
    beforeAll(async () => {
      service = open();
      [vendor, rival] = [await joinAs(service, 'vendor'), await joinAs(service, 'vendor')];
      tester = await joinAs(service, 'center-operator');
    });

    it('are answered as they are one by one, whoever asks and whenever it was known', async () => {
      const of = { token: vendor.token, vendor: vendor.organization };
      const { coordinate, product, sha256 } = await registerRelease(service, of);
      const releases = `/products/${vendor.organization}/${product}/releases`;
      const post = (path: string, json: object): Promise<unknown> =>
        succeed(service.url, { method: 'POST', path: `/api/v1${path}`, token: vendor.token, json });
      const artifacts = [{ sha256, fileName: 'p.tgz' }];
      await post(releases, { version: '1.1', ordinal: 2, releasedOn: '2026-11-02', published: true, artifacts });
      const patch = coordinate.replace('@1.0', '@1.1');
      const tests = async (release: string, verdict: 'pass' | 'fail'): Promise<unknown> => {
        const party = await organizationId(service, tester.organization);
        const finding = {
          kind: 'direct' as const,
          verdict,
          releaseId: await releaseId(service, release),
          platformId: await platformId(service, service.prepared.platform),
          visibility: verdict === 'pass' ? ('public' as const) : ('parties' as const),
          partyIds: [party],
          scheme: 'development',
          validFrom: new Date(),
          testedAt: new Date(),
          organizationId: party,
        };
        return transaction(service.parts.db, (tx) => recordFindings(tx, 'test', [finding]));
      };
      const document = await upload(service, vendor.token, 'signed');
      const moments: string[] = [];
      for (const step of [
        () => tests(coordinate, 'pass'),
        () => post(`${releases}/1.1/statements`, { kind: 'fixes-only', text: '仅修复缺陷', document }),
        // Of no consequence here, which those who read facts can't know.
        () => registerRelease(service, of),
        () => tests(patch, 'fail'),
      ]) {
        await step();
        moments.push((await cell(service, patch)).knownAt);
      }

      const validAt = new Date(Date.now() + 60_000).toISOString();
      const asked = [undefined, vendor.token, tester.token, rival.token].flatMap((token) =>
        [...moments, undefined].map((knownAt) => ({ token, knownAt })),
      );
      const answer = async ({ token, knownAt }: (typeof asked)[number]): Promise<unknown> => {
        const moment = { validAt, ...(knownAt === undefined ? {} : { knownAt }) };
        const query = new URLSearchParams({ release: patch, ...service.prepared.platform, ...moment });
        return (await send(service.url, { path: `/api/v1/matrix/check?${query.toString()}`, token })).json;
      };
      const alone: unknown[] = [];
      for (const question of asked) alone.push(await answer(question));
      const statuses = alone.map((one) => (one as { status: string }).status);
      const [unknown, expected, failed] = ['unknown', 'expected', 'incompatible'];
      const ofStrangers = [unknown, expected, expected, unknown, unknown];
      const ofParties = [unknown, expected, expected, failed, failed];
      expect(statuses).toEqual([ofStrangers, ofParties, ofParties, ofStrangers].flat());

      // Enough of them to come while others are under way.
      const rounds = await Promise.all(Array.from({ length: 5 }, () => Promise.all(asked.map(answer))));
      for (const together of rounds) expect(together).toEqual(alone);
    });
  });
}
