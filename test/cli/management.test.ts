import { addMember, createApiKey, createEnrolmentToken, createPool, revokeApiKey, updateHost } from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JOB_ID, REQUEST_ID, SESSION } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const LATER = '2026-11-23T14:00:00Z';

describe('organizations, centers, agents, API keys', () => {
  let service: StandIn;
  let person: Person;
  let url: string;
  const bodies: unknown[] = [];

  beforeEach(async () => {
    bodies.length = 0;
    service = new StandIn()
      .on(addMember, ({ body }) => {
        bodies.push(body);
        return { username: body.username, membership: SESSION.membership };
      })
      .on(createEnrolmentToken, ({ body }) => {
        bodies.push(body);
        return { token: 'she_once', expiresAt: LATER };
      })
      .on(createPool, ({ body, params }) => {
        bodies.push(body);
        return { ...body, center: params.code, hosts: 0, liveHosts: 0, queued: 0, running: 0 };
      })
      .on(updateHost, ({ body, params }) => {
        bodies.push(body);
        return {
          id: params.id,
          center: 'beijing',
          pool: 'kunpeng-920',
          name: 'kunpeng-01',
          state: body.state,
          live: true,
          busy: false,
          tainted: false,
          agentVersion: '0.1.0',
          lastSeenAt: LATER,
          facts: {},
        };
      })
      .on(createApiKey, ({ body }) => ({
        id: REQUEST_ID,
        name: body.name,
        prefix: 'shk_abc',
        createdAt: LATER,
        expiresAt: body.expiresAt ?? null,
        revokedAt: null,
        lastUsedAt: null,
        rotatedAt: null,
        previousUntil: null,
        key: 'shk_abcdef',
      }))
      .on(revokeApiKey, () => undefined);
    url = await service.start();
    person = await Person.at(url);
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it("takes a new account's password from a pipe, or leaves it out for a person who has an account", async () => {
    const args = ['organizations', 'add-member', 'dameng', 'wang', '--role', 'vendor', '--display-name', '王'];
    const ran = await person.run([...args, '--password-stdin'], { input: 'a long enough password\n' });
    expect(ran).toMatchObject({ code: 0 });
    expect(`${ran.stdout}${ran.stderr}`).not.toContain('long enough');
    await person.run(args);
    expect(bodies).toEqual([
      { username: 'wang', displayName: '王', role: 'vendor', password: 'a long enough password' },
      { username: 'wang', displayName: '王', role: 'vendor' },
    ]);
  });

  it('says how to start an agent, with the token in its environment and never on its command line', async () => {
    const { code, stdout } = await person.run(['agents', 'enrol', 'beijing', '--pool', 'a', '--pool', 'b']);
    expect(code).toBe(0);
    expect(bodies).toMatchObject([{ pools: ['a', 'b'] }]);
    expect(stdout).toContain(`export SHIPEI_URL=${url}\n`);
    expect(stdout).toContain('export SHIPEI_AGENT_ENROLMENT_TOKEN=she_once\n');
    expect(stdout).toMatch(/^\s*node \S+$/m);
  });

  it('prints a bare token for scripts', async () => {
    expect((await person.run(['agents', 'token', 'beijing', '--pool', 'a'])).stdout).toBe('she_once\n');
    expect((await person.run(['agents', 'token', 'beijing'])).code).toBe(2);
  });

  it('registers a pool with all its OS images', async () => {
    const os = ['--os', 'openeuler/openeuler@22.03-lts-sp3', '--os', 'openeuler/openeuler@22.03-lts-sp4'];
    const args = ['centers', 'pools-create', 'beijing', 'k920', '--cpu', 'hisilicon/kunpeng-920', ...os];
    expect(await person.run(args)).toMatchObject({ code: 0 });
    expect(bodies).toMatchObject([
      { slug: 'k920', executor: 'local', operatingSystems: [os[1], os[3]], cpu: 'hisilicon/kunpeng-920' },
    ]);
  });

  it('drains a host, and refuses a state that hosts do not have', async () => {
    expect((await person.run(['centers', 'hosts-set', JOB_ID, 'draining', '--reason', '维护'])).code).toBe(0);
    expect((await person.run(['centers', 'hosts-set', JOB_ID, 'asleep'])).code).toBe(2);
    expect(bodies).toEqual([{ state: 'draining', reason: '维护' }]);
  });

  it('shows an API key once, and revokes it', async () => {
    const made = await person.run(['api-keys', 'create', 'ci', '--expires-at', '2027-01-01', '--json']);
    expect(JSON.parse(made.stdout)).toMatchObject({ key: 'shk_abcdef', expiresAt: '2027-01-01T00:00:00.000Z' });
    const revoked = await person.run(['api-keys', 'revoke', REQUEST_ID, '--json']);
    expect(JSON.parse(revoked.stdout)).toEqual({ id: REQUEST_ID, revoked: true });
  });
});
