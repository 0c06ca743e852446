/** An OpenID Connect provider as the operators of this installation set it up; nobody else names one. */
export interface ProviderSettings {
  /** How the API and people call it. */
  readonly name: string;
  readonly displayName: string;
  /** https, or http on loopback. */
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret?: string | undefined;
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post';
  /** Where people may be sent back to; a loopback address stands for all its ports. */
  readonly redirectUris: readonly string[];
}
