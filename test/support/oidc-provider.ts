import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ProviderSettings } from '#libs/registry';

export type Behaviour =
  | 'right'
  | 'overloaded'
  | 'endless'
  | 'no signature'
  | 'another audience'
  | 'another issuer'
  | 'another nonce'
  | 'an end in the past'
  | 'a clock that is late'
  | 'the right claims under another key';

/** What the browser was sent back with. */
export interface SentBack {
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
}

/** A real OpenID Connect provider in a process of its own, and a browser that signs in there. */
export class OidcProvider {
  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(): Promise<OidcProvider> {
    const program = path.join(import.meta.dirname, 'oidc-provider-process.mjs');
    // It says at length that it is set up for trials; what it says counts where it does not come up.
    const child = fork(program, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`no provider: ${said}`)));
    // The process's first message.
    const [{ issuer }] = (await Promise.race([once(child, 'message'), ended])) as [{ issuer: string }];
    ended.catch(() => undefined);
    return new OidcProvider(child, issuer);
  }

  settings(more: Partial<ProviderSettings> = {}): ProviderSettings {
    return {
      name: 'company',
      displayName: '公司账号',
      issuer: this.issuer,
      clientId: 'shipei',
      clientSecret: 'known to the two of them',
      clientAuthentication: 'client_secret_basic',
      redirectUris: ['http://127.0.0.1/callback', 'https://portal.example/sign-in'],
      ...more,
    };
  }

  /** @returns the requests that arrived since the last time, as `METHOD /path` */
  async behave(behave: Behaviour): Promise<readonly string[]> {
    return this.#tell({ behave });
  }

  /** Signs with another key from now on, and publishes that alone. */
  async rotateKeys(): Promise<void> {
    await this.#tell({ rotate: true });
  }

  async #tell(message: object): Promise<readonly string[]> {
    const answered = once(this.child, 'message');
    this.child.send(message);
    // The process answers each message with what it was asked.
    const [{ requests }] = (await answered) as [{ requests: readonly string[] }];
    return requests;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

/**
 * Follows the address as a browser does, types a name into the provider's form and agrees.
 *
 * @param login undefined for somebody who turns back
 */
export async function signInAtProvider(authorizationUrl: string, login: string | undefined): Promise<SentBack> {
  const jar = new Map<string, string>();
  const wanted = new URL(authorizationUrl);
  const back = wanted.searchParams.get('redirect_uri') ?? 'none';
  let [url, form] = [authorizationUrl, undefined as URLSearchParams | undefined];
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const page = await response.text();
    const location = response.headers.get('location');
    if (location?.startsWith(back) === true) return sentBackWith(new URL(location));
    if (location !== null) {
      [url, form] = [new URL(location, url).href, undefined];
    } else if (login === undefined && page.includes('/abort"')) {
      [url, form] = [`${url}/abort`, undefined];
    } else {
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (prompt === undefined)
        throw new Error(`the provider showed no form: ${response.status} ${page.slice(0, 500)}`);
      form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: login ?? '', password: 'x' } : {}) });
    }
  }
  throw new Error('the provider sent the browser round in circles');
}

function sentBackWith(url: URL): SentBack {
  const { state = '', ...rest } = Object.fromEntries(url.searchParams) as Record<string, string | undefined>;
  const { code, iss, error } = rest;
  return {
    state,
    ...(code === undefined ? {} : { code }),
    ...(iss === undefined ? {} : { iss }),
    ...(error === undefined ? {} : { error }),
  };
}
