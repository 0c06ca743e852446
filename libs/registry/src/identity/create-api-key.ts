import { ApiKey, audit, transaction, type Context } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { requireSession } from './authenticate.js';
import type { ApiKeyRow } from './api-keys.queries.js';
import { holdSession } from './hold-session.js';
import { newSecret } from './secrets.js';

export const SHOWN_PREFIX_LENGTH = 12;

/**
 * Makes an API key for the actor's membership; the key itself is only in the answer. Keys are made by who signed in: one
 * that makes others would outlive its own end.
 *
 * @param token of the session that asks
 * @throws DomainError `session-required`, `unauthenticated` where the session ended meanwhile
 */
export async function createApiKey(
  { db, actor }: Context<PersonActor>,
  token: string,
  input: { name: string; expiresAt: Date | null },
): Promise<ApiKeyRow & { key: string }> {
  requireSession(actor);
  const { secret, hash } = newSecret('apiKey');
  const key = {
    id: uuidv7(),
    name: input.name,
    prefix: secret.slice(0, SHOWN_PREFIX_LENGTH),
    createdAt: new Date(),
    expiresAt: input.expiresAt,
    revokedAt: null,
    lastUsedAt: null,
    rotatedAt: null,
    previousUntil: null,
  };
  await transaction(db, async (tx) => {
    await holdSession(tx, actor, token);
    await tx.insert(ApiKey, { ...key, membershipId: actor.membershipId, keyHash: hash });
    await audit(tx, actor, { action: 'api-key.create', subject: ['api-key', key.id], details: { name: key.name } });
  });
  return { ...key, key: secret };
}
