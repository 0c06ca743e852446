import { beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS, type Operation } from '#libs/contracts';
import type { Role } from '#libs/domain';
import { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { problemOf, refused, send } from '../support/http.js';
import { addressOf, operationById, pathOf } from '../support/operations.js';
import { rowCounts, storedFiles } from '../support/stored.js';

const JSON_OPERATIONS = OPERATIONS.filter(({ bodyKind }) => bodyKind === 'json');
const OTHERS_WITH_METHOD_FOR_A_BODY = OPERATIONS.filter(
  ({ bodyKind, method }) => bodyKind === 'none' && method !== 'GET' && method !== 'HEAD',
);

export function requestBodies(open: () => TestService): void {
  describe('request bodies', () => {
    let service: TestService;
    let agent: FakeAgent;
    let before: Record<string, number>;
    beforeAll(async () => {
      service = open();
      agent = await FakeAgent.enrol(service.url, service.prepared.enrolmentToken);
      before = await rowCounts(service);
    });

    /** The right credential for an operation, so that only the body can be what is refused. */
    async function credentials(operation: Operation): Promise<{ token?: string; headers: Record<string, string> }> {
      const { who } = operation;
      if (who === 'public') return { headers: {} };
      if (who === 'agent' || who === 'attempt') {
        return { token: agent.credential, headers: { 'shipei-attempt-token': 'x' } };
      }
      const role: Role = who === 'signed-in' ? 'vendor' : who[0];
      return { token: await service.tokenOf(role), headers: {} };
    }

    async function post(operation: Operation, body: string | Buffer, contentType = 'application/json') {
      const { token, headers } = await credentials(operation);
      return {
        method: operation.method,
        path: addressOf(operation),
        token,
        body,
        headers: { ...headers, 'content-type': contentType },
      };
    }

    it('refuses what is not JSON', async () => {
      for (const operation of JSON_OPERATIONS) {
        for (const body of ['{', '{"a":}', 'null,', '{"a":1}{', '\u0000', "{'a':1}", '[1,', '\uFEFF{', 'NaN']) {
          await refused(service.url, await post(operation, body), 'malformed-json');
        }
        await refused(
          service.url,
          await post(operation, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22])),
          'malformed-json',
        );
      }
    });

    it('refuses JSON that is no object', async () => {
      for (const operation of JSON_OPERATIONS) {
        for (const body of ['[]', '"text"', '1', 'true', '[{}]']) {
          await refused(service.url, await post(operation, body), 'invalid-request');
        }
      }
    });

    it('refuses any field that it does not know', async () => {
      for (const operation of JSON_OPERATIONS) {
        for (const field of ['unknownField', 'constructor', 'toString', 'hasOwnProperty', 'then', '']) {
          const problem = await refused(
            service.url,
            await post(operation, JSON.stringify({ [field]: 1 })),
            'invalid-request',
          );
          expect(problem.errors).toContainEqual({ path: field, code: 'unrecognized', message: 'is not a field here' });
        }
      }
    });

    it('takes no body, and says so', async () => {
      for (const operation of OTHERS_WITH_METHOD_FOR_A_BODY) {
        const problem = await refused(service.url, await post(operation, '{"unknownField":1}'), 'invalid-request');
        expect(problem.errors).toContainEqual({
          path: 'unknownField',
          code: 'unrecognized',
          message: 'is not a field here',
        });
      }
    });

    it('refuses keys that would reach a prototype', async () => {
      for (const operation of JSON_OPERATIONS) {
        for (const body of [
          '{"__proto__":{"admin":true}}',
          '{"constructor":{"prototype":{"admin":true}}}',
          '{"a":{"b":{"__proto__":1}}}',
          String.raw`{"\u005f\u005fproto\u005f\u005f":{}}`,
        ]) {
          await refused(service.url, await post(operation, body), 'malformed-json', 'invalid-request');
        }
        expect(Object.prototype).not.toHaveProperty('admin');
      }
    });

    it('takes JSON and no other media type', async () => {
      for (const operation of JSON_OPERATIONS) {
        for (const type of [
          'text/plain',
          'application/x-www-form-urlencoded',
          'application/xml',
          'application/octet-stream',
          'multipart/form-data; boundary=x',
          'application/jsonx',
          'nonsense',
        ]) {
          await refused(service.url, await post(operation, '{"unknownField":1}', type), 'unsupported-media-type');
        }
      }
    });

    it('takes uploads as bytes and under no other media type', async () => {
      for (const operation of OPERATIONS.filter(({ bodyKind }) => bodyKind === 'bytes')) {
        for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
          await refused(service.url, await post(operation, '{"a":1}', type), 'unsupported-media-type');
        }
      }
    });

    it('refuses depth and width without sweat', async () => {
      const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
      const deepObjects = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
      const wide = `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`;
      for (const id of [
        'createSession',
        'createAdaptationRequest',
        'registerAgent',
        'createRelease',
        'completeAttempt',
      ]) {
        const operation = operationById(id);
        for (const body of [deep, deepObjects, wide, `{"a":${deep}}`]) {
          const problem = await refused(service.url, await post(operation, body), 'invalid-request');
          expect(problem.errors?.length ?? 0).toBeLessThanOrEqual(50);
        }
      }
    });

    it('refuses lists far longer than they may be', async () => {
      const many = Array.from({ length: 10_000 }, () => ({}));
      const lists: [string, object][] = [
        ['createAdaptationRequest', { release: 'a/b@1', testPlan: 'x', targets: many }],
        ['createRelease', { version: '1', ordinal: 1, releasedOn: '2026-01-01', artifacts: many }],
        ['createOrganization', { slug: 'x', name: 'x', kinds: many.map(() => 'vendor') }],
        ['createPool', { slug: 'x', cpu: 'a/b', operatingSystems: many.map(() => 'c/d@1') }],
        ['registerAgent', { version: '1', hosts: many, attempts: many }],
        ['appendAttemptLog', { chunks: many }],
        ['completeAttempt', { results: many, evidence: many.map(() => 'x'), hostFacts: {}, isolation: 'none' }],
        ['claimWork', { claimId: '01990000-0000-7000-8000-00000000000f', hosts: many, tokenHash: 'ab'.repeat(32) }],
      ];
      for (const [id, body] of lists) {
        await refused(service.url, await post(operationById(id), JSON.stringify(body)), 'invalid-request');
      }
    });

    it('refuses bodies beyond any that the contract needs, unread where it was told their size', async () => {
      for (const [id, bytes] of [
        ['createSession', 1.1 * 1024 ** 2],
        ['createAdaptationRequest', 1.1 * 1024 ** 2],
        ['appendAttemptLog', 17 * 1024 ** 2],
      ] as const) {
        const call = await post(operationById(id), '');
        const answer = await send(service.url, {
          ...call,
          headers: { ...call.headers, 'content-length': Math.ceil(bytes) },
        });
        expect(problemOf(answer).code).toBe('payload-too-large');
      }
    });

    it('refuses text that can not be stored, wherever it stands', async () => {
      const bodies: [string, (text: string) => object][] = [
        ['createSession', (text) => ({ username: text, password: 'x' })],
        ['createSession', (text) => ({ username: 'x', password: text })],
        ['createOrganization', (text) => ({ slug: 'fine', name: text, kinds: ['vendor'] })],
        ['createOrganization', (text) => ({ slug: 'fine', name: 'x', uscc: text, kinds: ['vendor'] })],
        ['createProduct', (text) => ({ slug: 'fine', name: 'x', category: text })],
        ['createProduct', (text) => ({ slug: 'fine', name: 'x', category: 'developer-tool', description: text })],
        ['createAdaptationRequest', (text) => ({ release: text, targets: [{ os: text, cpu: text }], testPlan: 'x' })],
        [
          'createAdaptationRequest',
          (text) => ({
            release: 'a/b@1',
            targets: [{ os: 'a/b@1', cpu: 'c/d' }],
            testPlan: 'x',
            parameters: { [text]: 'x' },
          }),
        ],
        ['createApiKey', (text) => ({ name: text })],
        [
          'registerAgent',
          (text) => ({ version: '1', hosts: [{ name: 'h', pool: 'local', facts: { a: text } }], attempts: [] }),
        ],
        [
          'registerAgent',
          (text) => ({ version: '1', hosts: [{ name: 'h', pool: 'local', facts: { [text]: 1 } }], attempts: [] }),
        ],
        ['heartbeat', (text) => ({ case: text })],
        ['completeAttempt', (text) => ({ results: [], evidence: [text], hostFacts: {}, isolation: 'none' })],
        ['completeAttempt', (text) => ({ results: [], evidence: [], hostFacts: { a: text }, isolation: 'none' })],
        ['completeAttempt', (text) => ({ results: [], evidence: [], hostFacts: {}, isolation: 'none', message: text })],
      ];
      for (const [id, bodyWith] of bodies) {
        for (const text of ['a\0b', 'a\ud800b', '\udc00']) {
          const body = JSON.stringify(bodyWith(text));
          await refused(service.url, await post(operationById(id), body), 'invalid-request');
        }
      }
    });

    it('refuses numbers beyond their columns', async () => {
      const numbers = ['1e400', '-1', '2147483648', '9007199254740993', '1.5', '"1"', '1e308'];
      for (const number of numbers) {
        const release = `{"version":"1","ordinal":${number},"releasedOn":"2026-01-01"}`;
        await refused(
          service.url,
          {
            ...(await post(operationById('createRelease'), release)),
            path: pathOf(operationById('createRelease'), { vendor: 'dev-vendor' }),
          },
          'invalid-request',
        );
        const token = `{"pools":["local"],"validFor":${number}}`;
        const path = pathOf(operationById('createEnrolmentToken'), { code: 'dev-local' });
        await refused(
          service.url,
          { ...(await post(operationById('createEnrolmentToken'), token)), path },
          'invalid-request',
        );
      }
    });

    it('has stored nothing of all this', async () => {
      expect(await rowCounts(service)).toEqual(before);
      expect(await storedFiles(service)).toEqual([]);
    });
  });
}
