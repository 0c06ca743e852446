import * as openid from 'openid-client';
import { boundedFetch, isLoopback, TIMEOUT_SECONDS } from './bounded-fetch.js';
import { providerRefused, providerUnavailable } from './oidc.errors.js';
import { wasRefused, wordOfRefusal } from './provider-failure.js';
import type { ProviderSettings } from './provider-settings.js';
import type { SignInSecrets } from './sign-in-secrets.js';

/** For so long what a provider says of its endpoints is believed. */
const METADATA_MINUTES = 10;
/** By how much a provider's clock may differ. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** For issuers on loopback alone; boundedFetch asks nobody else in the clear. The library looks for this very function. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to make it stand out
const WITHOUT_TLS: ((configuration: openid.Configuration) => void)[] = [openid.allowInsecureRequests];

/** Who a provider says somebody is: the subject is unique and stable within the issuer (OpenID Connect Core §2). */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** What the provider sent along when it sent somebody back. */
export interface ProviderAnswer {
  readonly code?: string | undefined;
  readonly state: string;
  readonly iss?: string | undefined;
  readonly error?: string | undefined;
}

/** Speaks with one provider: authorization code with PKCE, state and nonce, by a library. */
export class OpenIdClient {
  #metadata: { readonly until: number; readonly found: Promise<openid.ServerMetadata> } | undefined;

  constructor(private readonly settings: ProviderSettings) {}

  /**
   * Where somebody's browser goes to sign in.
   *
   * @throws DomainError `provider-unavailable`
   */
  async authorizationUrl(redirectUri: string, secrets: SignInSecrets): Promise<string> {
    try {
      const url = openid.buildAuthorizationUrl(await this.#configuration(), {
        redirect_uri: redirectUri,
        // Nothing of e-mail or profile: people are not told apart by what a provider says of them.
        scope: 'openid',
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    } catch (error) {
      throw providerUnavailable(error);
    }
  }

  /**
   * Has the provider say who came back. Signature, `iss`, `aud`, `azp`, times and `nonce` are checked by the library; the
   * access token is thrown away unused.
   *
   * @throws DomainError `provider-refused`, `provider-unavailable`
   */
  async whoCameBack(redirectUri: string, answer: ProviderAnswer, secrets: SignInSecrets): Promise<ProvenIdentity> {
    const url = new URL(redirectUri);
    for (const name of ['code', 'state', 'iss', 'error'] as const) {
      const value = answer[name];
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const claims = await this.#claims(url, secrets).catch((error: unknown) => {
      throw wasRefused(error) ? providerRefused(wordOfRefusal(error)) : providerUnavailable(error);
    });
    if (claims === undefined) throw providerRefused();
    return { issuer: claims.iss, subject: claims.sub };
  }

  async #claims(cameBackTo: URL, secrets: SignInSecrets): Promise<openid.IDToken | undefined> {
    const tokens = await openid.authorizationCodeGrant(await this.#configuration(), cameBackTo, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    });
    return tokens.claims();
  }

  /** A new one for each use: the library keeps a provider's keys with it, and a key that was withdrawn must not linger. */
  async #configuration(): Promise<openid.Configuration> {
    const { clientId, clientSecret, clientAuthentication } = this.settings;
    const metadata = await this.#serverMetadata();
    const configuration = new openid.Configuration(
      metadata,
      clientId,
      { [openid.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      clientSecret === undefined
        ? openid.None()
        : clientAuthentication === 'client_secret_post'
          ? openid.ClientSecretPost(clientSecret)
          : openid.ClientSecretBasic(clientSecret),
    );
    configuration[openid.customFetch] = boundedFetch;
    configuration.timeout = TIMEOUT_SECONDS;
    // Otherwise the library takes the word of whoever answers over TLS.
    openid.enableNonRepudiationChecks(configuration);
    if (isLoopback(new URL(this.settings.issuer))) WITHOUT_TLS.forEach((allow) => allow(configuration));
    return configuration;
  }

  async #serverMetadata(): Promise<openid.ServerMetadata> {
    const known = this.#metadata;
    if (known !== undefined && known.until > Date.now()) return known.found;
    const found = this.#discover();
    this.#metadata = { found, until: Date.now() + METADATA_MINUTES * 60_000 };
    // A failure is not remembered: the next one asks again.
    found.catch(() => {
      if (this.#metadata?.found === found) this.#metadata = undefined;
    });
    return found;
  }

  async #discover(): Promise<openid.ServerMetadata> {
    const issuer = new URL(this.settings.issuer);
    const configuration = await openid.discovery(issuer, this.settings.clientId, undefined, undefined, {
      [openid.customFetch]: boundedFetch,
      timeout: TIMEOUT_SECONDS,
      ...(isLoopback(issuer) ? { execute: WITHOUT_TLS } : {}),
    });
    // Of several tenants behind one address each is an issuer of its own, and set up as one.
    return { ...configuration.serverMetadata() };
  }
}
