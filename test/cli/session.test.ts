import { createSession, deleteCurrentSession, getMe } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SESSION } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const PASSWORD = 'correct horse battery staple 达梦';

describe('shipei login, logout, whoami', () => {
  let service: StandIn;
  let person: Person;
  let url: string;
  const signIns: unknown[] = [];

  beforeEach(async () => {
    signIns.length = 0;
    service = new StandIn()
      .on(createSession, ({ body }) => {
        signIns.push(body);
        if (body.password !== PASSWORD)
          throw new DomainError('wrong-credentials', '账户或密码有误 · Wrong credentials');
        return SESSION;
      })
      .on(deleteCurrentSession, () => undefined)
      .on(getMe, () => ({
        username: 'li',
        displayName: '李',
        membership: SESSION.membership,
        memberships: [SESSION.membership],
      }));
    url = await service.start();
    person = await Person.at(url);
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it('keeps the session in a file that its owner alone can read, and never shows password or token', async () => {
    const ran = await person.run(['login', '-u', 'li'], { env: { SHIPEI_PASSWORD: PASSWORD } });
    expect(ran).toMatchObject({ code: 0 });
    expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/correct horse|the-session-token/);
    expect((await stat(person.sessionFile)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(person.sessionFile))).mode & 0o777).toBe(0o700);
    const file = await readFile(person.sessionFile, 'utf8');
    expect(file).not.toContain('correct horse');
    expect(JSON.parse(file)).toMatchObject({ current: url, sessions: { [url]: { token: SESSION.token } } });
  });

  it('narrows an older file that others could read', async () => {
    await mkdir(path.dirname(person.sessionFile), { recursive: true });
    await writeFile(person.sessionFile, JSON.stringify({ current: null, sessions: {} }));
    await chmod(person.sessionFile, 0o644);
    await person.run(['login', '-u', 'li'], { env: { SHIPEI_PASSWORD: PASSWORD } });
    expect((await stat(person.sessionFile)).mode & 0o777).toBe(0o600);
  });

  it('reads the password from a pipe, without its line end', async () => {
    const ran = await person.run(
      ['login', '-u', 'li', '--organization', 'dameng', '--role', 'vendor', '--password-stdin', '--json'],
      { input: `${PASSWORD}\n` },
    );
    expect(signIns).toEqual([{ username: 'li', password: PASSWORD, organization: 'dameng', role: 'vendor' }]);
    expect(JSON.parse(ran.stdout)).toMatchObject({ url, username: 'li', membership: { organization: 'dameng' } });
  });

  it('says how to give a password where there is no terminal', async () => {
    const ran = await person.run(['login', '-u', 'li']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('--password-stdin');
    expect(service.requests).toEqual([]);
  });

  it('says how to name the account where there is no terminal', async () => {
    const ran = await person.run(['login'], { env: { SHIPEI_PASSWORD: PASSWORD } });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('-u <name>');
    expect(service.requests).toEqual([]);
  });

  it('makes no session that it could not keep', async () => {
    await writeFile(path.join(person.home, '.config'), 'not a directory');
    const ran = await person.run(['login', '-u', 'li'], { env: { SHIPEI_PASSWORD: PASSWORD } });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(person.sessionFile);
    expect(service.requests).toEqual([]);
  });

  it.each([
    [['login', '--wrong'], '未知选项 · unknown option'],
    [['nonsense'], '未知命令 · unknown command'],
    [['jobs', 'show'], '缺少参数 · missing required argument'],
    [['logout', 'more'], '参数过多 · too many arguments'],
  ])('says in both languages what is wrong with the command line: %s', async (args, sentence) => {
    const ran = await person.run(args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(`✘ ${sentence}`);
    expect(ran.stderr).toContain('--help');
  });

  it.each([['--password', PASSWORD], [PASSWORD]])('takes no password on the command line: %s', async (...more) => {
    const ran = await person.run(['login', '-u', 'li', ...more]);
    expect(ran.code).toBe(2);
    expect(service.requests).toEqual([]);
  });

  it('exits with 1 and keeps nothing where the service refuses', async () => {
    const ran = await person.run(['login', '-u', 'li'], { env: { SHIPEI_PASSWORD: 'wrong' } });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('账户或密码有误');
    await expect(stat(person.sessionFile)).rejects.toThrow('ENOENT');
  });

  it('sends the stored session, and SHIPEI_TOKEN before it', async () => {
    await person.run(['login', '-u', 'li'], { env: { SHIPEI_PASSWORD: PASSWORD } });
    await person.run(['whoami']);
    await person.run(['whoami'], { env: { SHIPEI_TOKEN: 'ak_key' } });
    expect(service.authorizations).toEqual([undefined, `Bearer ${SESSION.token}`, 'Bearer ak_key']);
  });

  it('talks to the server of the last sign-in where nothing else says', async () => {
    await person.run(['login', '-u', 'li'], { env: { SHIPEI_PASSWORD: PASSWORD } });
    const ran = await person.run(['whoami'], { env: { SHIPEI_URL: '' } });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain(url);
  });

  it('forgets the session on logout', async () => {
    await person.run(['login', '-u', 'li'], { env: { SHIPEI_PASSWORD: PASSWORD } });
    expect(await person.run(['logout'], { env: { SHIPEI_TOKEN: 'ak_key' } })).toMatchObject({ code: 0 });
    // The session that was stored ends, not the key that happens to be in the environment.
    expect(service.authorizations.at(-1)).toBe(`Bearer ${SESSION.token}`);
    expect(JSON.parse(await readFile(person.sessionFile, 'utf8'))).toEqual({ current: null, sessions: {} });
    expect((await person.run(['logout'])).code).toBe(2);
  });

  it('says what to do with a damaged session file', async () => {
    await mkdir(path.dirname(person.sessionFile), { recursive: true });
    await writeFile(person.sessionFile, '{"half":');
    const ran = await person.run(['whoami']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(person.sessionFile);
  });
});
