import { createClient, unwrap, type components, type ShipeiClient } from '#libs/client';
import type { Role } from '#libs/domain';
import type { DevCredentials } from './own-server.js';

/** Somebody signed in, acting for one organization in one role. */
export interface Actor {
  readonly username: string;
  readonly url: string;
  readonly token: string;
  readonly membership: components['schemas']['Membership'];
  readonly client: ShipeiClient;
}

export async function signIn(
  url: string,
  account: { readonly username: string; readonly password: string },
): Promise<Actor> {
  const session = unwrap(
    await createClient({ url }).POST('/api/v1/sessions', {
      body: { username: account.username, password: account.password },
    }),
  );
  const { token, membership } = session;
  return { username: account.username, url, token, membership, client: createClient({ url, token: () => token }) };
}

/** @throws Error where the service was prepared without an account of that role */
export async function signInAs(credentials: DevCredentials, role: Role): Promise<Actor> {
  const account = credentials.accounts.find((candidate) => candidate.role === role);
  if (account === undefined) throw new Error(`没有 ${role} 的开发账户 · There is no development account for ${role}`);
  return await signIn(credentials.url, account);
}
