import type { FakeAgent } from '../../support/fake-agent.js';
import type { TestService } from '../../support/service.js';
import { membershipOf } from '../registry/people.js';
import { succeed } from '../support/http.js';
import { joinAs } from '../support/members.js';
import { registerRelease } from '../support/releases.js';
import { thingsOfOthers, type Things } from '../support/rivals.js';

/** Things of dev-vendor, dev-lab and dev-certification, by id or slug. */
export interface OwnThings extends Things {
  readonly solution: string;
  readonly invitation: string;
  /** A plain member of dev-vendor. */
  readonly member: string;
  /** A provider's identity of dev-vendor's own account. */
  readonly identity: string;
}

/** Makes them; dev-vendor's own account manages dev-vendor from then on. */
export async function ownThings(service: TestService, agent: FakeAgent): Promise<OwnThings> {
  const [operator, vendor] = [await service.tokenOf('operator'), await service.tokenOf('vendor')];
  const things = await thingsOfOthers(service, agent);
  const manager = await membershipOf(service, { token: vendor });
  const members = '/api/v1/organizations/dev-vendor/members';
  const manages = { method: 'PATCH', path: `${members}/${manager.id}`, token: operator, json: { manages: true } };
  await succeed(service.url, manages);
  const post = (path: string, json: object) =>
    succeed<{ id: string }>(service.url, { method: 'POST', path: `/api/v1${path}`, token: vendor, json });
  const releases = await Promise.all(
    [1, 2].map(() => registerRelease(service, { token: vendor, vendor: 'dev-vendor' })),
  );
  const parts = releases.map(({ coordinate }) => ({ release: coordinate }));
  await post('/solutions', { slug: 'drafted', name: '草稿', releases: parts });
  await post('/solutions', { slug: 'shown', name: '已公布', releases: parts, published: true });
  // No provider runs here; how identities are linked is not the question.
  const [identity] = await service.parts.db.query<{ id: string }[]>(
    `INSERT INTO provider_identities (id, person_id, provider, issuer, subject)
     SELECT gen_random_uuid(), person_id, 'company', 'https://id.example', 'somebody' FROM memberships WHERE id = $1
     RETURNING id`,
    [manager.id],
  );
  const member = await joinAs(service, 'vendor', { organization: 'dev-vendor' });
  return {
    ...things,
    solution: 'drafted',
    invitation: (await post('/organizations/dev-vendor/invitations', { role: 'vendor' })).id,
    member: (await membershipOf(service, member)).id,
    identity: identity?.id ?? '',
  };
}
