import { ProviderSignIn, row, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { requireSession } from '../authenticate.js';
import { verifyPassword } from '../passwords.js';
import { newSecret } from '../secrets.js';
import type { IdentityProviders } from './identity-providers.js';
import { secretsOf } from './sign-in-secrets.js';

/** Time to find a password and a second factor in. */
const VALID_MINUTES = 10;

export interface BegunSignIn {
  readonly authorizationUrl: string;
  /** Stays with who begins, and is asked for at the end: a code alone, or a state, is good for nothing. */
  readonly handle: string;
  readonly expiresAt: Date;
}

interface SignInWish {
  readonly provider: string;
  readonly redirectUri: string;
}

/**
 * Begins a sign-in with a provider, or the proof of an identity that a new account is to be linked to.
 *
 * @throws DomainError `not-found`, `invalid-request`, `provider-unavailable`
 */
export async function startProviderSignIn(
  db: DataSource,
  providers: IdentityProviders,
  wish: SignInWish,
): Promise<BegunSignIn> {
  return begin(db, providers, wish, null);
}

/**
 * Begins to link an identity to who is signed in and types the password again: a session that was left open must not
 * become somebody's own way in.
 *
 * @throws DomainError `session-required`, `wrong-credentials`, `not-found`, `invalid-request`, `provider-unavailable`
 */
export async function startIdentityLink(
  { db, actor }: Context<PersonActor>,
  providers: IdentityProviders,
  wish: SignInWish & { readonly password: string },
): Promise<BegunSignIn> {
  requireSession(actor);
  const person = await row<{ hash: string }>(db, 'SELECT password_hash AS hash FROM persons WHERE id = $1', [
    actor.personId,
  ]);
  if (person === undefined || !(await verifyPassword(wish.password, person.hash))) {
    throw new DomainError('wrong-credentials', '当前密码不正确 · The current password is wrong', {
      fields: [{ path: 'password', code: 'wrong', message: 'is not the present password' }],
    });
  }
  return begin(db, providers, wish, actor.personId);
}

async function begin(
  db: DataSource,
  providers: IdentityProviders,
  { provider, redirectUri }: SignInWish,
  personId: string | null,
): Promise<BegunSignIn> {
  const client = providers.comingBackTo(redirectUri, provider);
  const { secret: handle, hash } = newSecret('providerSignIn');
  const authorizationUrl = await client.authorizationUrl(redirectUri, secretsOf(handle));
  const expiresAt = new Date(Date.now() + VALID_MINUTES * 60_000);
  await db
    .getRepository(ProviderSignIn)
    .insert({ id: uuidv7(), handleHash: hash, provider, redirectUri, personId, expiresAt });
  return { authorizationUrl, handle, expiresAt };
}
