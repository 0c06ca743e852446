import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signInAtProvider } from '../../support/oidc-provider.js';
import type { TestService } from '../../support/service.js';
import { Person } from '../../cli/support/test-terminal.js';
import { joinAs, unique } from '../support/members.js';

export function commandLine(open: () => TestService): void {
  describe('from the command line', () => {
    let service: TestService;
    let person: Person;
    beforeAll(async () => {
      service = open();
      person = await Person.at(service.url, () => new Date());
    });
    afterAll(() => person.leave());

    /** Runs a command, and follows in a browser the address that it tells. */
    async function runWithBrowser(args: readonly string[], login: string, env: NodeJS.ProcessEnv = {}) {
      let browser: Promise<Response> | undefined;
      const ran = await person.run(args, {
        env,
        hear: (text) => {
          const address = /^http\S+\/auth\?\S+$/m.exec(text)?.[0];
          if (address !== undefined) browser ??= comeBack(address, login);
        },
      });
      return { ...ran, page: await (await browser)?.text() };
    }

    async function comeBack(address: string, login: string): Promise<Response> {
      const back = new URL(new URL(address).searchParams.get('redirect_uri') ?? '');
      // Somebody else on this machine comes first, with a state of their own.
      const strangers = await fetch(`${back.href}?code=theirs&state=theirs`);
      expect({ status: strangers.status, text: await strangers.text() }).toEqual({ status: 404, text: '' });
      for (const [name, value] of Object.entries(await signInAtProvider(address, login))) {
        back.searchParams.set(name, String(value));
      }
      return fetch(back);
    }

    it('links, signs in through the browser, lists and unlinks', async () => {
      const [member, login] = [await joinAs(service, 'vendor'), unique('login')];
      const { username, password } = member;
      const secret = { SHIPEI_PASSWORD: password };
      expect(await person.run(['login', '-u', username], { env: secret })).toMatchObject({ code: 0 });
      const linking = await runWithBrowser(['identities', 'link', 'company', '--json'], login, secret);
      expect(linking).toMatchObject({ code: 0, page: expect.stringContaining('go back to the command line') });
      const { id } = JSON.parse(linking.stdout) as { id: string };
      await person.run(['logout']);
      const signingIn = await runWithBrowser(['login', '--oidc', 'company', '--json'], login);
      expect(signingIn).toMatchObject({ code: 0 });
      expect(JSON.parse(signingIn.stdout)).toMatchObject({
        username,
        membership: { organization: member.organization },
      });
      expect(`${signingIn.stdout}${signingIn.stderr}`).not.toMatch(/sh[sp]_/);
      expect((await person.run(['identities', 'list'])).stdout).toContain(login);
      expect(await person.run(['identities', 'unlink', id])).toMatchObject({ code: 0 });
      // The session came of it.
      expect((await person.run(['whoami'])).code).not.toBe(0);
    });

    it('says what there is to choose from, and what to do where an identity is not linked', async () => {
      const unnamed = await person.run(['login', '--oidc']);
      expect(unnamed).toMatchObject({ code: 2, stderr: expect.stringContaining('company, away') });
      const unknown = await runWithBrowser(['login', '--oidc', 'company'], unique('login'));
      expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('identities link') });
    });

    it('gives up when it is interrupted', async () => {
      const ran = await person.run(['login', '--oidc', 'company'], { interruptOn: '/auth?' });
      expect(ran.code).toBe(130);
    });
  });
}
