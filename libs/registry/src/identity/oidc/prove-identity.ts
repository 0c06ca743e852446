import { row } from '#libs/database';
import { DomainError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { hashSecret } from '../secrets.js';
import type { IdentityProviders } from './identity-providers.js';
import { signInInvalid } from './oidc.errors.js';
import type { ProvenIdentity, ProviderAnswer } from './openid-client.js';
import { secretsOf } from './sign-in-secrets.js';

/** What who began a sign-in comes back with. */
export interface SignInProof extends ProviderAnswer {
  readonly handle: string;
}

/**
 * Takes a sign-in that was begun, once, and has the provider say who it was. A provider that is away gives it back: the
 * same call may be sent again.
 *
 * @param personId who links an identity; null where somebody signs in or joins
 * @throws DomainError `provider-sign-in-invalid`, `provider-refused`, `provider-unavailable`
 */
export async function proveIdentity(
  db: DataSource,
  providers: IdentityProviders,
  { handle, ...answer }: SignInProof,
  personId: string | null,
): Promise<ProvenIdentity & { readonly provider: string }> {
  const secrets = secretsOf(handle);
  if (answer.state !== secrets.state) throw signInInvalid();
  // Of two who come with one handle one finds it used: a code is not tried twice.
  const taken = await row<{ id: string; provider: string; redirectUri: string }>(
    db,
    `UPDATE provider_sign_ins SET used_at = now()
      WHERE handle_hash = $1 AND used_at IS NULL AND expires_at > now() AND person_id IS NOT DISTINCT FROM $2
     RETURNING id, provider, redirect_uri AS "redirectUri"`,
    [hashSecret(handle), personId],
  );
  if (taken === undefined) throw signInInvalid();
  const { id, provider, redirectUri } = taken;
  try {
    const client = providers.comingBackTo(redirectUri, provider);
    return { provider, ...(await client.whoCameBack(redirectUri, answer, secrets)) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The settings have changed since it was begun.
    if (error.code === 'not-found' || error.code === 'invalid-request') throw signInInvalid();
    if (error.code === 'provider-unavailable') {
      await db.query('UPDATE provider_sign_ins SET used_at = NULL WHERE id = $1', [id]);
    }
    throw error;
  }
}
