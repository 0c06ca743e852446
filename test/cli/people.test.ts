import {
  acceptInvitation,
  applyForOrganization,
  changePassword,
  createInvitation,
  createRecovery,
  createSession,
  endMembership,
  joinByInvitation,
  lookUpApplication,
  recoverPassword,
  rejectApplication,
  rotateApiKey,
  switchSession,
} from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JOB_ID, REQUEST_ID, SESSION } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const LATER = '2026-11-23T14:00:00Z';
const APPLICATION = {
  id: REQUEST_ID,
  slug: 'dameng',
  name: '达梦',
  nameEn: null,
  uscc: '91999999MA0000001N',
  kinds: ['vendor'],
  role: 'vendor',
  applicant: '王',
  contact: 'wang@example.com',
  state: 'pending',
  reason: null,
  createdAt: LATER,
  decidedAt: null,
  joinUntil: null,
} as const;

describe('how organizations and people come in', () => {
  let service: StandIn;
  let person: Person;
  const bodies: unknown[] = [];

  beforeEach(async () => {
    bodies.length = 0;
    service = new StandIn()
      .on(applyForOrganization, ({ body }) => {
        bodies.push(body);
        return { ...APPLICATION, kinds: [...APPLICATION.kinds], secret: 'sho_once' };
      })
      .on(lookUpApplication, ({ body }) => {
        bodies.push(body);
        return { ...APPLICATION, kinds: [...APPLICATION.kinds], state: 'rejected' as const, reason: '材料不全' };
      })
      .on(rejectApplication, ({ body }) => {
        bodies.push(body);
        return { ...APPLICATION, kinds: [...APPLICATION.kinds], state: 'rejected' as const, reason: body.reason };
      })
      .on(createInvitation, ({ body, params }) => {
        bodies.push(body);
        return {
          id: JOB_ID,
          organization: params.slug,
          role: body.role,
          manages: body.manages,
          note: body.note ?? null,
          createdAt: LATER,
          expiresAt: LATER,
          state: 'open' as const,
          token: 'shi_once',
        };
      })
      .on(acceptInvitation, ({ body }) => {
        bodies.push(body);
        return { ...SESSION.membership, manages: true };
      })
      .on(joinByInvitation, ({ body }) => {
        bodies.push(body);
        return { username: body.username, membership: SESSION.membership };
      })
      .on(switchSession, ({ body }) => {
        bodies.push(body);
        return { ...SESSION, token: 'shs_new', membership: { ...SESSION.membership, organization: body.organization } };
      })
      .on(changePassword, ({ body }) => {
        bodies.push(body);
      })
      .on(recoverPassword, ({ body }) => {
        bodies.push(body);
      })
      .on(createRecovery, () => ({ token: 'shr_once', expiresAt: LATER }))
      .on(rotateApiKey, ({ body, params }) => {
        bodies.push(body);
        return {
          id: params.id,
          name: 'ci',
          prefix: 'shk_new',
          createdAt: LATER,
          expiresAt: null,
          revokedAt: null,
          lastUsedAt: LATER,
          rotatedAt: LATER,
          previousUntil: LATER,
          key: 'shk_newest',
        };
      })
      .on(createSession, () => SESSION)
      .on(endMembership, () => undefined);
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  const APPLY = ['applications', 'create', 'dameng', '--name', '达梦', '--uscc', APPLICATION.uscc, '--kind', 'vendor'];

  it('applies without an account and shows the secret once', async () => {
    const who = ['--role', 'vendor', '--applicant', '王', '--contact', 'wang@example.com'];
    const ran = await person.run([...APPLY, ...who]);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toMatch(/\nsho_once\n$/);
    expect(bodies).toMatchObject([{ slug: 'dameng', kinds: ['vendor'], role: 'vendor', applicant: '王' }]);
    expect((await person.run([...APPLY, ...who.with(1, 'operator')])).code).toBe(2);
  });

  it('looks an application up by a secret that is never on the command line', async () => {
    const { code, stdout } = await person.run(['applications', 'status'], {
      env: { SHIPEI_ONE_TIME_TOKEN: 'sho_once' },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('已驳回 rejected');
    expect(stdout).toContain('材料不全');
    expect(bodies).toEqual([{ secret: 'sho_once' }]);
    expect((await person.run(['applications', 'status'])).code).toBe(2);
  });

  it('turns an application down with a reason only', async () => {
    expect((await person.run(['applications', 'reject', REQUEST_ID])).code).toBe(2);
    expect((await person.run(['applications', 'reject', REQUEST_ID, '--reason', '材料不全'])).code).toBe(0);
    expect(bodies).toEqual([{ reason: '材料不全' }]);
  });

  it('invites, and shows the token once', async () => {
    const args = ['organizations', 'invite', 'dameng', '--role', 'vendor', '--manages', '--valid-for-hours', '24'];
    const ran = await person.run([...args, '--note', '小王']);
    expect(ran.stdout).toMatch(/\nshi_once\n$/);
    expect(bodies).toEqual([{ role: 'vendor', manages: true, note: '小王', validForHours: 24 }]);
  });

  it('joins with a new account or as who is signed in', async () => {
    const env = { SHIPEI_ONE_TIME_TOKEN: 'shi_once' };
    const asNew = ['join', '-u', 'wang', '--display-name', '王', '--password-stdin'];
    const ran = await person.run(asNew, { env, input: 'a long enough password\n' });
    expect(ran).toMatchObject({ code: 0 });
    expect(`${ran.stdout}${ran.stderr}`).not.toContain('long enough');
    const asMyself = await person.run(['join'], { env });
    expect(asMyself.stdout).toContain('[管理 manages]');
    expect(bodies).toEqual([
      { token: 'shi_once', username: 'wang', displayName: '王', password: 'a long enough password' },
      { token: 'shi_once' },
    ]);
  });

  it('goes on as another membership with the session that is kept', async () => {
    expect((await person.run(['switch', 'beijing'])).code).toBe(2);
    await person.run(['login', '-u', 'li', '--password-stdin'], { input: 'p\n' });
    const ran = await person.run(['switch', 'beijing', '--role', 'vendor']);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).not.toContain('shs_new');
    expect(bodies).toEqual([{ organization: 'beijing', role: 'vendor' }]);
    await person.run(['organizations', 'end-membership', 'dameng', JOB_ID]);
    expect(service.authorizations.at(-1)).toBe('Bearer shs_new');
  });

  it('changes the password and forgets the session, which has ended', async () => {
    await person.run(['login', '-u', 'li', '--password-stdin'], { input: 'p\n' });
    const ran = await person.run(['password', '--new-password-stdin'], {
      env: { SHIPEI_PASSWORD: 'the present password' },
      input: 'the next password\n',
    });
    expect(ran).toMatchObject({ code: 0 });
    expect(bodies).toEqual([{ currentPassword: 'the present password', newPassword: 'the next password' }]);
    expect((await person.run(['logout'])).code).toBe(2);
  });

  it('issues a recovery, and recovers by it', async () => {
    const issued = await person.run(['organizations', 'recover-member', 'dameng', JOB_ID]);
    expect(issued.stdout).toMatch(/\nshr_once\n$/);
    const env = { SHIPEI_ONE_TIME_TOKEN: 'shr_once' };
    const ran = await person.run(['recover', '--new-password-stdin'], { env, input: 'the next password\n' });
    expect(ran).toMatchObject({ code: 0 });
    expect(bodies).toEqual([{ token: 'shr_once', password: 'the next password' }]);
    expect((await person.run(['recover'], { env })).code).toBe(2);
  });

  it('rotates a key, and shows the new one once', async () => {
    const ran = await person.run(['api-keys', 'rotate', JOB_ID, '--overlap-hours', '2']);
    expect(ran.stdout).toMatch(/\nshk_newest\n$/);
    await person.run(['api-keys', 'rotate', JOB_ID]);
    expect(bodies).toEqual([{ overlapHours: 2 }, { overlapHours: 24 }]);
  });

  it('ends a membership', async () => {
    const ran = await person.run(['organizations', 'end-membership', 'dameng', JOB_ID, '--json']);
    expect(JSON.parse(ran.stdout)).toEqual({ organization: 'dameng', id: JOB_ID, ended: true });
  });
});
