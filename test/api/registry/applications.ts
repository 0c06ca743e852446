import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkUscc } from '#libs/domain';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { createOrganization, joinAs, unique } from '../support/members.js';
import { rowCounts } from '../support/stored.js';
import { accept, invite, join } from './people.js';

let made = 1_000;

/** A code of GB 32100-2015 that nobody has: of the 31 possible check characters one verifies. */
function freshUscc(): string {
  made += 1;
  const body = `91999999MA${String(made).padStart(7, '0')}`;
  for (const check of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
    const checked = checkUscc(`${body}${check}`);
    if (checked.ok) return checked.uscc;
  }
  throw new Error('no check character fits');
}

interface Application {
  readonly id: string;
  readonly slug: string;
  readonly uscc: string;
  readonly secret: string;
}

export function applications(open: () => TestService): void {
  describe('applications of organizations', () => {
    let service: TestService;
    let operator: string;
    beforeAll(async () => {
      service = open();
      operator = await service.tokenOf('operator');
    });

    const apply = (more: object = {}): Call => ({
      method: 'POST',
      path: '/api/v1/organization-applications',
      json: {
        slug: unique('applied'),
        name: '某某科技',
        uscc: freshUscc(),
        kinds: ['vendor'],
        role: 'vendor',
        applicant: '张三',
        contact: 'zhang@example.com',
        ...more,
      },
    });
    const applied = (more: object = {}) => succeed<Application>(service.url, apply(more));
    const lookUp = (secret: string): Call => ({
      method: 'POST',
      path: '/api/v1/organization-applications/lookup',
      json: { secret },
    });
    const decide = (id: string, verdict: 'approval' | 'rejection', token = operator): Call => ({
      method: 'POST',
      path: `/api/v1/organization-applications/${id}/${verdict}`,
      token,
      ...(verdict === 'rejection' ? { json: { reason: '材料不全' } } : {}),
    });

    it('let nobody do anything before they are approved, and then the applicant manage', async () => {
      const before = await rowCounts(service);
      const application = await applied();
      expect(application).toMatchObject({ state: 'pending', reason: null, joinUntil: null });
      expect(await rowCounts(service)).toEqual(before);
      const { secret, ...shown } = application;
      expect(await succeed(service.url, lookUp(secret))).toEqual(shown);
      await refused(service.url, join(secret), 'one-time-token-invalid');
      await refused(service.url, { path: '/api/v1/me', token: secret }, 'unauthenticated');
      await refused(service.url, { path: `/api/v1/organizations/${application.slug}` }, 'not-found');

      const approved = await succeed(service.url, decide(application.id, 'approval'));
      expect(approved).toMatchObject({ state: 'approved', joinUntil: expect.any(String) });
      expect(await succeed(service.url, lookUp(secret))).toEqual(approved);
      expect(await succeed(service.url, { path: `/api/v1/organizations/${application.slug}` })).toMatchObject({
        uscc: application.uscc,
        kinds: ['vendor'],
      });
      const username = unique('first');
      expect(await succeed(service.url, join(secret, { username }))).toMatchObject({
        membership: { organization: application.slug, role: 'vendor', manages: true },
      });
      await refused(service.url, join(secret), 'one-time-token-invalid');
      expect(await succeed(service.url, lookUp(secret))).toMatchObject({ state: 'approved', joinUntil: null });
      const session = { username, password: 'a password of their own' };
      const { token } = await succeed<{ token: string }>(service.url, {
        method: 'POST',
        path: '/api/v1/sessions',
        json: session,
      });
      await succeed(service.url, invite(application.slug, token));
    });

    it('can be for a second organization of somebody who has an account', async () => {
      const person = await joinAs(service, 'vendor');
      const { id, secret } = await applied({ kinds: ['reviewing-body', 'vendor'], role: 'reviewer' });
      await succeed(service.url, decide(id, 'approval'));
      expect(await succeed(service.url, accept(secret, person.token))).toMatchObject({
        role: 'reviewer',
        manages: true,
      });
    });

    it('are turned down with a reason that the applicant sees', async () => {
      const { id, secret } = await applied();
      const empty = { ...decide(id, 'rejection'), json: { reason: '  ' } };
      await refused(service.url, empty, 'invalid-request');
      await succeed(service.url, decide(id, 'rejection'));
      expect(await succeed(service.url, lookUp(secret))).toMatchObject({ state: 'rejected', reason: '材料不全' });
      await refused(service.url, join(secret), 'one-time-token-invalid');
    });

    it('are decided once, by operators', async () => {
      const { id } = await applied();
      for (const role of ['vendor', 'center-operator', 'reviewer', 'certifier'] as const) {
        const token = await service.tokenOf(role);
        await refused(service.url, decide(id, 'approval', token), 'forbidden');
        await refused(service.url, decide(id, 'rejection', token), 'forbidden');
        await refused(service.url, { path: '/api/v1/organization-applications', token }, 'forbidden');
      }
      const answers = await Promise.all(
        (['approval', 'rejection', 'approval'] as const).map((verdict) => send(service.url, decide(id, verdict))),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      await refused(service.url, decide(id, 'approval'), 'illegal-transition');
      await refused(service.url, decide('01990000-0000-7000-8000-00000000000f', 'approval'), 'not-found');
    });

    it('are listed by state, without their secrets', async () => {
      const { id, secret } = await applied();
      const page = async (state: string) => {
        const path = `/api/v1/organization-applications?state=${state}&limit=200`;
        return send(service.url, { path, token: operator });
      };
      const pending = await page('pending');
      expect(pending.text).toContain(id);
      expect(pending.text).not.toContain(secret);
      expect((await page('rejected')).text).not.toContain(id);
      const stored = await service.parts.db.query<{ text: string }[]>(
        'SELECT t::text AS text FROM organization_applications t UNION ALL SELECT t::text FROM audit_events t',
      );
      expect(stored.map(({ text }) => text).join('\n')).not.toContain(secret);
    });

    it('name what a registered organization has, and say nothing of what others have applied for', async () => {
      const first = await applied();
      const same = { slug: first.slug, uscc: first.uscc };
      const second = await applied(same);
      await succeed(service.url, decide(first.id, 'approval'));
      expect((await refused(service.url, apply(same), 'already-exists')).errors).toMatchObject([{ path: 'uscc' }]);
      const slug = await refused(service.url, apply({ slug: first.slug }), 'already-exists');
      expect(slug.errors).toMatchObject([{ path: 'slug' }]);
      const late = await refused(service.url, decide(second.id, 'approval'), 'already-exists');
      expect(late.errors).toMatchObject([{ path: 'slug' }]);
      expect(await succeed(service.url, lookUp(second.secret))).toMatchObject({ state: 'pending' });
      await succeed(service.url, decide(second.id, 'rejection'));
      const free = await createOrganization(service, ['vendor']);
      await refused(service.url, apply({ slug: free }), 'already-exists');
    });

    it('are refused for what does not verify or fit, and can not ask to run the platform', async () => {
      const count = () => service.parts.db.query<object[]>('SELECT count(*) FROM organization_applications');
      const before = await count();
      await refused(service.url, apply({ uscc: '91999999MA0000001X' }), 'invalid-uscc');
      for (const [more, path] of [
        [{ kinds: ['platform-operator'] }, 'kinds.0'],
        [{ kinds: ['vendor'], role: 'operator' }, 'role'],
        [{ kinds: ['vendor'], role: 'reviewer' }, 'role'],
        [{ kinds: [] }, 'kinds'],
        [{ contact: '' }, 'contact'],
        [{ name: 'a\u0000b' }, 'name'],
        [{ uscc: undefined }, 'uscc'],
      ] as const) {
        const problem = await refused(service.url, apply(more), 'invalid-request');
        expect(problem.errors).toContainEqual(expect.objectContaining({ path }));
      }
      await refused(service.url, lookUp('sho_guessed'), 'not-found');
      expect(await count()).toEqual(before);
    });
  });
}
