import { signInAtProvider, type SentBack } from '../../support/oidc-provider.js';
import type { TestService } from '../../support/service.js';
import { succeed, type Call } from '../support/http.js';
import { joinAs, unique, type Member } from '../support/members.js';

/** A way back as the command line has one, on a port of the moment. */
export const BACK = 'http://127.0.0.1:54321/callback';

export interface Begun {
  readonly authorizationUrl: string;
  readonly handle: string;
  readonly expiresAt: string;
}

export function start(json: object = {}): Call {
  return {
    method: 'POST',
    path: '/api/v1/sessions/provider',
    json: { provider: 'company', redirectUri: BACK, ...json },
  };
}

export function finish(json: object): Call {
  return { method: 'POST', path: '/api/v1/sessions/provider/completion', json };
}

export function startLink({ token, password }: Pick<Member, 'token' | 'password'>, json: object = {}): Call {
  return {
    method: 'POST',
    path: '/api/v1/me/identities/links',
    token,
    json: { provider: 'company', redirectUri: BACK, password, ...json },
  };
}

export function finishLink(token: string, json: object): Call {
  return { method: 'POST', path: '/api/v1/me/identities', token, json };
}

export function me(token: string): Call {
  return { path: '/api/v1/me', token };
}

/** People with a browser who come to the service by way of the provider. */
export class Visitors {
  constructor(private readonly service: TestService) {}

  begin(json: object = {}): Promise<Begun> {
    return succeed<Begun>(this.service.url, start(json));
  }

  /** Begins, signs in at the provider and comes back. */
  async proof(login: string | undefined, begun?: Begun): Promise<SentBack & { handle: string }> {
    const { authorizationUrl, handle } = begun ?? (await this.begin());
    return { handle, ...(await signInAtProvider(authorizationUrl, login)) };
  }

  async link(member: Member, login: string): Promise<{ id: string }> {
    const begun = await succeed<Begun>(this.service.url, startLink(member));
    return succeed(this.service.url, finishLink(member.token, await this.proof(login, begun)));
  }

  /** Somebody with an identity of the provider, whose name there is not their username here. */
  async linked(): Promise<{ member: Member; login: string; id: string }> {
    const [member, login] = [await joinAs(this.service, 'vendor'), unique('login')];
    return { member, login, id: (await this.link(member, login)).id };
  }

  async signInAs(login: string) {
    return succeed<{ token: string; membership: { organization: string } }>(
      this.service.url,
      finish(await this.proof(login)),
    );
  }
}
