import { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { certified, tested } from './certifying.js';
import { succeed } from './http.js';
import { reviewOf, submit } from './jobs.js';
import { joinAs } from './members.js';
import { registerRelease } from './releases.js';

/** What rivals must neither see nor touch: things of dev-vendor, dev-lab and dev-certification, by id or slug. */
export interface Things {
  readonly draft: string;
  readonly published: string;
  readonly request: string;
  readonly job: string;
  readonly certificate: string;
  readonly review: string;
  readonly apiKey: string;
  readonly agent: string;
  readonly host: string;
  readonly attempt: string;
}

export async function thingsOfOthers(service: TestService, agent: FakeAgent): Promise<Things> {
  const token = await service.tokenOf('vendor');
  const draft = await registerRelease(service, { token, vendor: 'dev-vendor', published: false });
  const done = await certified(service, agent);
  const waiting = await tested(service, agent);
  const request = await submit(service, token, done.release.coordinate);
  const review = await reviewOf(service, await service.tokenOf('reviewer'), waiting.jobId);
  const key = { method: 'POST', path: '/api/v1/api-keys', token, json: { name: 'mine' } };
  return {
    draft: draft.product,
    published: done.release.product,
    request: request.id,
    job: done.jobId,
    certificate: done.number,
    review: review.id,
    apiKey: (await succeed<{ id: string }>(service.url, key)).id,
    agent: agent.id,
    host: agent.hosts[0]?.id ?? '',
    attempt: done.attempt.id,
  };
}

/** Credentials of organizations of the same kinds that have no part in those things; the agent is of center `rival`. */
export interface Rivals {
  readonly vendor: string;
  readonly operator: string;
  readonly certifier: string;
  readonly agent: string;
}

export async function rivalsOf(service: TestService): Promise<Rivals> {
  const laboratory = await joinAs(service, 'center-operator');
  const post = (path: string, json: object, token?: string) =>
    succeed<{ token: string }>(service.url, {
      method: 'POST',
      path: `/api/v1${path}`,
      token,
      json,
    });
  const center = { code: 'rival', name: '别家', organization: laboratory.organization, region: '110000' };
  await post('/centers', center, await service.tokenOf('operator'));
  const pool = { slug: 'local', cpu: 'zhaoxin/kx-7000', operatingSystems: ['debian/debian@12'] };
  await post('/centers/rival/pools', pool, laboratory.token);
  const { token } = await post('/centers/rival/enrolment-tokens', { pools: ['local'] }, laboratory.token);
  const agent = await FakeAgent.enrol(service.url, token, 'rival');
  return {
    vendor: (await joinAs(service, 'vendor')).token,
    operator: laboratory.token,
    certifier: (await joinAs(service, 'certifier')).token,
    agent: agent.credential,
  };
}
