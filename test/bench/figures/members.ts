import { newSecret } from '#libs/registry';
import type { DataSource } from 'typeorm';
import { worldId } from '../world/releases.js';

/**
 * Signs somebody in for each of these organizations, in the rows that a sign-in leaves: no passwords are hashed for a bench.
 *
 * @returns session tokens by slug
 */
export async function signIn(
  db: DataSource,
  organizations: readonly { readonly slug: string; readonly role: 'vendor' | 'center-operator' }[],
): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const [index, { slug, role }] of organizations.entries()) {
    const { secret, hash } = newSecret('session');
    const person = worldId('person', index);
    await db.query(
      `INSERT INTO persons (id, username, display_name, password_hash) VALUES ($1, $2, $2, 'none') ON CONFLICT DO NOTHING`,
      [person, `bench-${index}`],
    );
    // The same person may have signed in for an earlier figure; each figure signs in anew.
    await db.query(
      `WITH held AS (
         INSERT INTO memberships (id, person_id, organization_id, role)
         SELECT gen_random_uuid(), $1, id, $3 FROM organizations WHERE slug = $2
         ON CONFLICT (person_id, organization_id, role) WHERE ended_at IS NULL
         DO UPDATE SET role = excluded.role RETURNING id)
       INSERT INTO sessions (id, membership_id, token_hash, expires_at)
       SELECT gen_random_uuid(), id, $4, now() + interval '1 day' FROM held`,
      [person, slug, role, hash],
    );
    tokens.set(slug, secret);
  }
  return tokens;
}
