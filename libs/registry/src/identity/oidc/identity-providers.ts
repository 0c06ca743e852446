import { mayRedirectTo, notFound } from '#libs/domain';
import { wrongRedirectUri } from './oidc.errors.js';
import { OpenIdClient } from './openid-client.js';
import type { ProviderSettings } from './provider-settings.js';

/** The providers that people may sign in with, by name. */
export class IdentityProviders {
  readonly #clients: ReadonlyMap<string, { readonly settings: ProviderSettings; readonly client: OpenIdClient }>;

  constructor(readonly settings: readonly ProviderSettings[]) {
    this.#clients = new Map(
      settings.map((provider) => [provider.name, { settings: provider, client: new OpenIdClient(provider) }]),
    );
  }

  /**
   * The provider of this name, for people who come back to this address.
   *
   * @throws DomainError `not-found`, `invalid-request` for an address that is not among its settings
   */
  comingBackTo(redirectUri: string, name: string): OpenIdClient {
    const found = this.#clients.get(name);
    if (found === undefined) throw notFound('身份提供方 · identity provider');
    if (!mayRedirectTo(found.settings.redirectUris, redirectUri)) throw wrongRedirectUri(found.settings.redirectUris);
    return found.client;
  }
}
