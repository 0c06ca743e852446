import type { EntityManager } from 'typeorm';

/**
 * Ends the sessions and revokes the API keys of one membership, or of all that a person holds; then also what would let
 * somebody set the person's password, and the identities that they sign in with: whoever had the old password may have
 * linked one of their own.
 */
export async function revokeCredentials(
  tx: EntityManager,
  of: { readonly membershipId: string } | { readonly personId: string },
): Promise<void> {
  const [memberships, id] =
    'personId' in of
      ? ['SELECT id FROM memberships WHERE person_id = $1', of.personId]
      : ['SELECT $1::uuid', of.membershipId];
  for (const credentials of ['UPDATE sessions', 'UPDATE api_keys']) {
    await tx.query(
      `${credentials} SET revoked_at = now() WHERE revoked_at IS NULL AND membership_id IN (${memberships})`,
      [id],
    );
  }
  if ('personId' in of) {
    await tx.query(
      'UPDATE recovery_tokens SET revoked_at = now() WHERE person_id = $1 AND used_at IS NULL AND revoked_at IS NULL',
      [id],
    );
    await tx.query('UPDATE provider_identities SET unlinked_at = now() WHERE person_id = $1 AND unlinked_at IS NULL', [
      id,
    ]);
  }
}
