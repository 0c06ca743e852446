import { audit, row, transaction, type Context } from '#libs/database';
import { DomainError, notFound, type PersonActor } from '#libs/domain';
import { apiKeyOfMembership, type ApiKeyRow } from './api-keys.queries.js';
import { requireSession } from './authenticate.js';
import { SHOWN_PREFIX_LENGTH } from './create-api-key.js';
import { holdSession } from './hold-session.js';
import { newSecret } from './secrets.js';

/**
 * Gives a key of the actor's membership a new secret, which is only in the answer. The one before works on for the
 * overlap, and no longer than the key; one before that ends at once.
 *
 * @param token of the session that asks
 * @throws DomainError `session-required`, `unauthenticated` where it ended meanwhile, `not-found`, `illegal-transition` for a key that is revoked or over
 */
export async function rotateApiKey(
  { db, actor }: Context<PersonActor>,
  token: string,
  input: { readonly id: string; readonly overlapHours: number },
): Promise<ApiKeyRow & { key: string }> {
  requireSession(actor);
  const { secret, hash } = newSecret('apiKey');
  return transaction(db, async (tx) => {
    await holdSession(tx, actor, token);
    // Of two rotations at once each moves the secret it finds: no third one is left working.
    const rotated = await row(
      tx,
      `UPDATE api_keys
          SET previous_key_hash = key_hash, previous_until = now() + make_interval(hours => $5), rotated_at = now(),
              key_hash = $3, prefix = $4
        WHERE id = $1 AND membership_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
       RETURNING id`,
      [input.id, actor.membershipId, hash, secret.slice(0, SHOWN_PREFIX_LENGTH), input.overlapHours],
    );
    const key = await apiKeyOfMembership(tx, actor.membershipId, input.id);
    if (key === undefined) throw notFound('API 密钥 · API key');
    if (rotated === undefined) {
      throw new DomainError(
        'illegal-transition',
        '密钥已吊销或过期，请新建 · The key is revoked or over; make a new one',
      );
    }
    await audit(tx, actor, {
      action: 'api-key.rotate',
      subject: ['api-key', input.id],
      details: { overlapHours: input.overlapHours },
    });
    return { ...key, key: secret };
  });
}
