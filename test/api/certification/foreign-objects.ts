import { beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '#libs/contracts';
import type { Role } from '#libs/domain';
import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import type { CertificationWorld } from '../support/certification-world.js';
import { rivalsOf, thingsOfOthers, type Rivals, type Things } from '../support/rivals.js';
import { send, problemOf, succeed, type Answer, type Call } from '../support/http.js';
import { operationById, pathOf } from '../support/operations.js';
import { sha256Of } from '../support/releases.js';
import { contents, storedFiles } from '../support/stored.js';

export function foreignObjects(open: () => CertificationWorld): void {
  describe("another organization's things", () => {
    let service: TestService;
    let things: Things;
    let agent: FakeAgent;
    let rivals: Rivals;
    beforeAll(async () => {
      ({ service, agent } = open());
      things = await thingsOfOthers(service, agent);
      rivals = await rivalsOf(service);
    });

    const call = (id: string, params: Record<string, string>, token: string | undefined, json?: unknown): Call => {
      const operation = operationById(id);
      return {
        method: operation.method,
        path: pathOf(operation, params),
        token,
        ...(json === undefined ? {} : { json }),
      };
    };
    const release = { version: '6.6', ordinal: 66, releasedOn: '2026-01-01' };
    const pool = { slug: 'mine', cpu: 'zhaoxin/kx-7000', operatingSystems: ['debian/debian@12'] };
    const statement = { kind: 'kernel-module', kernelModule: true };
    const reason = { reason: '不是我的' };

    /** Calls by bystanders on things that are there, beside the same calls on things that are not. */
    function attempts(): [name: string, foreign: Call, nothing: Call][] {
      const { vendor, certifier, operator, agent: foreignAgent } = rivals;
      const both = (
        id: string,
        params: Record<string, string>,
        token: string | undefined,
        json?: unknown,
      ): [string, Call, Call] => [
        `${id} ${JSON.stringify(params)}`,
        call(id, params, token, json),
        call(id, { ...params, ...absent(params) }, token, json),
      ];
      return [
        both('getProduct', { vendor: 'dev-vendor', product: things.draft }, vendor),
        both('getProduct', { vendor: 'dev-vendor', product: things.draft }, undefined),
        both('publishProduct', { vendor: 'dev-vendor', product: things.draft }, vendor),
        both('createRelease', { vendor: 'dev-vendor', product: things.draft }, vendor, release),
        both('listReleases', { vendor: 'dev-vendor', product: things.draft }, vendor),
        both('listReleases', { vendor: 'dev-vendor', product: things.draft }, undefined),
        both('listStatements', { vendor: 'dev-vendor', product: things.draft, version: '1.0' }, vendor),
        both('listStatements', { vendor: 'dev-vendor', product: things.draft, version: '1.0' }, undefined),
        both('stateRelease', { vendor: 'dev-vendor', product: things.draft, version: '1.0' }, vendor, statement),
        // What everybody may see is still nobody else's to change.
        both('publishProduct', { vendor: 'dev-vendor', product: things.published }, vendor),
        both('createRelease', { vendor: 'dev-vendor', product: things.published }, vendor, release),
        both('getAdaptationRequest', { id: things.request }, vendor),
        both('cloneAdaptationRequest', { id: things.request }, vendor, { os: 'kylinsoft/kylin-server@v10-sp3' }),
        both('getJob', { id: things.job }, vendor),
        both('getJob', { id: things.job }, operator),
        both('getJobLog', { id: things.job }, vendor),
        both('getJobLog', { id: things.job }, operator),
        both('getEvidence', { id: things.job, number: '1', name: 'report.txt' }, vendor),
        both('getEvidence', { id: things.job, number: '1', name: 'report.txt' }, operator),
        both('cancelJob', { id: things.job }, vendor, {}),
        both('cancelJob', { id: things.job }, operator, {}),
        both('revokeApiKey', { id: things.apiKey }, vendor),
        both('rotateApiKey', { id: things.apiKey }, vendor, {}),
        both('listPools', { code: 'dev-local' }, operator),
        both('listHosts', { code: 'dev-local' }, operator),
        both('listAgents', { code: 'dev-local' }, operator),
        both('createPool', { code: 'dev-local' }, operator, pool),
        both('createEnrolmentToken', { code: 'dev-local' }, operator, { pools: ['local'] }),
        both('revokeAgent', { code: 'dev-local', id: things.agent }, operator),
        both('revokeAgent', { code: 'rival', id: things.agent }, operator),
        both('updateHost', { id: things.host }, operator, { state: 'draining' }),
        both('decideReview', { id: things.review }, vendor, { decision: 'approve' }),
        both('decideReview', { id: things.review }, certifier, { decision: 'approve' }),
        both('revokeCertificate', { number: things.certificate }, certifier, reason),
        both('suspendCertificate', { number: things.certificate }, certifier, reason),
        both('reinstateCertificate', { number: things.certificate }, certifier, reason),
        both('heartbeat', { id: things.attempt }, foreignAgent, {}),
        both('completeAttempt', { id: things.attempt }, foreignAgent, {
          results: [],
          evidence: [],
          hostFacts: {},
          isolation: 'none',
        }),
        both('appendAttemptLog', { id: things.attempt }, foreignAgent, {
          chunks: [{ seq: 0, at: '2026-01-01T00:00:00Z', stream: 'agent', text: 'x' }],
        }),
        both('getAttemptArtifact', { id: things.attempt }, foreignAgent),
        [
          'putEvidence',
          withBytes(call('putEvidence', { id: things.attempt, name: 'forged.txt' }, foreignAgent)),
          withBytes(call('putEvidence', { name: 'forged.txt' }, foreignAgent)),
        ],
      ];
    }

    function withBytes(call: Call): Call {
      const headers = { 'content-type': 'application/octet-stream' };
      return { ...call, path: `${call.path}?sha256=${sha256Of('x')}`, body: 'x', headers };
    }

    /** The same parameters, naming nothing. */
    function absent(params: Record<string, string>): Record<string, string> {
      if ('product' in params) return { product: 'no-such-product' };
      if ('code' in params && !('id' in params)) return { code: 'no-such-center' };
      if ('number' in params && !('id' in params)) return { number: 'SP-1999-0000001' };
      return { id: '01990000-0000-7000-8000-0000000000ff' };
    }

    it('reads as not found, in the same words as what does not exist, and stays as it is', async () => {
      const tables = [
        'products',
        'releases',
        'jobs',
        'reviews',
        'findings',
        'api_keys',
        'agents',
        'hosts',
        'pools',
      ] as const;
      const before = await contents(service, ...tables, 'enrolment_tokens', 'attempts', 'attempt_log_chunks');
      const files = await storedFiles(service);
      const sent = (request: Call): Promise<Answer> =>
        send(service.url, { ...request, headers: { 'shipei-attempt-token': 'a guess', ...request.headers } });
      for (const [name, foreign, nothing] of attempts()) {
        const [there, absentAnswer] = [await sent(foreign), await sent(nothing)];
        const [problem, same] = [problemOf(there), problemOf(absentAnswer)];
        expect({ name, code: problem.code }).toEqual({ name, code: 'not-found' });
        expect({ name, status: same.status, detail: same.detail, facts: same.facts }).toEqual({
          name,
          status: problem.status,
          detail: problem.detail,
          facts: problem.facts,
        });
      }
      expect(await contents(service, ...tables, 'enrolment_tokens', 'attempts', 'attempt_log_chunks')).toEqual(before);
      expect(await storedFiles(service)).toEqual(files);
    });

    it('is covered by the list above, whatever operation names a thing', () => {
      // Dead letters are the service's own: operators deal with them all.
      const open = [
        'getOrganization',
        'addMember',
        // Applications are for operators alone, and an organization's people for who manages it: test/api/registry.
        'approveApplication',
        'rejectApplication',
        'createInvitation',
        'createRecovery',
        'endMembership',
        'listInvitations',
        'listMembers',
        'revokeInvitation',
        'updateMember',
        'getCertificate',
        'putArtifact',
        'headArtifact',
        // Policies and the catalogue belong to nobody; only operators see the latter's changes: test/api/catalogue-changes.test.ts.
        'getPolicy',
        'activatePolicy',
        'diffPolicy',
        'getCatalogueChange',
        // Proposed inheritances: beside, in inheritances.ts.
        'getInheritance',
        // Findings that are not public: test/api/matrix-facts.
        'getFinding',
        'publishFinding',
        // Imports are their organization's; templates everybody's: test/api/imports.test.ts.
        'getImport',
        'listImportRows',
        'applyImport',
        'undoImport',
        'getImportTemplate',
        // Drafts of solutions: test/api/solutions.
        'getSolution',
        'publishSolution',
        'checkSolution',
        'listSolutionPlatforms',
        'resolveDeadLetter',
        'getBadge',
      ];
      const covered = new Set([...attempts().map(([name]) => name.split(' ')[0]), ...open]);
      const naming = OPERATIONS.filter(({ path }) => path.includes('{')).map(({ id }) => id);
      expect(naming.filter((id) => !covered.has(id))).toEqual([]);
    });

    it('does not appear in lists', async () => {
      const listed = async (path: string, token: string): Promise<string> =>
        JSON.stringify(await succeed(service.url, { path, token }));
      const { vendor } = rivals;
      expect(await listed('/api/v1/adaptation-requests', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/jobs', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/jobs', rivals.operator)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/reviews', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/api-keys', vendor)).toBe('{"items":[],"nextCursor":null}');
      expect(await listed('/api/v1/products?vendor=dev-vendor&limit=200', vendor)).not.toContain(things.draft);
    });

    it('can not be asked for, declared about or tested: a draft is an unknown coordinate', async () => {
      const coordinate = `dev-vendor/${things.draft}@1.0`;
      const platform = service.prepared.platform;
      const calls: [Role | 'stranger', Call][] = [
        [
          'stranger',
          { path: `/api/v1/matrix/check?${new URLSearchParams({ release: coordinate, ...platform }).toString()}` },
        ],
        [
          'vendor',
          { method: 'POST', path: '/api/v1/declarations', json: { release: coordinate, ...platform, source: 'x' } },
        ],
        [
          'vendor',
          {
            method: 'POST',
            path: '/api/v1/adaptation-requests',
            json: { release: coordinate, targets: [platform], testPlan: 'command-line-software' },
          },
        ],
      ];
      for (const [who, request] of calls) {
        const problem = problemOf(
          await send(service.url, who === 'stranger' ? request : { ...request, token: rivals.vendor }),
        );
        expect(problem.code).toBe('unknown-coordinate');
        expect(JSON.stringify(problem.facts)).not.toContain(things.draft);
      }
    });

    it('keeps the evidence and the log for those who have a part in the job', async () => {
      const evidence = `/api/v1/jobs/${things.job}/attempts/1/evidence/report.txt`;
      for (const role of ['vendor', 'center-operator', 'reviewer', 'certifier'] as const) {
        const answer = await send(service.url, { path: evidence, token: await service.tokenOf(role) });
        expect({ role, ...answer }).toMatchObject({
          status: 200,
          text: expect.stringMatching(/^report of dev-vendor/),
        });
        const log = await send(service.url, {
          path: `/api/v1/jobs/${things.job}/log?follow=false`,
          token: await service.tokenOf(role),
        });
        expect(log.text).toMatch(/^event: log\nid: 1\.0\ndata: .*testing dev-vendor.*\n\nevent: end\n/);
        expect(log.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      }
    });
  });
}
